package org.liverystudio.editor.ui.paint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.liverystudio.editor.paint.Ink;

class HexTest {
    @Test
    void longAndShortCodesAreReadWithAndWithoutTheSign() {
        Ink.Colour orange = new Ink.Colour(255, 136, 0);

        assertThat(Hex.parse("#ff8800")).contains(orange);
        assertThat(Hex.parse(" FF8800 ")).contains(orange);
        assertThat(Hex.parse("f80")).contains(orange);
        assertThat(Hex.format(orange)).isEqualTo("#ff8800");
    }

    @Test
    void otherTextIsNoColour() {
        assertThat(Hex.parse("")).isEmpty();
        assertThat(Hex.parse("orange")).isEmpty();
        assertThat(Hex.parse("#ff88001")).isEmpty();
    }
}
