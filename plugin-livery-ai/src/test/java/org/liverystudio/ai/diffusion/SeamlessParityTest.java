package org.liverystudio.ai.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.liverystudio.ai.diffusion.Golden.assertClose;
import static org.liverystudio.ai.diffusion.Golden.relativeError;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liverystudio.ai.diffusion.tiles.PictureParts;
import org.liverystudio.ai.diffusion.tiles.Window;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.tensors.SafeTensorsFile;
import org.liverystudio.ai.torch.EdgeWrap;
import org.liverystudio.ai.torch.NoiseStream;
import org.liverystudio.ai.torch.NumberFormat;
import org.liverystudio.ai.torch.TestTorch;
import org.liverystudio.ai.torch.Torch;

/**
 * Pictures whose opposite edges continue each other, against diffusers with {@code
 * padding_mode="circular"} in all convolutions; the values come from pass_values.py.
 */
class SeamlessParityTest {
    private static final Map<String, EdgeWrap> WRAPS =
            Map.of(
                    "x", new EdgeWrap(true, false),
                    "y", new EdgeWrap(false, true),
                    "both", new EdgeWrap(true, true));

    private final Torch torch = TestTorch.start();
    private DiffusionPipeline pipeline;

    @BeforeEach
    void start() {
        pipeline = new DiffusionPipeline(torch);
    }

    @AfterEach
    void free() {
        pipeline.close();
    }

    @ParameterizedTest
    @CsvSource({
        "tiny-linear, x", "tiny-linear, y", "tiny-linear, both",
        "tiny-conv, x", "tiny-conv, y", "tiny-conv, both"
    })
    void networksSeeTheOppositeEdgeAsDiffusersDoes(String name, String wrap) {
        SafeTensorsFile golden = Golden.tensors(name + "-seamless");
        DiffusionModel model =
                pipeline.model(ModelFolder.open(Golden.path(name)), NumberFormat.FLOAT32);

        FloatTensor latents = denoise(name, model, golden, WRAPS.get(wrap));

        assertClose(latents, golden.readFloats("final." + wrap), 1e-5);
        FloatTensor plain = denoise(name, model, golden, EdgeWrap.NONE);
        assertThat(relativeError(plain, golden.readFloats("final." + wrap))).isGreaterThan(1e-2);
    }

    @ParameterizedTest
    @CsvSource({
        "tiny-linear, x", "tiny-linear, y", "tiny-linear, both",
        "tiny-conv, x", "tiny-conv, y", "tiny-conv, both"
    })
    void theAutoencoderSeesTheOppositeEdgeAsDiffusersDoes(String name, String wrap) {
        SafeTensorsFile golden = Golden.tensors(name + "-seamless");
        try (OpenedVae opened = new OpenedVae(name)) {
            TiledVae whole = opened.with(VaeTiling.usual());
            EdgeWrap edges = WRAPS.get(wrap);

            assertClose(
                    whole.decode(golden.readFloats("latents"), edges, () -> {}),
                    golden.readFloats("decoded." + wrap),
                    1e-5);
            EncodedPicture encoded = whole.encode(golden.readFloats("picture"), edges, () -> {});
            assertClose(encoded.mean(), golden.readFloats("mean." + wrap), 1e-5);
            assertClose(encoded.logVariance(), golden.readFloats("logvar." + wrap), 1e-5);
        }
    }

    @Test
    void aPictureMovedAroundTheRingDecodesToTheMovedPicture() {
        FloatTensor latents = Golden.tensors("tiny-linear-seamless").readFloats("latents");
        try (OpenedVae opened = new OpenedVae("tiny-linear")) {
            TiledVae vae = opened.with(VaeTiling.usual());

            FloatTensor picture = vae.decode(latents, WRAPS.get("both"), () -> {});
            FloatTensor moved = vae.decode(moved(latents, 1), WRAPS.get("both"), () -> {});

            assertClose(moved, moved(picture, 8), 1e-5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny-linear", "tiny-conv"})
    void tilesCloseTheRingToo(String name) {
        FloatTensor latents = Golden.tensors(name + "-tiles").readFloats("latents");
        try (OpenedVae opened = new OpenedVae(name)) {
            TiledVae tiled = opened.with(new VaeTiling(0, 8, 2));

            FloatTensor picture = tiled.decode(latents, WRAPS.get("both"), () -> {});

            FloatTensor whole =
                    opened.with(VaeTiling.usual()).decode(latents, WRAPS.get("both"), () -> {});
            FloatTensor cut = tiled.decode(latents, EdgeWrap.NONE, () -> {});
            int last = picture.length(3) - 1;
            assertThat(stepAfter(picture, last)).isCloseTo(stepAfter(whole, last), within(0.03));
            assertThat(stepAfter(cut, last)).isNotCloseTo(stepAfter(whole, last), within(0.03));
            EncodedPicture encoded = tiled.encode(picture, WRAPS.get("both"), () -> {});
            assertThat(encoded.mean().shape()).isEqualTo(latents.shape());
        }
    }

    /** Mean difference of a column and the next one; after the last comes the first. */
    private static double stepAfter(FloatTensor picture, int x) {
        int width = picture.length(3);
        int rows = picture.values().length / width;
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            float here = picture.values()[row * width + x];
            sum += Math.abs(here - picture.values()[row * width + (x + 1) % width]);
        }
        return sum / rows;
    }

    /** The last rows and columns become the first. */
    private static FloatTensor moved(FloatTensor whole, int by) {
        int height = whole.length(2);
        int width = whole.length(3);
        return new Window(height - by, width - by, height, width).of(whole, 1);
    }

    private FloatTensor denoise(
            String name, DiffusionModel model, SafeTensorsFile golden, EdgeWrap wrap) {
        FloatTensor picture = Golden.planes(golden.readFloats("pixels"));
        LoadedControlNet net =
                pipeline.controlNet(Golden.path(name).resolve("controlnet"), NumberFormat.FLOAT32);
        List<NoiseStream> sources = List.of(model.noiseOf(84), model.noiseOf(85));
        List<FloatTensor> noise = new ArrayList<>();
        for (NoiseStream source : sources) {
            noise.add(model.nextNoise(source, picture.length(3), picture.length(2)));
        }
        FloatTensor latents =
                model.denoise(
                        new DenoiseRequest(
                                FloatTensor.stack(noise),
                                sources,
                                model.encodePrompts("A red car, blue stripes!", "blurry", () -> {}),
                                4.0,
                                SamplingMethod.EULER,
                                4,
                                List.of(
                                        new ControlGuide(
                                                net,
                                                PictureParts.of(picture),
                                                ControlType.DEPTH,
                                                0.8,
                                                0,
                                                1)),
                                Optional.empty(),
                                new LatentView(wrap, Optional.empty()),
                                Shortcuts.none()),
                        step -> {},
                        () -> {});
        sources.forEach(NoiseStream::close);
        return latents;
    }
}
