package org.liverystudio.ai.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.torch.EdgeWrap;
import org.liverystudio.ai.torch.NoiseStream;
import org.liverystudio.ai.torch.NumberFormat;
import org.liverystudio.ai.torch.TestTorch;
import org.liverystudio.host.LiveryException;

class LatentPreviewTest {
    private DiffusionPipeline pipeline;

    @BeforeEach
    void start() {
        pipeline = new DiffusionPipeline(TestTorch.start());
    }

    @AfterEach
    void free() {
        pipeline.close();
    }

    @Test
    void theColoursOfTheBuiltInModelAreLearnedFromItsAutoencoder() {
        DiffusionModel model = model(Golden.MINI);
        FloatTensor latents = Golden.tensors("mini").readFloats("final");
        model.preparePreviews(Optional.empty(), () -> {});

        FloatTensor preview = model.preview(latents, () -> {});

        FloatTensor picture =
                LatentPreview.means(model.decode(latents, EdgeWrap.NONE, () -> {}), 8);
        assertThat(preview.shape()).isEqualTo(picture.shape());
        // 23 dB; a map fitted to this very picture would reach 29.
        assertThat(decibels(preview, picture)).isGreaterThan(21);
        assertThat(decibels(Mix.of(0, preview), picture)).isLessThan(12);
    }

    @Test
    void aLinearMapIsFoundAgain() {
        Random random = new Random(5);
        FloatTensor latents = random(random, 4, 6, 7);
        FloatTensor colours = LatentColours.ofSdxl().picture(latents);

        LatentColours found = LatentColours.fitted(latents, colours);

        FloatTensor others = random(random, 4, 3, 2);
        assertThat(
                        Golden.relativeError(
                                found.picture(others), LatentColours.ofSdxl().picture(others)))
                .isLessThan(1e-4);
    }

    @Test
    void sdxlsColoursAreKnown() {
        FloatTensor grey = new FloatTensor(List.of(1L, 4L, 1L, 1L), new float[4]);
        float[] values = LatentColours.ofSdxl().picture(grey).values();

        assertThat(values).containsExactly(0.1084f, -0.0175f, -0.0011f);
        assertThat(LatentColours.isSdxl(VaeConfig.read(Golden.path("sdxl/vae")))).isTrue();
        assertThat(LatentColours.isSdxl(VaeConfig.read(Golden.MINI.resolve("vae")))).isFalse();
    }

    @Test
    void aTinyAutoencoderShowsThePictureInFullSizeUpToALimit() {
        Path taesd = Golden.path("tiny-linear").resolve("taesd");
        DiffusionModel model = model(Golden.path("tiny-linear"));
        FloatTensor latents =
                Golden.tensors("tiny-linear-networks").readFloats("latents").slice(0, 1);
        model.preparePreviews(Optional.of(taesd), () -> {});

        FloatTensor preview = model.preview(latents, () -> {});
        FloatTensor large = model.preview(random(new Random(1), 4, 50, 131), () -> {});

        Golden.assertClose(
                preview, Golden.tensors("tiny-linear-networks").readFloats("taesd"), 2e-6);
        assertThat(large.shape()).containsExactly(1L, 3L, 12L * 8, 32L * 8);
    }

    @Test
    void aTinyAutoencoderForOtherLatentsIsRefused() {
        Path other = Golden.path("sdxl/taesd");
        DiffusionModel model = model(Golden.path("tiny-linear"));

        assertThatThrownBy(() -> model.preparePreviews(Optional.of(other), () -> {}))
                .isInstanceOf(LiveryException.class)
                .hasMessageContaining(
                        "%s holds no weights: diffusion_pytorch_model.safetensors is missing"
                                .formatted(other));
    }

    /** Whatever the sampler: the picture that each step sees draws near to the last one. */
    @Test
    void everySamplerTellsHowThePictureLooksSoFar() {
        DiffusionModel model = model(Golden.MINI);
        PromptPair prompts = model.encodePrompts("red and white stripes", "", () -> {});
        for (SamplingMethod method : SamplingMethod.values()) {
            List<FloatTensor> seen = new ArrayList<>();
            FloatTensor last;
            try (NoiseStream source = model.noiseOf(3)) {
                last =
                        model.denoise(
                                new DenoiseRequest(
                                        model.nextNoise(source, 64, 64),
                                        List.of(source),
                                        prompts,
                                        3,
                                        method,
                                        6,
                                        List.of(),
                                        Optional.empty(),
                                        LatentView.WHOLE,
                                        Shortcuts.none()),
                                (Supplier<FloatTensor> clean) -> seen.add(clean.get()),
                                _ -> {},
                                () -> {});
            }

            assertThat(seen).as(method.name()).hasSize(6);
            double first = Golden.relativeError(seen.getFirst(), last);
            double end = Golden.relativeError(seen.getLast(), last);
            assertThat(end).as(method.name()).isLessThan(0.2).isLessThan(first);
        }
    }

    private DiffusionModel model(Path folder) {
        return pipeline.model(ModelFolder.open(folder), NumberFormat.FLOAT32);
    }

    private static FloatTensor random(Random random, int channels, int height, int width) {
        float[] values = new float[channels * height * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return new FloatTensor(List.of(1L, (long) channels, (long) height, (long) width), values);
    }

    private static double shown(float value) {
        return Math.clamp(value, -1, 1);
    }

    private static double decibels(FloatTensor actual, FloatTensor expected) {
        double squares = 0;
        for (int i = 0; i < expected.values().length; i++) {
            squares += Math.pow(shown(actual.values()[i]) - shown(expected.values()[i]), 2);
        }
        // From black to white are 2.
        return 10 * Math.log10(4 / (squares / expected.values().length));
    }
}
