package org.liverystudio.ai.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.ai.diffusion.Golden;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.tensors.SafeTensorsFile;
import org.liverystudio.ai.torch.TestTorch;

/**
 * How far final latents and pictures move with fewer bits: the table "Quantisation" of
 * docs/benchmarks.md. {@code bench.model} names another model than the built-in one, {@code
 * bench.size} and {@code bench.steps} the work.
 */
class QuantizationBenchmark {
    private static final List<String> PROMPTS =
            List.of(
                    "red and white racing stripes",
                    "blue camouflage",
                    "green hexagons with gold lines",
                    "black carbon with orange flames",
                    "yellow car with a black checkered pattern",
                    "purple waves, white splashes");

    @TempDir private Path folder;

    /**
     * @param latents final, of one prompt
     * @param picture its bytes
     */
    private record Made(FloatTensor latents, byte[] picture) {}

    @Test
    void measure() {
        Path model = Path.of(System.getProperty("bench.model", Golden.MINI.toString()));
        TestTorch.start();
        try (InProcessEngine engine = new InProcessEngine(TestTorch.NATIVES)) {
            List<Made> reference = make(engine, model, Precision.BF16);
            for (Precision precision : List.of(Precision.FP32, Precision.INT8, Precision.INT4)) {
                List<Made> made = make(engine, model, precision);
                double latents = 0;
                double pictures = 0;
                double worst = Double.POSITIVE_INFINITY;
                for (int i = 0; i < PROMPTS.size(); i++) {
                    latents += decibels(made.get(i).latents(), reference.get(i).latents());
                    double picture = decibels(made.get(i).picture(), reference.get(i).picture());
                    pictures += picture;
                    worst = Math.min(worst, picture);
                }
                System.out.printf(
                        Locale.ROOT,
                        "%s: latents %.1f dB, pictures %.1f dB, worst picture %.1f dB%n",
                        precision,
                        latents / PROMPTS.size(),
                        pictures / PROMPTS.size(),
                        worst);
            }
        }
    }

    private List<Made> make(InProcessEngine engine, Path model, Precision precision) {
        List<Made> made = new ArrayList<>();
        for (int i = 0; i < PROMPTS.size(); i++) {
            Path out = folder.resolve("latents.safetensors");
            int size = Integer.getInteger("bench.size", 256);
            Sampling sampling =
                    new Sampling(
                            Integer.getInteger("bench.steps", 20), 5, SchedulerKind.EULER, i, 1);
            DiffusionResult result =
                    engine.run(
                            DiffusionRequest.builder(model, PROMPTS.get(i), size, size, sampling)
                                    .networks(NetworkSettings.usual().withPrecision(precision))
                                    .finalLatents(Optional.of(out))
                                    .build(),
                            new EngineFixture.Recorder());
            made.add(
                    new Made(
                            SafeTensorsFile.open(out).readFloats("latents"),
                            result.images().getFirst().rgb()));
        }
        return made;
    }

    /** Peak signal to noise; the peak is the reference's own range. */
    private static double decibels(FloatTensor actual, FloatTensor expected) {
        double squares = 0;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < expected.values().length; i++) {
            squares += Math.pow(actual.values()[i] - expected.values()[i], 2);
            low = Math.min(low, expected.values()[i]);
            high = Math.max(high, expected.values()[i]);
        }
        return 10 * Math.log10(Math.pow(high - low, 2) * expected.values().length / squares);
    }

    private static double decibels(byte[] actual, byte[] expected) {
        double squares = 0;
        for (int i = 0; i < expected.length; i++) {
            squares += Math.pow((actual[i] & 255) - (expected[i] & 255), 2);
        }
        return 10 * Math.log10(255.0 * 255 * expected.length / squares);
    }
}
