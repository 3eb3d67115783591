package org.liverystudio.ai.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liverystudio.ai.diffusion.Golden.assertClose;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.torch.NoiseStream;
import org.liverystudio.ai.torch.NumberFormat;
import org.liverystudio.ai.torch.TestTorch;

/** Each sampler through two whole models, two pictures from seeds of their own: as diffusers. */
class SampledPipelineParityTest {
    private static final double TOLERANCE = 1e-4;
    private static final int STEPS = 10;

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
    void finalLatentsOfTenStepsAreThoseOfDiffusers(SamplingMethod method) {
        for (String name : List.of("tiny-linear", "tiny-conv")) {
            FloatTensor expected =
                    Golden.tensors("sampled-pipelines").readFloats(name + "." + method);

            FloatTensor both = denoise(name, method, List.of(60L, 61L));

            assertClose(both, expected, TOLERANCE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPictureIsTheSameAloneAndAmongOthers(SamplingMethod method) {
        FloatTensor both = denoise("tiny-linear", method, List.of(7L, 61L));
        FloatTensor alone = denoise("tiny-linear", method, List.of(61L));

        assertClose(both.slice(1, 1), alone, TOLERANCE);
        assertThat(Golden.relativeError(both.slice(0, 1), alone)).isGreaterThan(0.05);
    }

    private FloatTensor denoise(String name, SamplingMethod method, List<Long> seeds) {
        DiffusionModel model =
                pipeline.model(ModelFolder.open(Golden.path(name)), NumberFormat.FLOAT32);
        int edge = model.pixelsPerLatent();
        List<NoiseStream> sources = seeds.stream().map(model::noiseOf).toList();
        List<FloatTensor> noise = new ArrayList<>();
        sources.forEach(source -> noise.add(model.nextNoise(source, 8 * edge, 6 * edge)));
        PromptPair prompts = model.encodePrompts("A red car, blue stripes!", "blurry", () -> {});
        FloatTensor latents =
                model.denoise(
                        new DenoiseRequest(
                                FloatTensor.stack(noise),
                                sources,
                                prompts,
                                4.0,
                                method,
                                STEPS,
                                List.of(),
                                Optional.empty(),
                                LatentView.WHOLE,
                                Shortcuts.none()),
                        step -> {},
                        () -> {});
        sources.forEach(NoiseStream::close);
        return latents;
    }
}
