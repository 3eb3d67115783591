package org.liverystudio.ai.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.liverystudio.ai.diffusion.Shortcuts;
import org.liverystudio.ai.fixture.Requests;
import org.liverystudio.ai.job.GenerationRequest.Control;
import org.liverystudio.ai.job.GenerationRequest.StartSource;
import org.liverystudio.ai.job.GenerationRequest.Where;
import org.liverystudio.ai.livery.ControlKind;
import org.liverystudio.ai.livery.Size;
import org.liverystudio.host.LiveryException;

class RequestRulesTest {
    static List<Arguments> broken() {
        return List.of(
                Arguments.of(
                        Requests.with("  \n", 4, 5, 7, 1, Optional.empty()),
                        "The prompt is empty. Say what to paint, such as \"red and white diagonal"
                                + " stripes\"."),
                Arguments.of(
                        Requests.with("a", 4, 5, 7, 1, Optional.of(new Size(500, 512))),
                        "The size 500x512 is not a multiple of 8 in both directions. The nearest"
                                + " one is 504x512."),
                Arguments.of(
                        Requests.with("a", 4, 5, 7, 1, Optional.of(new Size(4096, 512))),
                        "The size 4096x512 is out of range. Each edge may have 64 to 2048 pixels."),
                Arguments.of(
                        Requests.with("a", 0, 5, 7, 1, Optional.empty()),
                        "0 steps are out of range. Choose 1 to 150; 20 to 30 do for most"
                                + " pictures."),
                Arguments.of(
                        Requests.with("a", 4, Double.NaN, 7, 1, Optional.empty()),
                        "A guidance of NaN is out of range. Choose 1 (off) to 30; 5 is usual."),
                Arguments.of(
                        Requests.with("a", 4, 5, -1, 1, Optional.empty()),
                        "The seed -1 is out of range. Choose a whole number from 0 up."),
                Arguments.of(
                        Requests.with("a", 4, 5, 7, 17, Optional.empty()),
                        "17 pictures at once are out of range. Choose 1 to 16."),
                Arguments.of(
                        shortcuts(0, 1),
                        "A step cache of 0 is out of range. Choose 1 (exact) to 10; 2 is usual."),
                Arguments.of(
                        shortcuts(11, 1),
                        "A step cache of 11 is out of range. Choose 1 (exact) to 10; 2 is usual."),
                Arguments.of(
                        shortcuts(2, 0),
                        "Guidance until 0 of the steps is out of range. Choose above 0 to 1"
                                + " (exact); 0.6 is usual."),
                Arguments.of(
                        start(0),
                        "A strength of 0 is out of range. Choose above 0 (nothing changes) to 1"
                                + " (everything may); 0.6 is usual."),
                Arguments.of(
                        start(0.2),
                        "At strength 0.2 none of 4 steps runs. Choose at least 5 steps or a"
                                + " higher strength."),
                Arguments.of(
                        control(2.5, 0, 1),
                        "The strength 2.5 of control \"Mask\" is out of range. Choose 0 to 2; 1 is"
                                + " full."),
                Arguments.of(
                        control(1, 0.6, 0.5),
                        "Control \"Mask\" would work from 0.6 to 0.5 of the steps. Start and end"
                                + " are shares of the steps: 0 <= start < end <= 1."));
    }

    private static GenerationRequest shortcuts(int stepCache, double guidanceEnd) {
        return Requests.sound().toBuilder()
                .shortcuts(new Shortcuts(stepCache, guidanceEnd))
                .build();
    }

    private static GenerationRequest start(double strength) {
        return Requests.from(new StartSource.Visible(), strength, new Where.Paintable());
    }

    private static GenerationRequest control(double strength, double start, double end) {
        return Requests.with(
                new Where.Paintable(),
                Optional.empty(),
                new Control("Mask", ControlKind.MASK, strength, start, end));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("broken")
    void aBrokenRuleIsToldInWords(GenerationRequest request, String words) {
        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> RequestRules.check(request))
                .satisfies(e -> assertThat(e.oneLine()).isEqualTo(words));
    }

    @Test
    void aSoundRequestPasses() {
        assertThat(RequestRules.firstProblem(Requests.sound())).isEmpty();
    }
}
