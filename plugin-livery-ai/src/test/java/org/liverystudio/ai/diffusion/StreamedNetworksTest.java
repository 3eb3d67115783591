package org.liverystudio.ai.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
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
import org.liverystudio.ai.torch.ScriptCalls;
import org.liverystudio.ai.torch.ScriptModule;
import org.liverystudio.ai.torch.TestTorch;
import org.liverystudio.ai.torch.Torch;
import org.liverystudio.ai.torch.TorchScope;
import org.liverystudio.ai.torch.WeightBlock;
import org.liverystudio.ai.torch.WeightLoader;

/** Networks whose blocks come and go give the same numbers as those that stay. */
class StreamedNetworksTest {
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
    void aUnetAndItsControlNetAreExactWithOneBlockAtATime(String model) {
        assertThat(denoised(model, 0).values()).isEqualTo(denoised(model, WHOLE).values());
        long half = unetWeights(model).size().weights() / 2;
        assertThat(denoised(model, half).values()).isEqualTo(denoised(model, WHOLE).values());
    }

    private static final long WHOLE = Long.MAX_VALUE;

    private FloatTensor denoised(String model, long limit) {
        SafeTensorsFile golden = Golden.tensors(model + "-networks");
        Path folder = Golden.path(model);
        NetworkWeights weights = unetWeights(model);
        weights.keepWithin(limit);
        try (Unet unet = new Unet(config(model), weights);
                LoadedControlNet control =
                        LoadedControlNet.open(
                                torch, folder.resolve("controlnet"), NumberFormat.FLOAT32);
                ScriptModule script = ScriptModule.load(torch, "denoiser", "Denoiser")) {
            control.weights().keepWithin(limit);
            ScriptCalls calls = script.in(scope);
            var latents = scope.floats(golden.readFloats("latents"), NumberFormat.FLOAT32);
            var time = scope.floats(golden.readFloats("t"), NumberFormat.FLOAT32);
            PromptConditioning prompt =
                    new PromptConditioning(
                            scope,
                            golden.readFloats("prompt"),
                            golden.readFloats("pooled"),
                            golden.readFloats("sizes"),
                            NumberFormat.FLOAT32);
            FloatTensor picture = control.ordered(golden.readFloats("picture"));
            var hint = control.net().hint(calls, scope.floats(picture, NumberFormat.FLOAT32));
            FloatTensor last = null;
            for (int step = 0; step < 2; step++) {
                Residuals residuals =
                        control.net()
                                .residuals(
                                        calls, latents, time, prompt, hint, Optional.empty(), 0.7);
                last =
                        scope.read(
                                unet.predict(calls, latents, time, prompt, Optional.of(residuals)));
            }
            return last;
        }
    }

    private static UnetConfig config(String model) {
        return UnetConfig.ofUnet(
                JsonConfig.read(Golden.path(model).resolve("unet").resolve("config.json")));
    }

    private NetworkWeights unetWeights(String model) {
        return NetworkWeights.of(
                UnetLayout.of(config(model)),
                WeightFiles.open(Golden.path(model).resolve("unet"), "diffusion_pytorch_model"),
                WeightNames.plain(),
                new WeightLoader(torch, NumberFormat.FLOAT32));
    }

    @Test
    void textEncodersAreExactWithOneBlockAtATime() {
        ModelFolder folder = ModelFolder.open(Golden.path("tiny-linear"));
        WeightLoader loader = new WeightLoader(torch, NumberFormat.FLOAT32);
        try (PromptEncoder kept = new PromptEncoder(torch, folder, loader);
                PromptEncoder streamed = new PromptEncoder(torch, folder, loader)) {
            streamed.keepWithin(List.of(0L, 0L));
            EncodedPrompt expected = kept.encode(List.of("A (red:1.2) car"), () -> {}).getFirst();
            EncodedPrompt found = streamed.encode(List.of("A (red:1.2) car"), () -> {}).getFirst();

            assertThat(found.context().values()).isEqualTo(expected.context().values());
            assertThat(found.pooled().values()).isEqualTo(expected.pooled().values());
        }
    }

    @Test
    void theAutoencoderIsExactWithOneBlockAtATime() {
        assertThat(coded(0)).isEqualTo(coded(WHOLE));
    }

    private List<Float> coded(long limit) {
        SafeTensorsFile golden = Golden.tensors("tiny-linear-networks");
        Path folder = Golden.path("tiny-linear").resolve("vae");
        VaeConfig config = VaeConfig.read(folder);
        NetworkWeights weights =
                NetworkWeights.of(
                        VaeLayout.of(config),
                        WeightFiles.open(folder, "diffusion_pytorch_model"),
                        WeightNames.vae(),
                        new WeightLoader(torch, NumberFormat.FLOAT32));
        weights.keepWithin(limit);
        List<Float> values = new ArrayList<>();
        try (Vae vae = new Vae(config, weights);
                ScriptModule script = ScriptModule.load(torch, "vae", "Vae")) {
            ScriptCalls calls = script.in(scope);
            FloatTensor latents = golden.readFloats("latents").slice(0, 1);
            FloatTensor picture = golden.readFloats("picture").slice(0, 1);
            var decoded = vae.decode(calls, scope.floats(latents, NumberFormat.FLOAT32));
            var moments = vae.encode(calls, scope.floats(picture, NumberFormat.FLOAT32));
            for (var tensor : List.of(decoded, moments.mean(), moments.logVariance())) {
                for (float value : scope.read(tensor).values()) {
                    values.add(value);
                }
            }
        }
        return values;
    }

    @Test
    void aBlockThatDoesNotStayIsGoneWhenTheNextIsAskedFor() {
        try (NetworkWeights weights = unetWeights("tiny-linear");
                ScriptModule script = ScriptModule.load(torch, "denoiser", "Denoiser")) {
            weights.keepWithin(0);
            WeightBlock first = weights.block("down_blocks.0.resnets.0.");
            assertThat(weights.block("down_blocks.0.resnets.0.")).isSameAs(first);
            weights.block("mid_block.resnets.0.");

            var one =
                    scope.floats(
                            new FloatTensor(List.of(1L, 1L, 1L, 1L), new float[1]),
                            NumberFormat.FLOAT32);
            assertThatThrownBy(() -> script.in(scope).call("conv", one, 1, 0, first, "conv1"))
                    .hasMessage("These weights have been released");

            weights.keepWithin(WHOLE);
            WeightBlock kept = weights.block("down_blocks.0.resnets.0.");
            weights.block("mid_block.resnets.0.");
            assertThat(weights.block("down_blocks.0.resnets.0.")).isSameAs(kept);
        }
    }

    @Test
    void theFileOfTheNextBlockIsReadAheadInTheOrderOfTheLastStep() {
        List<String> ahead = new ArrayList<>();
        try (NetworkWeights weights = unetWeights("tiny-linear");
                BlockStream stream =
                        new BlockStream(
                                List.of("a", "b", "c"),
                                _ -> weights.block("mid_block.resnets.0."),
                                ahead::add,
                                () -> {})) {
            List.of("a", "c", "b", "a", "c", "b").forEach(stream::next);
        }
        // The first guess is the order of the layout; after one step the true order is known.
        assertThat(ahead).containsExactly("b", "a", "c", "c", "b", "a");
    }
}
