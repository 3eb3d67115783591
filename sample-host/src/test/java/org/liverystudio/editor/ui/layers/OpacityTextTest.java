package org.liverystudio.editor.ui.layers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpacityTextTest {
    @ParameterizedTest
    @CsvSource({"40, 0.4", "40 %, 0.4", "'37,5%', 0.375", "100, 1", "250, 1", "0, 0"})
    void numbersAreReadAsPaintersWriteThem(String text, double share) {
        assertThat(OpacityText.parse(text)).hasValue(share);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "half", "-5", "1e3", "NaN", "9999999"})
    void otherWordsAreNoOpacity(String text) {
        assertThat(OpacityText.parse(text)).isEmpty();
    }

    @Test
    void aMerePercentSignIsNoOpacity() {
        assertThat(OpacityText.parse("%")).isEmpty();
    }
}
