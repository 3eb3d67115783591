package org.liverystudio.ai.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.tensors.SafeTensorsFile;
import org.liverystudio.ai.tensors.WeightFiles;
import org.liverystudio.ai.torch.NumberFormat;
import org.liverystudio.ai.torch.ScriptModule;
import org.liverystudio.ai.torch.Tensor;
import org.liverystudio.ai.torch.TestTorch;
import org.liverystudio.ai.torch.Torch;
import org.liverystudio.ai.torch.TorchScope;
import org.liverystudio.ai.torch.WeightLoader;

class PromptConditioningTest {
    private Torch torch;
    private TorchScope scope;

    @BeforeEach
    void start() {
        torch = TestTorch.start();
        scope = torch.newScope();
    }

    @AfterEach
    void free() {
        scope.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny-linear", "tiny-conv"})
    void rowsWithoutPromptAreNotAskedWhatTheyWouldNotAnswer(String model) {
        SafeTensorsFile golden = Golden.tensors(model + "-networks");
        FloatTensor prompts = golden.readFloats("prompt");
        FloatTensor zeros = zeros(prompts.slice(0, 1));
        FloatTensor one = prompts.slice(1, 1);

        FloatTensor skipped = predicted(golden, model, List.of(0, 1), List.of(zeros, one));
        // A row of zeros behind another is asked like any prompt.
        FloatTensor asked = predicted(golden, model, List.of(1, 0), List.of(one, zeros));

        Golden.assertClose(skipped.slice(0, 1), asked.slice(1, 1), 1e-6);
        Golden.assertClose(skipped.slice(1, 1), asked.slice(0, 1), 1e-6);
        // Both would be equal if prompts did not count at all.
        assertThat(Golden.relativeError(skipped, golden.readFloats("unet"))).isGreaterThan(1e-3);
    }

    @Test
    void aLayerReadsThePromptsOnce() {
        SafeTensorsFile golden = Golden.tensors("tiny-linear-networks");
        NetworkWeights weights = weights("tiny-linear");
        PromptConditioning prompts = conditioning(golden, golden.readFloats("prompt"));
        List<Tensor> first = prompts.keysFor(weights, "a", (owner, context) -> List.of(context));

        assertThat(
                        prompts.keysFor(
                                weights,
                                "a",
                                (owner, context) -> {
                                    throw new AssertionError("read again");
                                }))
                .isSameAs(first);
        assertThat(prompts.keysFor(weights, "b", (owner, context) -> List.of())).isEmpty();
        weights.close();
    }

    private FloatTensor predicted(
            SafeTensorsFile golden, String model, List<Integer> rows, List<FloatTensor> prompts) {
        FloatTensor latents = golden.readFloats("latents");
        Tensor input =
                scope.floats(
                        FloatTensor.stack(rows.stream().map(row -> latents.slice(row, 1)).toList()),
                        NumberFormat.FLOAT32);
        Tensor time = scope.floats(golden.readFloats("t"), NumberFormat.FLOAT32);
        PromptConditioning conditioning =
                new PromptConditioning(
                        scope,
                        FloatTensor.stack(prompts),
                        same(golden.readFloats("pooled")),
                        same(golden.readFloats("sizes")),
                        NumberFormat.FLOAT32);
        try (Unet unet = new Unet(config(model), weights(model));
                ScriptModule script = ScriptModule.load(torch, "denoiser", "Denoiser")) {
            return scope.read(
                    unet.predict(script.in(scope), input, time, conditioning, Optional.empty()));
        }
    }

    /** The first row in the place of all. */
    private static FloatTensor same(FloatTensor rows) {
        return FloatTensor.stack(Collections.nCopies(rows.length(0), rows.slice(0, 1)));
    }

    private static FloatTensor zeros(FloatTensor like) {
        return new FloatTensor(like.shape(), new float[like.values().length]);
    }

    private PromptConditioning conditioning(SafeTensorsFile golden, FloatTensor prompts) {
        return new PromptConditioning(
                scope,
                prompts,
                golden.readFloats("pooled"),
                golden.readFloats("sizes"),
                NumberFormat.FLOAT32);
    }

    private static UnetConfig config(String model) {
        return UnetConfig.ofUnet(
                JsonConfig.read(Golden.path(model).resolve("unet").resolve("config.json")));
    }

    private NetworkWeights weights(String model) {
        Path folder = Golden.path(model).resolve("unet");
        return NetworkWeights.of(
                UnetLayout.of(config(model)),
                WeightFiles.open(folder, "diffusion_pytorch_model"),
                WeightNames.plain(),
                new WeightLoader(torch, NumberFormat.FLOAT32));
    }
}
