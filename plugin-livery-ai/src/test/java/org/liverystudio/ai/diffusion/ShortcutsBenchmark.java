package org.liverystudio.ai.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.torch.EdgeWrap;
import org.liverystudio.ai.torch.NoiseStream;
import org.liverystudio.ai.torch.NumberFormat;
import org.liverystudio.ai.torch.TestTorch;

/**
 * Measures what shortcuts cost in likeness and save in time; runs only when asked by name
 * (docs/benchmarks.md). {@code bench.model} is a model's folder, by default the mini model, {@code
 * bench.size} the edge in pixels, {@code bench.shortcuts} a list such as {@code 2/1,3/0.5}.
 */
class ShortcutsBenchmark {
    private static final List<String> PROMPTS =
            List.of("red stripes on white", "blue flames", "green camouflage, gold numbers");

    @Test
    void likenessAndTime() {
        Path folder = Path.of(System.getProperty("bench.model", Golden.MINI.toString()));
        int size = Integer.getInteger("bench.size", 256);
        int prompts = Integer.getInteger("bench.prompts", PROMPTS.size());
        String list =
                System.getProperty("bench.shortcuts", "2/1,3/1,4/1,1/0.9,2/0.9,2/0.8,2/0.6,3/0.8");
        try (DiffusionPipeline pipeline = new DiffusionPipeline(TestTorch.start())) {
            DiffusionModel model = pipeline.model(ModelFolder.open(folder), NumberFormat.BFLOAT16);
            List<Made> exact = new ArrayList<>();
            for (String prompt : PROMPTS.subList(0, prompts)) {
                exact.add(make(model, prompt, size, Shortcuts.none()));
            }
            System.out.println(
                    "| Step cache | Guidance until | Picture, dB | Latents, dB | Time |");
            System.out.println("| --- | --- | --- | --- | --- |");
            for (String text : list.split(",")) {
                String[] parts = text.split("/");
                Shortcuts shortcuts =
                        new Shortcuts(Integer.parseInt(parts[0]), Double.parseDouble(parts[1]));
                double pictures = 0;
                double latents = 0;
                double time = 0;
                for (int i = 0; i < prompts; i++) {
                    Made made = make(model, PROMPTS.get(i), size, shortcuts);
                    pictures += decibels(made.picture, exact.get(i).picture, 2) / prompts;
                    FloatTensor expected = exact.get(i).latents;
                    latents += decibels(made.latents, expected, range(expected)) / prompts;
                    time += made.seconds / exact.get(i).seconds / prompts;
                }
                System.out.printf(
                        "| %d | %s | %.1f | %.1f | %.2f |%n",
                        shortcuts.stepCache(), shortcuts.guidanceEnd(), pictures, latents, time);
                assertThat(pictures).isPositive();
            }
        }
    }

    private record Made(FloatTensor latents, FloatTensor picture, double seconds) {}

    private static Made make(DiffusionModel model, String text, int size, Shortcuts shortcuts) {
        PromptPair prompts = model.encodePrompts(text, "", () -> {});
        int steps = Integer.getInteger("bench.steps", 30);
        try (NoiseStream source = model.noiseOf(1)) {
            FloatTensor noise = model.nextNoise(source, size, size);
            long start = System.nanoTime();
            FloatTensor latents =
                    model.denoise(
                            new DenoiseRequest(
                                    noise,
                                    List.of(source),
                                    prompts,
                                    5,
                                    SamplingMethod.EULER,
                                    steps,
                                    List.of(),
                                    Optional.empty(),
                                    LatentView.WHOLE,
                                    shortcuts),
                            step -> {},
                            () -> {});
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Made(latents, model.decode(latents, EdgeWrap.NONE, () -> {}), seconds);
        }
    }

    private static double range(FloatTensor tensor) {
        float least = Float.MAX_VALUE;
        float most = -Float.MAX_VALUE;
        for (float value : tensor.values()) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        return most - least;
    }

    /** Peak signal-to-noise ratio. */
    private static double decibels(FloatTensor actual, FloatTensor expected, double range) {
        double sum = 0;
        for (int i = 0; i < expected.values().length; i++) {
            double error = actual.values()[i] - expected.values()[i];
            sum += error * error;
        }
        return 10 * Math.log10(range * range * expected.values().length / sum);
    }
}
