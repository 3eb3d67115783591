package org.liverystudio.ai.engine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.ai.diffusion.ControlType;
import org.liverystudio.ai.diffusion.Shortcuts;
import org.liverystudio.host.LiveryException;

class EngineRequestRulesTest {
    @TempDir private Path folder;

    @Test
    void aSensibleRequestPasses() {
        assertThatCode(
                        () ->
                                RequestRules.check(
                                        request("red", 64, 128, 20, 5, 1, List.of(), "out")))
                .doesNotThrowAnyException();
    }

    @Test
    void eachMistakeIsToldInWords() {
        refused(request(" ", 64, 64, 20, 5, 1, List.of(), "out"), "The prompt is empty.");
        refused(
                request("x".repeat(10_001), 64, 64, 20, 5, 1, List.of(), "out"),
                "A prompt is longer than 10000 characters.");
        refused(
                request("red (gold:40)", 64, 64, 20, 5, 1, List.of(), "out"),
                "The weight 40.0 of \"gold\" in the prompt is out of range.");
        refused(
                request("red", 60, 64, 20, 5, 1, List.of(), "out"),
                "The size 60 x 64 is not a multiple of 8.");
        refused(request("red", 64, 64, 0, 5, 1, List.of(), "out"), "0 steps make no picture.");
        refused(
                request("red", 64, 64, 20, Double.NaN, 1, List.of(), "out"),
                "The guidance NaN is out of range.");
        refused(request("red", 64, 64, 20, 5, 0, List.of(), "out"), "0 pictures were asked for.");
        refused(shortcuts(0, 1), "A step cache of 0 is out of range.");
        refused(shortcuts(1, Double.NaN), "Guidance until NaN of the steps is out of range.");
        refused(
                request("red", 64, 64, 20, 5, 1, List.of(), "none/out"),
                "The latents cannot be saved as %s: the folder %s does not exist or is read-only."
                        .formatted(folder.resolve("none/out"), folder.resolve("none")));
    }

    @Test
    void eachMistakeOfAPictureToStartFromIsToldInWords() {
        refused(
                start(32, 0.6, 64),
                "The picture to start from is 32 x 32 where 64 x 64 is wanted.");
        refused(start(64, 0.6, 32), "The mask is 32 x 32 where 64 x 64 is wanted.");
        refused(start(64, 0, 64), "The strength 0.0 is out of range.");
        refused(start(64, 1.5, 64), "The strength 1.5 is out of range.");
        refused(start(64, 0.04, 64), "At strength 0.04 none of 20 steps runs.");
        assertThatCode(() -> RequestRules.check(start(64, 1, 64))).doesNotThrowAnyException();
    }

    private DiffusionRequest shortcuts(int stepCache, double guidanceEnd) {
        return request("red", 64, 64, 20, 5, 1, List.of(), "out").toBuilder()
                .shortcuts(new Shortcuts(stepCache, guidanceEnd))
                .build();
    }

    private DiffusionRequest start(int size, double strength, int maskSize) {
        DiffusionRequest plain = request("red", 64, 64, 20, 5, 1, List.of(), "out");
        RgbImage image = new RgbImage(size, size, new byte[size * size * 3]);
        StrengthMask mask = new StrengthMask(maskSize, maskSize, new byte[maskSize * maskSize]);
        return plain.toBuilder()
                .initialImage(Optional.of(new InitialImage(image, strength, Optional.of(mask))))
                .build();
    }

    @Test
    void eachMistakeOfAControlLayerIsToldInWords() {
        refused(
                request("red", 64, 64, 20, 5, 1, List.of(control(32, 1, 0, 1)), "out"),
                "A control picture is 32 x 32 where 64 x 64 is wanted.");
        refused(
                request("red", 64, 64, 20, 5, 1, List.of(control(64, -1, 0, 1)), "out"),
                "The control strength -1.0 is out of range.");
        refused(
                request("red", 64, 64, 20, 5, 1, List.of(control(64, 1, 0.5, 0.5)), "out"),
                "A control layer works from 0.5 to 0.5 of the steps, which is no range.");
    }

    private static void refused(DiffusionRequest request, String words) {
        assertThatThrownBy(() -> RequestRules.check(request))
                .isInstanceOf(LiveryException.class)
                .hasMessage(words);
    }

    private static ControlInput control(int size, double scale, double start, double end) {
        RgbImage image = new RgbImage(size, size, new byte[size * size * 3]);
        return new ControlInput(Path.of("control"), image, ControlType.DEPTH, scale, start, end);
    }

    private DiffusionRequest request(
            String prompt,
            int width,
            int height,
            int steps,
            double guidance,
            int count,
            List<ControlInput> controls,
            String latents) {
        Sampling sampling = new Sampling(steps, guidance, SchedulerKind.EULER, 1, count);
        return DiffusionRequest.builder(Path.of("model"), prompt, width, height, sampling)
                .controls(controls)
                .finalLatents(Optional.of(folder.resolve(latents)))
                .build();
    }
}
