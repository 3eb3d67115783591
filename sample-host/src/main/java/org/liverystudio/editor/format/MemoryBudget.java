package org.liverystudio.editor.format;

import java.nio.file.Path;

/** Counts what a reader keeps and refuses before the memory is gone. */
public final class MemoryBudget {
    private final Path file;
    private final long limitBytes;
    private long keptBytes;

    /**
     * @param limitBytes how much the whole document may take
     */
    public MemoryBudget(Path file, long limitBytes) {
        this.file = file;
        this.limitBytes = limitBytes;
    }

    /** Two thirds of what this program may ever use. */
    public static MemoryBudget ofThisProgram(Path file) {
        return new MemoryBudget(file, Runtime.getRuntime().maxMemory() / 3 * 2);
    }

    /**
     * Refuses an allocation that would not fit.
     *
     * @param bytes needed now, and given back soon
     * @param what for the message, such as "layer Sponsors of 9000 x 9000 pixels"
     */
    public void check(long bytes, String what) {
        if (bytes > Integer.MAX_VALUE || keptBytes + bytes > limitBytes) {
            throw FileProblems.tooBig(
                    file,
                    "%s needs %d MB, %d MB are left"
                            .formatted(
                                    what, bytes >> 20, Math.max(0, limitBytes - keptBytes) >> 20));
        }
    }

    /** Notes what stays in memory. */
    public void keep(long bytes) {
        keptBytes += bytes;
    }
}
