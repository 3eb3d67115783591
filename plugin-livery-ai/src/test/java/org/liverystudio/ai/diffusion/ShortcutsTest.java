package org.liverystudio.ai.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liverystudio.ai.diffusion.Golden.assertClose;
import static org.liverystudio.ai.diffusion.Golden.relativeError;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liverystudio.ai.diffusion.tiles.PictureParts;
import org.liverystudio.ai.diffusion.tiles.Window;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.tensors.SafeTensorsFile;
import org.liverystudio.ai.tensors.WeightFiles;
import org.liverystudio.ai.torch.NoiseStream;
import org.liverystudio.ai.torch.NumberFormat;
import org.liverystudio.ai.torch.ScriptCalls;
import org.liverystudio.ai.torch.ScriptModule;
import org.liverystudio.ai.torch.Tensor;
import org.liverystudio.ai.torch.TestTorch;
import org.liverystudio.ai.torch.Torch;
import org.liverystudio.ai.torch.TorchScope;
import org.liverystudio.ai.torch.WeightLoader;

class ShortcutsTest {
    private static final Window WINDOW = new Window(0, 0, 1, 2);

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
    void afterItsEndTheGuidanceKeepsItsLastPull() {
        Guidance guidance = new Guidance(3, 2);

        assertThat(guidance.asksBoth(1)).isTrue();
        assertThat(guidance.guided(rows(1, 2, 5, 8), 1, WINDOW).values()).containsExactly(13, 20);
        assertThat(guidance.endsBefore(2)).isTrue();
        assertThat(guidance.asksBoth(2)).isFalse();
        // 6 + 2 * (5 - 1) and 6 + 2 * (8 - 2)
        assertThat(guidance.guided(rows(6, 6), 2, WINDOW).values()).containsExactly(14, 18);
        assertThat(guidance.endsBefore(3)).isFalse();
        assertThat(guidance.guided(rows(0, 1), 3, WINDOW).values()).containsExactly(8, 13);
    }

    @Test
    void withoutGuidanceThePromptIsAskedAlone() {
        Guidance off = new Guidance(1, 5);

        assertThat(off.asksBoth(0)).isFalse();
        assertThat(off.endsBefore(5)).isFalse();
        assertThat(off.guided(rows(6, 7), 0, WINDOW).values()).containsExactly(6, 7);
    }

    @Test
    void aShareOfTheStepsIsRoundedUpAndTheFirstIsAlwaysAsked() {
        assertThat(lastAsked(10, 0.5)).isEqualTo(4);
        assertThat(lastAsked(10, 0.41)).isEqualTo(4);
        assertThat(lastAsked(10, 0.01)).isZero();
        assertThat(lastAsked(7, 1)).isEqualTo(6);
    }

    private static int lastAsked(int steps, double share) {
        Guidance guidance = Guidance.endingAfter(share, 5, steps);
        int last = 0;
        while (last + 1 < steps && guidance.asksBoth(last + 1)) {
            last++;
        }
        return last;
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny-linear", "tiny-conv"})
    void shortcutsLeaveOutWorkAndStayNearTheExactLatents(String name) {
        Run exact = new Run(name, Shortcuts.none());
        Run cached = new Run(name, new Shortcuts(2, 1));
        Run both = new Run(name, new Shortcuts(2, 0.5));

        // The whole network runs in three of six steps, and in the one that drops a row.
        assertThat(cached.blocks).isBetween(exact.blocks / 2, exact.blocks * 4 / 5);
        assertThat(relativeError(cached.latents, exact.latents)).isBetween(1e-5, 0.2);
        assertThat(relativeError(both.latents, cached.latents)).isBetween(1e-6, 0.2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny-linear", "tiny-conv"})
    void theFinestLevelAloneRepeatsTheWholeNetworkWhereNothingChanged(String name) {
        Torch torch = TestTorch.start();
        SafeTensorsFile golden = Golden.tensors(name + "-networks");
        Path folder = Golden.path(name).resolve("unet");
        UnetConfig config = UnetConfig.ofUnet(JsonConfig.read(folder.resolve("config.json")));
        NetworkWeights weights =
                NetworkWeights.of(
                        UnetLayout.of(config),
                        WeightFiles.open(folder, "diffusion_pytorch_model"),
                        WeightNames.plain(),
                        new WeightLoader(torch, NumberFormat.FLOAT32));
        List<Integer> blocks = new ArrayList<>();
        try (TorchScope scope = torch.newScope();
                Unet unet = new Unet(config, weights);
                ScriptModule script = ScriptModule.load(torch, "denoiser", "Denoiser")) {
            ScriptCalls calls = script.in(scope, () -> blocks.add(1));
            Tensor latents = scope.floats(golden.readFloats("latents"), NumberFormat.FLOAT32);
            Tensor time = scope.floats(golden.readFloats("t"), NumberFormat.FLOAT32);
            PromptConditioning prompt =
                    new PromptConditioning(
                            scope,
                            golden.readFloats("prompt"),
                            golden.readFloats("pooled"),
                            golden.readFloats("sizes"),
                            NumberFormat.FLOAT32);
            Optional<DeepFeatures> deep = Optional.of(new DeepFeatures(scope));

            FloatTensor whole =
                    scope.read(unet.predict(calls, latents, time, prompt, Optional.empty(), deep));
            int blocksOfAll = blocks.size();
            FloatTensor fine =
                    scope.read(unet.predict(calls, latents, time, prompt, Optional.empty(), deep));

            assertClose(whole, golden.readFloats("unet"), 2e-6);
            assertThat(fine.values()).isEqualTo(whole.values());
            assertThat(blocks.size() - blocksOfAll).isLessThan(blocksOfAll / 2);
        }
    }

    private ControlGuide guide(String name, SafeTensorsFile golden) {
        LoadedControlNet net =
                pipeline.controlNet(Golden.path(name).resolve("controlnet"), NumberFormat.FLOAT32);
        FloatTensor picture = Golden.planes(golden.readFloats("pixels").slice(0, 1));
        return new ControlGuide(net, PictureParts.of(picture), ControlType.DEPTH, 0.8, 0, 1);
    }

    private DiffusionModel model(String name) {
        return pipeline.model(ModelFolder.open(Golden.path(name)), NumberFormat.FLOAT32);
    }

    private static FloatTensor rows(float... values) {
        long rows = values.length / 2;
        return new FloatTensor(List.of(rows, 1L, 1L, 2L), values);
    }

    private final class Run {
        private final FloatTensor latents;
        private int blocks;

        Run(String name, Shortcuts shortcuts) {
            DiffusionModel model = model(name);
            SafeTensorsFile golden = Golden.tensors(name + "-pipeline");
            PromptPair prompts = model.encodePrompts("red", "blue", () -> {});
            List<NoiseStream> sources = List.of(model.noiseOf(0), model.noiseOf(1));
            List<Integer> steps = new ArrayList<>();
            latents =
                    model.denoise(
                            new DenoiseRequest(
                                    golden.readFloats("latents"),
                                    sources,
                                    prompts,
                                    4,
                                    SamplingMethod.EULER,
                                    6,
                                    List.of(guide(name, golden)),
                                    Optional.empty(),
                                    LatentView.WHOLE,
                                    shortcuts),
                            steps::add,
                            () -> blocks++);
            sources.forEach(NoiseStream::close);
            assertThat(steps).containsExactly(1, 2, 3, 4, 5, 6);
        }
    }
}
