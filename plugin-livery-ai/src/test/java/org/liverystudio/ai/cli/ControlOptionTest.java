package org.liverystudio.ai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liverystudio.ai.livery.ControlKind;

class ControlOptionTest {
    @ParameterizedTest
    @CsvSource({
        "Mask, Mask, , 1, 0, 1",
        "Mask:mask, Mask, MASK, 1, 0, 1",
        "Mask:depth:0.8, Mask, DEPTH, 0.8, 0, 1",
        "Mask:mask:0.8:0.1-0.9, Mask, MASK, 0.8, 0.1, 0.9",
        "Mask:lines:1:0-.5, Mask, LINES, 1, 0, 0.5",
        "depth, depth, , 1, 0, 1",
        "depth:depth, depth, DEPTH, 1, 0, 1",
        "Group/Wire: left:lines, Group/Wire: left, LINES, 1, 0, 1",
        "a:mask:b, a:mask:b, , 1, 0, 1",
        "a:mask:b:mask:2, a:mask:b, MASK, 2, 0, 1",
        "C:\\car\\depth.png:depth:0.5, C:\\car\\depth.png, DEPTH, 0.5, 0, 1",
        "../pictures/mask.png, ../pictures/mask.png, , 1, 0, 1",
        "Mask:sketch, Mask:sketch, , 1, 0, 1",
        "Mask:mask:0.5:0.2, Mask:mask:0.5:0.2, , 1, 0, 1",
        "Nummer 1:1, Nummer 1:1, , 1, 0, 1"
    })
    void theTextIsReadFromItsRightEnd(
            String text, String source, ControlKind kind, double strength, double from, double to) {
        ControlOption option = ControlOption.parse(text).orElseThrow();

        assertThat(option.source()).isEqualTo(source);
        assertThat(option.kind().orElse(null)).isEqualTo(kind);
        assertThat(option.strength()).isEqualTo(strength);
        assertThat(option.start()).isEqualTo(from);
        assertThat(option.end()).isEqualTo(to);
    }

    @Test
    void nothingIsNoControl() {
        assertThat(ControlOption.parse("")).isEmpty();
    }
}
