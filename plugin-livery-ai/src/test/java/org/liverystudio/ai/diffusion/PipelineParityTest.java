package org.liverystudio.ai.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liverystudio.ai.diffusion.Golden.assertClose;
import static org.liverystudio.ai.diffusion.Golden.relativeError;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.torch.EdgeWrap;
import org.liverystudio.ai.torch.TestTorch;

/**
 * Two random models of different shapes, plain and union ControlNets, two pictures at once: against
 * diffusers.
 */
class PipelineParityTest {
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
    @ValueSource(strings = {"tiny-linear", "tiny-conv"})
    void walksEndWhereThoseOfDiffusersEnd(String name) {
        GoldenRun run = new GoldenRun(pipeline, Golden.path(name));

        Map<String, FloatTensor> walks = run.allWalks();

        walks.forEach(
                (walk, latents) ->
                        assertThat(relativeError(latents, run.golden().readFloats(walk)))
                                .as(walk)
                                .isLessThan(TOLERANCE));
        assertThat(walks).hasSize(name.equals("tiny-linear") ? 6 : 4);
        FloatTensor picture =
                run.model().decode(walks.get("final").slice(0, 1), EdgeWrap.NONE, () -> {});
        assertClose(picture, run.golden().readFloats("decoded"), TOLERANCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"final", "final_negative", "final_union.one", "final_union.two"})
    void whatIsAskedForIsSeenInTheNumbers(String walk) {
        GoldenRun run = new GoldenRun(pipeline, Golden.path("tiny-linear"));

        assertThat(
                        relativeError(
                                run.golden().readFloats("final_without_control"),
                                run.golden().readFloats(walk)))
                .isGreaterThan(1e-3);
    }

    @Test
    void stepsAreCounted() {
        List<Integer> steps = new ArrayList<>();

        new GoldenRun(pipeline, Golden.path("tiny-linear")).denoise("", 1, steps::add);

        assertThat(steps).containsExactly(1, 2, 3, 4, 5, 6);
    }
}
