package org.liverystudio.ai.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liverystudio.ai.diffusion.ControlType;
import org.liverystudio.ai.diffusion.Golden;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.tensors.SafeTensorsFile;
import org.liverystudio.ai.torch.TestTorch;

/**
 * A ControlNet, two pictures, ten steps and then five on a larger picture: the same as diffusers'
 * text to image, an enlargement, and image to image one after the other. The values come from
 * pass_values.py.
 */
class LaterPassParityTest {
    private static final List<String> MODELS = List.of("tiny-linear", "tiny-conv");

    private static InProcessEngine engine;

    @TempDir private Path folder;

    @BeforeAll
    static void open() {
        engine = new InProcessEngine(TestTorch.NATIVES);
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @ParameterizedTest
    @EnumSource
    void aSecondPassOnEnlargedPixelsAgreesWithDiffusers(SchedulerKind scheduler) {
        for (String model : MODELS) {
            assertAgrees(model, scheduler, Upscaler.PIXELS, "pixels." + scheduler);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSecondPassOnEnlargedLatentsAgreesWithDiffusers(SchedulerKind scheduler) {
        for (String model : MODELS) {
            assertAgrees(model, scheduler, Upscaler.LATENT, "latent." + scheduler);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny-linear", "tiny-conv"})
    void latentsAreRepeatedAsTorchDoes(String model) {
        assertAgrees(model, SchedulerKind.EULER, Upscaler.LATENT_NEAREST, "nearest.EULER");
    }

    @ParameterizedTest
    @CsvSource({
        "tiny-linear, EULER", "tiny-linear, DPMPP_2M_SDE_KARRAS",
        "tiny-conv, EULER", "tiny-conv, DPMPP_2M_SDE_KARRAS"
    })
    void windowsAreJoinedStepByStep(String model, SchedulerKind scheduler) {
        SafeTensorsFile golden = golden(model, "windows");
        int tile = model.equals("tiny-linear") ? 32 : 16;

        FloatTensor latents = run(model, scheduler, Upscaler.PIXELS, OptionalInt.of(tile));

        assertThat(Golden.relativeError(latents, golden.readFloats("final." + scheduler)))
                .isLessThan(1e-4);
        FloatTensor whole = golden(model, "second-pass").readFloats("pixels." + scheduler);
        assertThat(Golden.relativeError(latents, whole)).isGreaterThan(1e-2);
    }

    private void assertAgrees(
            String model, SchedulerKind scheduler, Upscaler upscaler, String value) {
        FloatTensor latents = run(model, scheduler, upscaler, OptionalInt.empty());

        FloatTensor expected = golden(model, "second-pass").readFloats(value);
        assertThat(Golden.relativeError(latents, expected)).isLessThan(1e-4);
    }

    private static SafeTensorsFile golden(String model, String name) {
        return SafeTensorsFile.open(Golden.path("%s-%s.safetensors".formatted(model, name)));
    }

    private FloatTensor run(
            String model, SchedulerKind scheduler, Upscaler upscaler, OptionalInt tile) {
        SafeTensorsFile golden = golden(model, "second-pass");
        Path out = folder.resolve(model + ".safetensors");
        RgbImage small = picture(golden.readFloats("control.0"));
        RgbImage large = picture(golden.readFloats("control.1"));
        LaterPass pass =
                new LaterPass(
                        large.width(),
                        large.height(),
                        upscaler,
                        0.5,
                        10,
                        tile,
                        List.of(large),
                        Optional.empty());
        DiffusionRequest request =
                DiffusionRequest.builder(
                                Golden.path(model),
                                "A red car, blue stripes!",
                                small.width(),
                                small.height(),
                                new Sampling(10, 4.0, scheduler, 93, 2))
                        .negativePrompt("blurry")
                        .controls(
                                List.of(
                                        new ControlInput(
                                                Golden.path(model).resolve("controlnet"),
                                                small,
                                                ControlType.DEPTH,
                                                0.8,
                                                0,
                                                1)))
                        .passes(new Passes(List.of(pass), Seamless.NONE))
                        .finalLatents(Optional.of(out))
                        .build();

        DiffusionResult result = engine.run(request, new EngineFixture.Recorder());

        assertThat(result.images().getFirst().width()).isEqualTo(large.width());
        return SafeTensorsFile.open(out).readFloats("latents");
    }

    private static RgbImage picture(FloatTensor rows) {
        byte[] rgb = new byte[rows.values().length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) rows.values()[i];
        }
        return new RgbImage(rows.length(2), rows.length(1), rgb);
    }
}
