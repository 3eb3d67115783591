package org.liverystudio.editor.ui.layers;

import java.util.OptionalDouble;

/** What painters type for an opacity: {@code "40"}, {@code "40 %"}, {@code "37,5%"}. */
final class OpacityText {
    private OpacityText() {}

    /**
     * @return 0 to 1, numbers beyond moved to the end they passed; empty if it is no number
     */
    static OptionalDouble parse(String text) {
        String number = text.replace("%", "").replace(',', '.').strip();
        if (!number.matches("\\d{1,6}(\\.\\d*)?")) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Math.clamp(Double.parseDouble(number) / 100, 0, 1));
    }
}
