package org.liverystudio.editor.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.geometry.Rectangle2D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowPlacementTest {
    private static final Rectangle2D SCREEN = new Rectangle2D(0, 0, 1280, 720);

    @Test
    void aPlacementSurvivesTheSettings() {
        WindowPlacement left = new WindowPlacement(-1200, 40, 900, 700, true);

        assertThat(WindowPlacement.parse(left.format())).contains(left);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "maximized", "1 2 3", "0 0 NaN 5", "0 0 999999 700"})
    void nonsenseInTheSettingsIsIgnored(String text) {
        assertThat(WindowPlacement.parse(text)).isEmpty();
    }

    @Test
    void aWindowFromALargerScreenFitsTheSmallerOne() {
        assertThat(new WindowPlacement(1500, 300, 1900, 600, false).inside(SCREEN))
                .isEqualTo(new WindowPlacement(0, 120, 1280, 600, false));
    }

    @Test
    void theFirstWindowFillsASmallScreen() {
        assertThat(WindowPlacement.onScreen(SCREEN))
                .isEqualTo(new WindowPlacement(0, 0, 1280, 720, false));
    }
}
