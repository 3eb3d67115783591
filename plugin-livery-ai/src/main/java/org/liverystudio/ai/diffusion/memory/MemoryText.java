package org.liverystudio.ai.diffusion.memory;

import java.util.Locale;

/** Amounts of memory as people read and write them. */
public final class MemoryText {
    private static final double GIGABYTE = 1e9;
    private static final double MEGABYTE = 1e6;

    private MemoryText() {}

    /** Such as "6.1 GB" or "850 MB". */
    public static String of(long bytes) {
        return bytes >= GIGABYTE
                ? String.format(Locale.ROOT, "%.1f GB", roundedUp(bytes / GIGABYTE))
                : String.format(Locale.ROOT, "%.0f MB", Math.ceil(bytes / MEGABYTE));
    }

    /** The same as the command line takes it: "6.1GB". */
    public static String option(long bytes) {
        return of(bytes).replace(" ", "");
    }

    /** Upwards, so that what is told to be enough is enough. */
    private static double roundedUp(double gigabytes) {
        return Math.ceil(gigabytes * 10) / 10;
    }
}
