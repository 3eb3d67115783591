package org.liverystudio.ai.diffusion.memory;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts of memory as people read and write them: a GB is 1,000,000,000 bytes. */
public final class MemoryText {
    private static final double GIGABYTE = 1e9;
    private static final double MEGABYTE = 1e6;

    /** Small enough for any number of gigabytes that a computer could have. */
    private static final Pattern AMOUNT =
            Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)\\s*(G|M|GB|MB|GIB|MIB)");

    private MemoryText() {}

    /** Such as "6.1 GB" or "850 MB"; rounded upwards, so that what is told to be enough is. */
    public static String of(long bytes) {
        return bytes >= GIGABYTE
                ? String.format(Locale.ROOT, "%.1f GB", Math.ceil(bytes / GIGABYTE * 10) / 10)
                : String.format(Locale.ROOT, "%.0f MB", Math.ceil(bytes / MEGABYTE));
    }

    /** The same as the command line takes it: "6.1GB". */
    public static String option(long bytes) {
        return of(bytes).replace(" ", "");
    }

    /**
     * Reads {@code 6GB}, {@code 3.5 GB}, {@code 800MB} or {@code 4GiB}.
     *
     * @return empty if the text is no such amount, or none at all
     */
    public static OptionalLong parse(String text) {
        Matcher amount = AMOUNT.matcher(text.strip().toUpperCase(Locale.ROOT));
        if (!amount.matches()) {
            return OptionalLong.empty();
        }
        double unit =
                switch (amount.group(2)) {
                    case "GIB" -> 1L << 30;
                    case "MIB" -> 1L << 20;
                    case "G", "GB" -> GIGABYTE;
                    default -> MEGABYTE;
                };
        long bytes = Math.round(Double.parseDouble(amount.group(1)) * unit);
        return bytes > 0 ? OptionalLong.of(bytes) : OptionalLong.empty();
    }
}
