package org.liverystudio.ai.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liverystudio.ai.diffusion.Golden.assertClose;
import static org.liverystudio.ai.diffusion.Golden.relativeError;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.tensors.SafeTensorsFile;
import org.liverystudio.ai.tensors.WeightFiles;
import org.liverystudio.ai.torch.NumberFormat;
import org.liverystudio.ai.torch.ScriptCalls;
import org.liverystudio.ai.torch.ScriptModule;
import org.liverystudio.ai.torch.Tensor;
import org.liverystudio.ai.torch.TestTorch;
import org.liverystudio.ai.torch.Torch;
import org.liverystudio.ai.torch.TorchScope;
import org.liverystudio.ai.torch.WeightLoader;

class NetworkParityTest {
    private static final double ROUNDING = 2e-6;

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
    void theUnetPredictsWhatDiffusersPredicts(String model) {
        Inputs in = new Inputs(model);
        try (Unet unet = unet(model, NumberFormat.FLOAT32);
                ScriptModule script = ScriptModule.load(torch, "denoiser", "Denoiser")) {
            Tensor out =
                    unet.predict(
                            script.in(scope), in.latents, in.time, in.prompt, Optional.empty());

            assertClose(scope.read(out), in.expected("unet"), ROUNDING);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tiny-linear, controlnet",
        "tiny-linear, controlnet_plain",
        "tiny-conv, controlnet",
        "tiny-conv, controlnet_plain"
    })
    void aControlNetAndTheUnetItSteersAgreeWithDiffusers(String model, String part) {
        Inputs in = new Inputs(model);
        try (Unet unet = unet(model, NumberFormat.FLOAT32);
                LoadedControlNet control =
                        LoadedControlNet.open(
                                torch, Golden.path(model).resolve(part), NumberFormat.FLOAT32);
                ScriptModule script = ScriptModule.load(torch, "denoiser", "Denoiser")) {
            ScriptCalls calls = script.in(scope);
            FloatTensor picture = control.ordered(in.expected("picture"));
            Tensor hint = control.net().hint(calls, scope.floats(picture, NumberFormat.FLOAT32));
            Residuals residuals =
                    control.net().residuals(calls, in.latents, in.time, in.prompt, hint, 0.7);
            Tensor out =
                    unet.predict(calls, in.latents, in.time, in.prompt, Optional.of(residuals));

            for (int i = 0; i < residuals.skips().size(); i++) {
                FloatTensor skip = scope.read(residuals.skips().get(i));
                assertClose(skip, in.expected(part + "." + i), ROUNDING);
            }
            assertClose(scope.read(residuals.middle()), in.expected(part + ".mid"), ROUNDING);
            assertClose(scope.read(out), in.expected("unet+" + part), ROUNDING);
            // The comparison sees what it should see: without control the numbers are others.
            assertThat(relativeError(in.expected("unet"), in.expected("unet+" + part)))
                    .isGreaterThan(0.01);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny-linear", "tiny-conv"})
    void bfloat16StaysNearThe32BitResult(String model) {
        Inputs in = new Inputs(model, NumberFormat.BFLOAT16);
        try (Unet unet = unet(model, NumberFormat.BFLOAT16);
                ScriptModule script = ScriptModule.load(torch, "denoiser", "Denoiser")) {
            Tensor out =
                    unet.predict(
                            script.in(scope), in.latents, in.time, in.prompt, Optional.empty());

            assertClose(scope.read(out), in.expected("unet"), 0.03);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny-linear", "tiny-conv"})
    void theAutoencoderDecodesAndEncodesAsDiffusersDoes(String model) {
        SafeTensorsFile golden = Golden.tensors(model + "-networks");
        try (Vae vae = vae(model);
                ScriptModule script = ScriptModule.load(torch, "vae", "Vae")) {
            ScriptCalls calls = script.in(scope);
            FloatTensor latents = golden.readFloats("latents").slice(0, 1);
            Tensor decoded = vae.decode(calls, scope.floats(latents, NumberFormat.FLOAT32));
            FloatTensor picture = golden.readFloats("picture").slice(0, 1);
            for (int i = 0; i < picture.values().length; i++) {
                picture.values()[i] = picture.values()[i] * 2 - 1;
            }
            Vae.Moments moments = vae.encode(calls, scope.floats(picture, NumberFormat.FLOAT32));

            assertClose(scope.read(decoded), golden.readFloats("decoded"), ROUNDING);
            assertClose(scope.read(moments.mean()), golden.readFloats("encoded.mean"), ROUNDING);
            assertClose(
                    scope.read(moments.logVariance()),
                    golden.readFloats("encoded.logvar"),
                    ROUNDING);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny-linear", "tiny-conv"})
    void bothTextEncodersTogetherGiveDiffusersPromptEmbedding(String model) {
        SafeTensorsFile golden = Golden.tensors(model + "-pipeline");
        ModelFolder folder = ModelFolder.open(Golden.path(model));
        WeightLoader loader = new WeightLoader(torch, NumberFormat.FLOAT32);
        try (PromptEncoder prompts = new PromptEncoder(torch, folder, loader)) {
            EncodedPrompt encoded =
                    prompts.encode(List.of("A red car, blue stripes!"), () -> {}).getFirst();

            assertClose(encoded.context(), golden.readFloats("context"), ROUNDING);
            assertClose(encoded.pooled(), golden.readFloats("pooled"), ROUNDING);
        }
    }

    private Unet unet(String model, NumberFormat format) {
        Path folder = Golden.path(model).resolve("unet");
        UnetConfig config = UnetConfig.ofUnet(JsonConfig.read(folder.resolve("config.json")));
        return new Unet(config, weights(UnetLayout.of(config), folder, format));
    }

    private Vae vae(String model) {
        Path folder = Golden.path(model).resolve("vae");
        VaeConfig config = VaeConfig.read(folder);
        return new Vae(config, weights(VaeLayout.of(config), folder, NumberFormat.FLOAT32));
    }

    private NetworkWeights weights(NetworkLayout layout, Path folder, NumberFormat format) {
        return NetworkWeights.of(
                layout,
                WeightFiles.open(folder, "diffusion_pytorch_model"),
                WeightNames.plain(),
                new WeightLoader(torch, format));
    }

    private final class Inputs {
        private final SafeTensorsFile golden;
        private final Tensor latents;
        private final Tensor time;
        private final PromptConditioning prompt;

        Inputs(String model) {
            this(model, NumberFormat.FLOAT32);
        }

        Inputs(String model, NumberFormat format) {
            golden = Golden.tensors(model + "-networks");
            latents = scope.floats(expected("latents"), format);
            time = scope.floats(expected("t"), NumberFormat.FLOAT32);
            prompt =
                    new PromptConditioning(
                            scope,
                            expected("prompt"),
                            expected("pooled"),
                            expected("sizes"),
                            format);
        }

        FloatTensor expected(String name) {
            return golden.readFloats(name);
        }
    }
}
