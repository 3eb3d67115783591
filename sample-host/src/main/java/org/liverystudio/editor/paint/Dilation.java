package org.liverystudio.editor.paint;

/** The greatest value within a circle around each pixel. */
final class Dilation {
    private Dilation() {}

    static Coverage of(Coverage coverage, int radius) {
        int width = coverage.area().width();
        int height = coverage.area().height();
        byte[] result = coverage.values().clone();
        byte[] wide = new byte[width];
        for (int dy = -radius; dy <= radius; dy++) {
            int reach = (int) Math.sqrt((double) radius * radius - (double) dy * dy);
            for (int y = Math.max(0, -dy); y < Math.min(height, height - dy); y++) {
                widen(coverage.values(), y * width, wide, reach);
                int to = (y + dy) * width;
                for (int x = 0; x < width; x++) {
                    if ((wide[x] & 255) > (result[to + x] & 255)) {
                        result[to + x] = wide[x];
                    }
                }
            }
        }
        return new Coverage(coverage.area(), result);
    }

    /** The greatest of each pixel's neighbours in a row, by a queue of those not yet beaten. */
    private static void widen(byte[] source, int from, byte[] wide, int reach) {
        int width = wide.length;
        int[] queue = new int[width];
        int head = 0;
        int tail = 0;
        for (int x = 0; x < width + reach; x++) {
            if (x < width) {
                int value = source[from + x] & 255;
                while (tail > head && (source[from + queue[tail - 1]] & 255) <= value) {
                    tail--;
                }
                queue[tail++] = x;
            }
            int middle = x - reach;
            if (middle >= 0) {
                if (queue[head] < middle - reach) {
                    head++;
                }
                wide[middle] = source[from + queue[head]];
            }
        }
    }
}
