package org.liverystudio.host;

/** Which pixels count, and how much: 0 not at all, 255 fully. Immutable. */
public interface Selection {
    /** Where the coverage may be above 0, in document coordinates. */
    Rect bounds();

    /** Whether no pixel is selected. */
    default boolean isEmpty() {
        return bounds().isEmpty();
    }

    /**
     * Coverage of an area, one byte a pixel, row by row; 0 outside {@link #bounds()}.
     *
     * @param area in document coordinates
     */
    byte[] coverage(Rect area);
}
