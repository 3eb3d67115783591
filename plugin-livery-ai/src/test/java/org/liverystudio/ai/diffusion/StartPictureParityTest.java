package org.liverystudio.ai.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liverystudio.ai.diffusion.Golden.assertClose;
import static org.liverystudio.ai.diffusion.Golden.relativeError;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.liverystudio.ai.diffusion.tiles.PictureParts;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.tensors.SafeTensorsFile;
import org.liverystudio.ai.torch.EdgeWrap;
import org.liverystudio.ai.torch.NoiseStream;
import org.liverystudio.ai.torch.NumberFormat;
import org.liverystudio.ai.torch.TestTorch;

/**
 * Image to image with two ControlNets and two pictures at once, 6 of 10 steps, against diffusers'
 * {@code StableDiffusionXLControlNetImg2ImgPipeline}; the values come from image_values.py.
 */
class StartPictureParityTest {
    private static final double TOLERANCE = 1e-5;

    private DiffusionPipeline pipeline;

    @BeforeEach
    void start() {
        pipeline = new DiffusionPipeline(TestTorch.start());
    }

    @AfterEach
    void free() {
        pipeline.close();
    }

    @ParameterizedTest
    @EnumSource
    void aRunFromAPictureAgreesWithDiffusers(SamplingMethod method) {
        for (String name : List.of("tiny-linear", "tiny-conv")) {
            Run run = new Run(name);

            FloatTensor latents = run.denoise(method, Optional.empty());

            assertClose(latents, run.golden.readFloats("final." + method), TOLERANCE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMaskHoldsLatentsBackForItsShareOfTheSteps(SamplingMethod method) {
        for (String name : List.of("tiny-linear", "tiny-conv")) {
            Run run = new Run(name);
            float[] coverage = run.golden.readFloats("mask").values();
            for (int i = 0; i < coverage.length; i++) {
                coverage[i] /= 255;
            }

            FloatTensor latents =
                    run.denoise(
                            method,
                            Optional.of(new FloatTensor(List.of(1L, 1L, 5L, 8L), coverage)));

            FloatTensor expected = run.golden.readFloats("masked." + method);
            assertClose(latents, expected, TOLERANCE);
            assertThat(relativeError(run.golden.readFloats("final." + method), expected))
                    .isGreaterThan(1e-2);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10, 0.6, 6",
        "10, 0.69, 6",
        "30, 0.7, 21",
        "20, 1, 20",
        "20, 0.04, 0",
        "1, 0.9, 0"
    })
    void theShareOfTheStepsIsCutToWholeOnes(int steps, double strength, int expected) {
        assertThat(StartPicture.stepsToRun(steps, strength)).isEqualTo(expected);
    }

    @Test
    void coverageOfZeroHoldsToTheEndAndFullCoverageNever() {
        FloatTensor now = new FloatTensor(List.of(1L, 1L, 1L, 3L), new float[] {1, 1, 1});
        FloatTensor clean = new FloatTensor(now.shape(), new float[] {5, 5, 5});
        FloatTensor noised = new FloatTensor(now.shape(), new float[] {9, 9, 9});
        StartPicture start =
                new StartPicture(
                        clean,
                        1,
                        Optional.of(new FloatTensor(now.shape(), new float[] {0, 0.5f, 1})));

        assertThat(start.hold(now, noised, 0.1).values()).containsExactly(9, 9, 1);
        assertThat(start.hold(now, noised, 0.5).values()).containsExactly(9, 1, 1);
        assertThat(start.hold(now, noised, 0.9).values()).containsExactly(9, 1, 1);
        assertThat(start.restore(now).values()).containsExactly(5, 1, 1);
    }

    private final class Run {
        private final String name;
        private final SafeTensorsFile golden;
        private final DiffusionModel model;

        Run(String name) {
            this.name = name;
            golden = Golden.tensors(name + "-pictures");
            model = pipeline.model(ModelFolder.open(Golden.path(name)), NumberFormat.FLOAT32);
        }

        private FloatTensor picture(int index) {
            return Golden.planes(golden.readFloats("pixels").slice(index, 1));
        }

        private ControlGuide guide(String part, int index, double scale, double from, double to) {
            LoadedControlNet net =
                    pipeline.controlNet(Golden.path(name).resolve(part), NumberFormat.FLOAT32);
            return new ControlGuide(
                    net, PictureParts.of(picture(index)), ControlType.DEPTH, scale, from, to);
        }

        FloatTensor denoise(SamplingMethod method, Optional<FloatTensor> coverage) {
            FloatTensor picture = picture(0);
            float[] signed = new float[picture.values().length];
            for (int i = 0; i < signed.length; i++) {
                signed[i] = 2 * picture.values()[i] - 1;
            }
            EncodedPicture encoded =
                    model.encode(new FloatTensor(picture.shape(), signed), EdgeWrap.NONE, () -> {});
            List<FloatTensor> latents = new ArrayList<>();
            List<FloatTensor> noise = new ArrayList<>();
            List<NoiseStream> sources = List.of(model.noiseOf(31), model.noiseOf(32));
            for (NoiseStream source : sources) {
                int width = picture.length(3);
                int height = picture.length(2);
                latents.add(encoded.sample(model.nextNoise(source, width, height)));
                noise.add(model.nextNoise(source, width, height));
            }
            PromptPair prompts =
                    model.encodePrompts("A red car, blue stripes!", "blurry", () -> {});
            List<Integer> steps = new ArrayList<>();
            FloatTensor last =
                    model.denoise(
                            new DenoiseRequest(
                                    FloatTensor.stack(noise),
                                    sources,
                                    prompts,
                                    4.0,
                                    method,
                                    10,
                                    List.of(
                                            guide("controlnet", 1, 0.8, 0, 0.7),
                                            guide("controlnet_plain", 2, 0.5, 0.3, 1)),
                                    Optional.of(
                                            new StartPicture(
                                                    FloatTensor.stack(latents), 0.6, coverage)),
                                    LatentView.WHOLE,
                                    Shortcuts.none()),
                            steps::add,
                            () -> {});
            sources.forEach(NoiseStream::close);
            assertThat(steps).containsExactly(1, 2, 3, 4, 5, 6);
            return last;
        }
    }
}
