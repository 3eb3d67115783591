package org.liverystudio.ai.hub.files;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people read them: decimal, as drives and internet lines are sold. */
public final class ByteText {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

    private static final Pattern WRITTEN =
            Pattern.compile("(?i)(\\d{1,15}(?:\\.\\d{1,6})?)\\s*([kmgt]?)(i?)b?");

    private ByteText() {}

    /** Such as {@code 6.9 GB}; whole numbers from 100 on. */
    public static String of(double bytes) {
        int unit = 0;
        double value = bytes;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        String format = unit == 0 || value >= 99.95 ? "%.0f %s" : "%.1f %s";
        return String.format(Locale.ROOT, format, value, UNITS[unit]);
    }

    /**
     * Reads what people write: {@code 4GB}, {@code 4.7 GB}, {@code 4GiB}, {@code 512k}, {@code
     * 100}.
     *
     * @return empty if it is no size or too large to count
     */
    public static Optional<Long> parse(String text) {
        Matcher parts = WRITTEN.matcher(text.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        int power = " kmgt".indexOf(parts.group(2).isEmpty() ? ' ' : lower(parts.group(2)));
        int base = parts.group(3).isEmpty() ? 1000 : 1024;
        double bytes = Double.parseDouble(parts.group(1)) * Math.pow(base, power);
        return bytes < Long.MAX_VALUE ? Optional.of((long) bytes) : Optional.empty();
    }

    private static char lower(String letter) {
        return letter.toLowerCase(Locale.ROOT).charAt(0);
    }
}
