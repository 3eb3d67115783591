package org.liverystudio.ai.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.liverystudio.ai.diffusion.Golden;
import org.liverystudio.ai.engine.EngineProgress.Phase;
import org.liverystudio.ai.torch.TestTorch;
import org.liverystudio.host.LiveryException;

/** Later passes and edges that wrap, with the built-in model. */
class LaterPassTest {
    private static InProcessEngine engine;

    @BeforeAll
    static void open() {
        engine = new InProcessEngine(TestTorch.NATIVES);
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @Test
    void progressCountsEachWindowOfEachStep() {
        EngineFixture.Recorder recorder = new EngineFixture.Recorder();

        DiffusionResult result = engine.run(refined(5, 1, SchedulerKind.EULER), recorder);

        assertThat(recorder.heard.stream().map(EngineProgress::phase).distinct())
                .containsSubsequence(
                        Phase.DENOISING, Phase.ENLARGING, Phase.REFINING, Phase.DECODING);
        // 192 pixels in windows of 128 that share 32 at least: 2 x 2; 2 of 4 steps.
        assertThat(recorder.heard)
                .contains(
                        new EngineProgress(Phase.REFINING, 0, 8),
                        new EngineProgress(Phase.REFINING, 3, 8),
                        new EngineProgress(Phase.REFINING, 8, 8));
        assertThat(result.images().getFirst().width()).isEqualTo(192);
        assertThat(result.phaseTimes()).containsKeys(Phase.ENLARGING, Phase.REFINING);
    }

    @Test
    void aRunEndsWithinTheWindowInWhichItIsCancelled() {
        EngineFixture.Recorder recorder =
                new EngineFixture.Recorder(new EngineProgress(Phase.REFINING, 3, 8));

        assertThatThrownBy(() -> engine.run(refined(5, 1, SchedulerKind.EULER), recorder))
                .isInstanceOf(CancellationException.class);

        assertThat(recorder.heard.getLast()).isEqualTo(new EngineProgress(Phase.REFINING, 3, 8));
    }

    @ParameterizedTest
    @EnumSource(names = {"EULER", "DPMPP_2M_SDE_KARRAS"})
    void aPictureOfManyIsThePictureOfItsOwnSeed(SchedulerKind scheduler) {
        DiffusionResult many = engine.run(refined(20, 3, scheduler), new EngineFixture.Recorder());
        DiffusionResult one = engine.run(refined(21, 1, scheduler), new EngineFixture.Recorder());
        DiffusionResult again = engine.run(refined(21, 1, scheduler), new EngineFixture.Recorder());

        assertThat(again.images().getFirst().rgb()).isEqualTo(one.images().getFirst().rgb());
        byte[] expected = one.images().getFirst().rgb();
        byte[] actual = many.images().get(1).rgb();
        for (int i = 0; i < expected.length; i++) {
            assertThat(Math.abs((actual[i] & 0xff) - (expected[i] & 0xff))).isLessThanOrEqualTo(1);
        }
        assertThat(many.images().get(0).rgb()).isNotEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void copiesOfASeamlessPictureContinueEachOther(Seamless seamless) {
        RgbImage picture =
                engine.run(
                                sound(7, 1, SchedulerKind.EULER)
                                        .passes(new Passes(List.of(), seamless))
                                        .build(),
                                new EngineFixture.Recorder())
                        .images()
                        .getFirst();

        // Twice the usual step between neighbours is far below what an edge that ends makes.
        assertThat(stepAcross(picture, true) < 2 * stepInside(picture, true))
                .isEqualTo(seamless == Seamless.X || seamless == Seamless.BOTH);
        assertThat(stepAcross(picture, false) < 2 * stepInside(picture, false))
                .isEqualTo(seamless == Seamless.Y || seamless == Seamless.BOTH);
    }

    private static double stepAcross(RgbImage picture, boolean columns) {
        return step(picture, columns, (columns ? picture.width() : picture.height()) - 1);
    }

    private static double stepInside(RgbImage picture, boolean columns) {
        int length = columns ? picture.width() : picture.height();
        double sum = 0;
        for (int i = 0; i < length - 1; i++) {
            sum += step(picture, columns, i);
        }
        return sum / (length - 1);
    }

    /** Mean difference of a column, or row, and the next one; after the last comes the first. */
    private static double step(RgbImage picture, boolean columns, int at) {
        int length = columns ? picture.width() : picture.height();
        int other = columns ? picture.height() : picture.width();
        int next = (at + 1) % length;
        double sum = 0;
        for (int i = 0; i < other; i++) {
            int here = columns ? i * picture.width() + at : at * picture.width() + i;
            int there = columns ? i * picture.width() + next : next * picture.width() + i;
            for (int channel = 0; channel < 3; channel++) {
                sum +=
                        Math.abs(
                                (picture.rgb()[3 * here + channel] & 0xff)
                                        - (picture.rgb()[3 * there + channel] & 0xff));
            }
        }
        return sum / other;
    }

    static List<Arguments> wrongPasses() {
        return List.of(
                Arguments.of(
                        "The size 190 x 192 of a later pass is not a multiple of 8.",
                        pass(190, 192, 0.5, 4, 128, List.of())),
                Arguments.of(
                        "A later pass of 64 x 192 is smaller than the 128 x 128 before it.",
                        pass(64, 192, 0.5, 4, 128, List.of())),
                Arguments.of(
                        "Tiles of 12 pixels are out of range.",
                        pass(192, 192, 0.5, 4, 12, List.of())),
                Arguments.of(
                        "The strength 0.0 of a later pass is out of range.",
                        pass(192, 192, 0, 4, 128, List.of())),
                Arguments.of(
                        "At strength 0.2 none of the 4 steps of a later pass runs.",
                        pass(192, 192, 0.2, 4, 128, List.of())),
                Arguments.of(
                        "A later pass has 1 control pictures for 0 controls.",
                        pass(192, 192, 0.5, 4, 128, List.of(new RgbImage(1, 1, new byte[3])))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongPasses")
    void aPassThatCannotBeRunIsToldBeforeAnythingIsLoaded(String words, LaterPass pass) {
        DiffusionRequest request =
                sound(1, 1, SchedulerKind.EULER)
                        .passes(new Passes(List.of(pass), Seamless.NONE))
                        .build();
        EngineFixture.Recorder recorder = new EngineFixture.Recorder();

        assertThatThrownBy(() -> engine.run(request, recorder))
                .isInstanceOf(LiveryException.class)
                .hasMessage(words);
        assertThat(recorder.heard).isEmpty();
    }

    @Test
    void aKeptPictureMustHaveTheSizeOfThePass() {
        RgbImage small = new RgbImage(8, 8, new byte[192]);
        LaterPass pass =
                new LaterPass(
                        192,
                        192,
                        Upscaler.PIXELS,
                        0.5,
                        4,
                        OptionalInt.empty(),
                        List.of(),
                        Optional.of(new KeptPicture(small, new StrengthMask(8, 8, new byte[64]))));

        assertThatThrownBy(
                        () ->
                                engine.run(
                                        sound(1, 1, SchedulerKind.EULER)
                                                .passes(new Passes(List.of(pass), Seamless.NONE))
                                                .build(),
                                        new EngineFixture.Recorder()))
                .isInstanceOf(LiveryException.class)
                .hasMessage("The kept picture of a later pass is 8 x 8 where 192 x 192 is wanted.");
    }

    private static LaterPass pass(
            int width, int height, double strength, int steps, int tile, List<RgbImage> controls) {
        return new LaterPass(
                width,
                height,
                Upscaler.PIXELS,
                strength,
                steps,
                OptionalInt.of(tile),
                controls,
                Optional.empty());
    }

    private static DiffusionRequest refined(long seed, int count, SchedulerKind scheduler) {
        return sound(seed, count, scheduler)
                .passes(new Passes(List.of(pass(192, 192, 0.5, 4, 128, List.of())), Seamless.NONE))
                .build();
    }

    private static DiffusionRequestBuilder sound(long seed, int count, SchedulerKind scheduler) {
        return DiffusionRequest.builder(
                Golden.MINI,
                EngineFixture.PROMPT,
                128,
                128,
                new Sampling(4, 5, scheduler, seed, count));
    }
}
