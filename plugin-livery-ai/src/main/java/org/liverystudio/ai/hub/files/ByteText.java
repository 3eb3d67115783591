package org.liverystudio.ai.hub.files;

import java.util.Locale;

/** Sizes as people read them: decimal, as drives and internet lines are sold. */
public final class ByteText {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

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
}
