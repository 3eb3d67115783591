package org.liverystudio.editor.ui.paint;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liverystudio.editor.paint.Ink;

/** Colours as painters write them: #f80 or #ff8800, with or without the sign. */
final class Hex {
    private static final Pattern LONG = Pattern.compile("#?([0-9a-f]{6})");
    private static final Pattern SHORT = Pattern.compile("#?([0-9a-f])([0-9a-f])([0-9a-f])");

    private Hex() {}

    static String format(Ink.Colour colour) {
        return "#%02x%02x%02x".formatted(colour.red(), colour.green(), colour.blue());
    }

    static Optional<Ink.Colour> parse(String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        Matcher six = LONG.matcher(wanted);
        if (six.matches()) {
            return Optional.of(colour(Integer.parseInt(six.group(1), 16)));
        }
        Matcher three = SHORT.matcher(wanted);
        return three.matches()
                ? parse(
                        three.group(1).repeat(2)
                                + three.group(2).repeat(2)
                                + three.group(3).repeat(2))
                : Optional.empty();
    }

    private static Ink.Colour colour(int rgb) {
        return new Ink.Colour(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255);
    }
}
