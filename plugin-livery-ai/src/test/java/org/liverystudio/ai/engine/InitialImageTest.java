package org.liverystudio.ai.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.ai.diffusion.ControlType;
import org.liverystudio.ai.diffusion.Golden;
import org.liverystudio.ai.engine.EngineProgress.Phase;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.tensors.SafeTensorsFile;
import org.liverystudio.ai.torch.TestTorch;

/** The built-in model over a drawing. */
class InitialImageTest {
    private static final Phase[] PHASES = {
        Phase.STARTING,
        Phase.LOADING,
        Phase.ENCODING_PROMPT,
        Phase.ENCODING_PICTURE,
        Phase.DENOISING,
        Phase.DECODING
    };

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

    @Test
    void theFinalLatentsAgreeWithDiffusers() {
        Path out = folder.resolve("out.safetensors");
        ControlInput control =
                new ControlInput(
                        Golden.MINI.resolve("controlnet"),
                        EngineFixture.controlPicture(),
                        ControlType.DEPTH,
                        0.8,
                        0,
                        1);
        EngineFixture.Recorder recorder = new EngineFixture.Recorder();

        DiffusionResult result =
                engine.run(
                        request(256, 10, 1, start(256, 0.7, Optional.empty()), control, out),
                        recorder);

        FloatTensor latents = SafeTensorsFile.open(out).readFloats("latents");
        FloatTensor expected =
                SafeTensorsFile.open(Golden.path("mini-picture.safetensors")).readFloats("final");
        assertThat(Golden.relativeError(latents, expected)).isLessThan(1e-5);
        assertThat(recorder.heard.stream().map(EngineProgress::phase).distinct())
                .containsExactly(PHASES);
        assertThat(recorder.heard).contains(new EngineProgress(Phase.DENOISING, 7, 7));
        assertThat(result.phaseTimes()).containsOnlyKeys(PHASES);
    }

    @Test
    void whatTheMaskKeepsStaysAsItIsAndTheRestChanges() {
        byte[] half = new byte[128 * 128];
        for (int i = 0; i < half.length; i++) {
            half[i] = (byte) (i % 128 < 64 ? 0 : 255);
        }
        FloatTensor start = masked(new byte[128 * 128]);

        FloatTensor made = masked(half);

        // Latents are what is kept exactly; the autoencoder sees the picture as a whole.
        for (int i = 0; i < made.values().length; i++) {
            assertThat(made.values()[i] == start.values()[i]).isEqualTo(i % 16 < 8);
        }
    }

    /** Final latents of 16 x 16 under a mask. */
    private FloatTensor masked(byte[] values) {
        InitialImage start = start(128, 1, Optional.of(new StrengthMask(128, 128, values)));
        Path out = folder.resolve("masked.safetensors");
        engine.run(
                request(128, 4, 1, 5, start, List.of(), Optional.of(out)),
                new EngineFixture.Recorder());
        return SafeTensorsFile.open(out).readFloats("latents");
    }

    @Test
    void aPictureOfManyIsThePictureOfItsOwnSeed() {
        InitialImage start = start(128, 0.6, Optional.empty());

        DiffusionResult both = engine.run(request(128, 5, 2, start), new EngineFixture.Recorder());
        DiffusionResult second =
                engine.run(request(128, 5, 1, start, 6), new EngineFixture.Recorder());

        byte[] expected = second.images().getFirst().rgb();
        byte[] actual = both.images().getLast().rgb();
        for (int i = 0; i < expected.length; i++) {
            assertThat(Math.abs((actual[i] & 0xff) - (expected[i] & 0xff))).isLessThanOrEqualTo(1);
        }
    }

    /** The upper left part of the drawing. */
    private static InitialImage start(int size, double strength, Optional<StrengthMask> mask) {
        RgbImage whole = EngineFixture.picture("mini-start.png");
        byte[] rgb = new byte[size * size * 3];
        for (int y = 0; y < size; y++) {
            System.arraycopy(whole.rgb(), y * whole.width() * 3, rgb, y * size * 3, size * 3);
        }
        return new InitialImage(new RgbImage(size, size, rgb), strength, mask);
    }

    private static DiffusionRequest request(int size, int steps, int count, InitialImage start) {
        return request(size, steps, count, start, 5);
    }

    private static DiffusionRequest request(
            int size, int steps, int count, InitialImage start, long seed) {
        return request(size, steps, count, seed, start, List.of(), Optional.empty());
    }

    private static DiffusionRequest request(
            int size, int steps, int count, InitialImage start, ControlInput control, Path out) {
        return request(size, steps, count, 5, start, List.of(control), Optional.of(out));
    }

    private static DiffusionRequest request(
            int size,
            int steps,
            int count,
            long seed,
            InitialImage start,
            List<ControlInput> controls,
            Optional<Path> finalLatents) {
        Sampling sampling = new Sampling(steps, 5.0, SchedulerKind.EULER, seed, count);
        return DiffusionRequest.builder(Golden.MINI, EngineFixture.PROMPT, size, size, sampling)
                .controls(controls)
                .initialImage(Optional.of(start))
                .finalLatents(finalLatents)
                .build();
    }
}
