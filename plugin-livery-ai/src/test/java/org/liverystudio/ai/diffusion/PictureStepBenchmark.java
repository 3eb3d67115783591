package org.liverystudio.ai.diffusion;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.tensors.SafeTensorsFile;
import org.liverystudio.ai.tensors.SafeTensorsWriter;
import org.liverystudio.ai.torch.EdgeWrap;
import org.liverystudio.ai.torch.NoiseStream;
import org.liverystudio.ai.torch.NumberFormat;
import org.liverystudio.ai.torch.Torch;

/**
 * Our side of {@code tools/bench/race_picture.py}: makes one picture, a step for each line of
 * standard input, then decodes it for one more line, and prints the seconds of each.
 *
 * <p>Arguments: the model's folder, the file with the noise, the file for the picture, the folder
 * for native libraries, threads, steps, prompt, guidance, step cache, guidance end.
 */
final class PictureStepBenchmark {
    private final BufferedReader lines =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    private long start;

    private PictureStepBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Torch torch = Torch.start(Path.of(arguments[3]), Integer.parseInt(arguments[4]));
        torch.prepareThread();
        try (DiffusionPipeline pipeline = new DiffusionPipeline(torch)) {
            DiffusionModel model =
                    pipeline.model(ModelFolder.open(Path.of(arguments[0])), NumberFormat.BFLOAT16);
            model.loadTextEncoders(() -> {});
            model.loadUnet(() -> {});
            System.out.println("LOADED");
            FloatTensor noise = SafeTensorsFile.open(Path.of(arguments[1])).readFloats("latents");
            FloatTensor picture = new PictureStepBenchmark().make(model, noise, arguments);
            SafeTensorsWriter.write(Path.of(arguments[2]), Map.of("picture", picture), Map.of());
        }
    }

    private FloatTensor make(DiffusionModel model, FloatTensor noise, String[] arguments) {
        begin();
        PromptPair prompts = model.encodePrompts(arguments[6], "", () -> {});
        try (NoiseStream source = model.noiseOf(1)) {
            DenoiseRequest request =
                    new DenoiseRequest(
                            noise,
                            List.of(source),
                            prompts,
                            Double.parseDouble(arguments[7]),
                            SamplingMethod.EULER,
                            Integer.parseInt(arguments[5]),
                            List.of(),
                            Optional.empty(),
                            LatentView.WHOLE,
                            new Shortcuts(
                                    Integer.parseInt(arguments[8]),
                                    Double.parseDouble(arguments[9])));
            FloatTensor latents =
                    model.denoise(
                            request,
                            step -> {
                                end();
                                begin();
                            },
                            () -> {});
            FloatTensor picture = model.decode(latents, EdgeWrap.NONE, () -> {});
            end();
            return picture;
        }
    }

    private void begin() {
        try {
            lines.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start = System.nanoTime();
    }

    private void end() {
        System.out.printf("STEP %.4f%n", (System.nanoTime() - start) / 1e9);
    }
}
