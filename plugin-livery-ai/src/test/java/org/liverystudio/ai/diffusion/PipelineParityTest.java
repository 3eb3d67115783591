package org.liverystudio.ai.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liverystudio.ai.diffusion.Golden.assertClose;
import static org.liverystudio.ai.diffusion.Golden.relativeError;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liverystudio.ai.diffusion.tiles.PictureParts;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.tensors.SafeTensorsFile;
import org.liverystudio.ai.torch.EdgeWrap;
import org.liverystudio.ai.torch.NoiseStream;
import org.liverystudio.ai.torch.NumberFormat;
import org.liverystudio.ai.torch.TestTorch;
import org.liverystudio.ai.torch.Torch;

/**
 * Two random models of different shapes, two ControlNets, two pictures at once: against diffusers.
 */
class PipelineParityTest {
    private static final String PROMPT = "A red car, blue stripes!";
    private static final double TOLERANCE = 1e-5;

    private Torch torch;
    private DiffusionPipeline pipeline;

    @BeforeEach
    void start() {
        torch = TestTorch.start();
        pipeline = new DiffusionPipeline(torch);
    }

    @AfterEach
    void free() {
        pipeline.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny-linear", "tiny-conv"})
    void controlNetsWithTheirOwnSharesOfTheStepsAddUp(String name) {
        Run run = new Run(name);

        FloatTensor latents =
                run.denoise("blurry", 4.0, run.guide(0, 0.8, 0, 0.7), run.guide(1, 0.5, 0.3, 1));

        assertClose(latents, run.golden.readFloats("final"), TOLERANCE);
        assertThat(
                        relativeError(
                                run.golden.readFloats("final_without_control"),
                                run.golden.readFloats("final")))
                .isGreaterThan(1e-3);
        FloatTensor picture = run.model.decode(latents.slice(0, 1), EdgeWrap.NONE, () -> {});
        assertClose(picture, run.golden.readFloats("decoded"), TOLERANCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny-linear", "tiny-conv"})
    void anEmptyNegativePromptMeansWhatTheModelSays(String name) {
        Run run = new Run(name);

        FloatTensor latents = run.denoise("", 4.0);

        assertClose(latents, run.golden.readFloats("final_without_control"), TOLERANCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny-linear", "tiny-conv"})
    void guidanceOfOneLeavesTheNegativePromptOut(String name) {
        Run run = new Run(name);

        FloatTensor latents = run.denoise("ignored", 1.0, run.guide(0, 0.8, 0, 1));

        assertClose(latents, run.golden.readFloats("final_unguided"), TOLERANCE);
    }

    private final class Run {
        private final String name;
        private final SafeTensorsFile golden;
        private final DiffusionModel model;

        Run(String name) {
            this.name = name;
            golden = Golden.tensors(name + "-pipeline");
            model = pipeline.model(ModelFolder.open(Golden.path(name)), NumberFormat.FLOAT32);
        }

        ControlGuide guide(int index, double scale, double start, double end) {
            String part = index == 0 ? "controlnet" : "controlnet_plain";
            LoadedControlNet net =
                    pipeline.controlNet(Golden.path(name).resolve(part), NumberFormat.FLOAT32);
            FloatTensor picture = Golden.planes(golden.readFloats("pixels").slice(index, 1));
            return new ControlGuide(net, PictureParts.of(picture), scale, start, end);
        }

        FloatTensor denoise(String negative, double guidance, ControlGuide... controls) {
            List<Integer> steps = new ArrayList<>();
            PromptPair prompts = model.encodePrompts(PROMPT, negative, () -> {});
            FloatTensor noise = golden.readFloats("latents");
            List<NoiseStream> sources = List.of(model.noiseOf(0), model.noiseOf(1));
            FloatTensor latents =
                    model.denoise(
                            new DenoiseRequest(
                                    noise,
                                    sources,
                                    prompts,
                                    guidance,
                                    SamplingMethod.EULER,
                                    6,
                                    List.of(controls),
                                    Optional.empty(),
                                    LatentView.WHOLE),
                            steps::add,
                            () -> {});
            sources.forEach(NoiseStream::close);
            assertThat(steps).containsExactly(1, 2, 3, 4, 5, 6);
            return latents;
        }
    }
}
