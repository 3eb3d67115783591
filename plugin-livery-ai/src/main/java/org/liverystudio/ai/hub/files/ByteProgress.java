package org.liverystudio.ai.hub.files;

/**
 * How far a long walk over files is.
 *
 * @param what is done, such as {@code Checking}
 */
public record ByteProgress(String what, long doneBytes, long totalBytes) {
    /** From 0 to 1. */
    public double fraction() {
        return totalBytes == 0 ? 1 : Math.min(1, (double) doneBytes / totalBytes);
    }

    /** Such as {@code Checking: 1.2 GB of 6.9 GB (17 %)}. */
    public String text() {
        return "%s: %s of %s (%d %%)"
                .formatted(
                        what,
                        ByteText.of(Math.min(doneBytes, totalBytes)),
                        ByteText.of(totalBytes),
                        (long) (fraction() * 100));
    }
}
