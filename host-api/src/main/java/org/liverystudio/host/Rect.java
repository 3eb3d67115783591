package org.liverystudio.host;

/**
 * A rectangle of pixels in document coordinates: x to the right, y down, the far edges exclusive.
 *
 * @param x left edge; may be negative, layers reach beyond the document
 * @param y top edge
 * @param width 0 or more
 * @param height 0 or more
 */
public record Rect(int x, int y, int width, int height) {
    /** The rectangle without pixels. */
    public static final Rect EMPTY = new Rect(0, 0, 0, 0);

    public Rect {
        if (width < 0 || height < 0) {
            throw new IllegalArgumentException("negative size: " + width + " x " + height);
        }
    }

    /** The rectangle between two corners; empty if they cross. */
    public static Rect between(int left, int top, int right, int bottom) {
        return right <= left || bottom <= top
                ? EMPTY
                : new Rect(left, top, right - left, bottom - top);
    }

    public int right() {
        return x + width;
    }

    public int bottom() {
        return y + height;
    }

    public boolean isEmpty() {
        return width == 0 || height == 0;
    }

    /** Number of pixels. */
    public long area() {
        return (long) width * height;
    }

    public boolean contains(int px, int py) {
        return px >= x && py >= y && px < right() && py < bottom();
    }

    public Rect intersect(Rect other) {
        return between(
                Math.max(x, other.x),
                Math.max(y, other.y),
                Math.min(right(), other.right()),
                Math.min(bottom(), other.bottom()));
    }

    /** The smallest rectangle that holds both; an empty one adds nothing. */
    public Rect union(Rect other) {
        if (isEmpty()) {
            return other;
        }
        if (other.isEmpty()) {
            return this;
        }
        return between(
                Math.min(x, other.x),
                Math.min(y, other.y),
                Math.max(right(), other.right()),
                Math.max(bottom(), other.bottom()));
    }
}
