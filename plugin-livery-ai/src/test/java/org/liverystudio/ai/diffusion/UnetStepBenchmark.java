package org.liverystudio.ai.diffusion;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.tensors.SafeTensorsFile;
import org.liverystudio.ai.tensors.SafeTensorsWriter;
import org.liverystudio.ai.tensors.WeightFiles;
import org.liverystudio.ai.torch.NumberFormat;
import org.liverystudio.ai.torch.ScriptCalls;
import org.liverystudio.ai.torch.ScriptModule;
import org.liverystudio.ai.torch.Tensor;
import org.liverystudio.ai.torch.Torch;
import org.liverystudio.ai.torch.TorchScope;
import org.liverystudio.ai.torch.WeightLoader;

/**
 * Our side of {@code tools/bench/race_steps.py}: loads a UNet, then takes one step for each line of
 * standard input and prints its seconds. At the end of the input it writes the last prediction.
 *
 * <p>Arguments: the UNet's folder, the inputs' file, the file for the prediction, the folder for
 * native libraries, the number of threads.
 */
final class UnetStepBenchmark {
    private final TorchScope scope;
    private final SafeTensorsFile inputs;
    private final Unet unet;
    private final ScriptCalls calls;

    private UnetStepBenchmark(Torch torch, Path folder, SafeTensorsFile inputs) {
        this.scope = torch.newScope();
        this.inputs = inputs;
        UnetConfig config = UnetConfig.ofUnet(JsonConfig.read(folder.resolve("config.json")));
        NetworkWeights weights =
                NetworkWeights.of(
                        UnetLayout.of(config),
                        WeightFiles.open(folder, "diffusion_pytorch_model"),
                        WeightNames.plain(),
                        new WeightLoader(torch, NumberFormat.BFLOAT16));
        this.unet = new Unet(config, weights);
        this.calls = ScriptModule.load(torch, "denoiser", "Denoiser").in(scope);
        weights.loadAll(() -> {});
    }

    public static void main(String[] arguments) throws IOException {
        Torch torch = Torch.start(Path.of(arguments[3]), Integer.parseInt(arguments[4]));
        torch.prepareThread();
        UnetStepBenchmark benchmark =
                new UnetStepBenchmark(
                        torch, Path.of(arguments[0]), SafeTensorsFile.open(Path.of(arguments[1])));
        System.out.println("LOADED");
        benchmark.race(Path.of(arguments[2]));
    }

    private void race(Path result) throws IOException {
        Tensor latents = input("latents", NumberFormat.BFLOAT16);
        Tensor time = input("t", NumberFormat.FLOAT32);
        PromptConditioning prompt =
                new PromptConditioning(
                        scope,
                        inputs.readFloats("prompt"),
                        inputs.readFloats("pooled"),
                        inputs.readFloats("sizes"),
                        NumberFormat.BFLOAT16);
        List<FloatTensor> predictions = new ArrayList<>();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        while (lines.readLine() != null) {
            long start = System.nanoTime();
            try (Tensor prediction = unet.predict(calls, latents, time, prompt, Optional.empty())) {
                predictions.add(scope.read(prediction));
            }
            System.out.printf("STEP %.4f%n", (System.nanoTime() - start) / 1e9);
        }
        SafeTensorsWriter.write(result, Map.of("prediction", predictions.getLast()), Map.of());
    }

    private Tensor input(String name, NumberFormat format) {
        return scope.floats(inputs.readFloats(name), format);
    }
}
