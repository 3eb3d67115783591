package org.liverystudio.ai.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liverystudio.ai.diffusion.Golden;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.tensors.SafeTensorsFile;
import org.liverystudio.ai.torch.TestTorch;

/**
 * A part of a picture, yes or no for each latent, against diffusers' {@code
 * StableDiffusionXLInpaintPipeline}; the values come from image_values.py.
 */
class InpaintParityTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"tiny-linear", "tiny-conv"})
    void thePartThatChangesIsDrawnAsDiffusersDoes(String model) {
        SafeTensorsFile golden = SafeTensorsFile.open(Golden.path(model + "-inpaint.safetensors"));
        RgbImage picture = picture(golden.readFloats("pixels"));
        StrengthMask mask = mask(golden.readFloats("mask"), picture);
        Path out = folder.resolve("latents.safetensors");
        DiffusionRequest request =
                DiffusionRequest.builder(
                                Golden.path(model),
                                "A red car, blue stripes!",
                                picture.width(),
                                picture.height(),
                                new Sampling(10, 4.0, SchedulerKind.EULER, 39, 1))
                        .negativePrompt("blurry")
                        .initialImage(
                                Optional.of(new InitialImage(picture, 0.7, Optional.of(mask))))
                        .finalLatents(Optional.of(out))
                        .build();

        try (InProcessEngine engine = new InProcessEngine(TestTorch.NATIVES)) {
            engine.run(request, new EngineFixture.Recorder());
        }

        FloatTensor latents = SafeTensorsFile.open(out).readFloats("latents");
        assertThat(Golden.relativeError(latents, golden.readFloats("final"))).isLessThan(1e-4);
    }

    private static RgbImage picture(FloatTensor rows) {
        byte[] rgb = new byte[rows.values().length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) rows.values()[i];
        }
        return new RgbImage(rows.length(2), rows.length(1), rgb);
    }

    private static StrengthMask mask(FloatTensor grid, RgbImage picture) {
        int edge = picture.width() / grid.length(1);
        byte[] values = new byte[picture.width() * picture.height()];
        for (int i = 0; i < values.length; i++) {
            int row = i / picture.width() / edge;
            int column = i % picture.width() / edge;
            values[i] = (byte) (255 * grid.values()[row * grid.length(1) + column]);
        }
        return new StrengthMask(picture.width(), picture.height(), values);
    }
}
