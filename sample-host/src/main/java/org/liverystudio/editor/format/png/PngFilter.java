package org.liverystudio.editor.format.png;

/** The five ways to store a row as differences to its neighbours. */
final class PngFilter {
    private static final int FILTERS = 5;

    private PngFilter() {}

    /** The row with its filter's number in front, filtered so that it packs well. */
    static byte[] best(byte[] row, byte[] above, int pixelBytes) {
        byte[] best = null;
        long least = Long.MAX_VALUE;
        for (int filter = 0; filter < FILTERS; filter++) {
            byte[] filtered = new byte[row.length + 1];
            filtered[0] = (byte) filter;
            long sum = 0;
            for (int i = 0; i < row.length; i++) {
                byte value = (byte) (row[i] - prediction(filter, row, above, i, pixelBytes));
                filtered[i + 1] = value;
                sum += Math.abs(value);
            }
            if (sum < least) {
                least = sum;
                best = filtered;
            }
        }
        return best;
    }

    /**
     * Undoes a filter in place.
     *
     * @return false if there is no such filter
     */
    static boolean undo(int filter, byte[] row, byte[] above, int pixelBytes) {
        if (filter < 0 || filter >= FILTERS) {
            return false;
        }
        if (filter != 0) {
            for (int i = 0; i < row.length; i++) {
                row[i] += (byte) prediction(filter, row, above, i, pixelBytes);
            }
        }
        return true;
    }

    private static int prediction(int filter, byte[] row, byte[] above, int i, int pixelBytes) {
        int left = i < pixelBytes ? 0 : row[i - pixelBytes] & 255;
        int up = above[i] & 255;
        return switch (filter) {
            case 0 -> 0;
            case 1 -> left;
            case 2 -> up;
            case 3 -> (left + up) / 2;
            default -> paeth(left, up, i < pixelBytes ? 0 : above[i - pixelBytes] & 255);
        };
    }

    private static int paeth(int left, int up, int corner) {
        int estimate = left + up - corner;
        int toLeft = Math.abs(estimate - left);
        int toUp = Math.abs(estimate - up);
        int toCorner = Math.abs(estimate - corner);
        if (toLeft <= toUp && toLeft <= toCorner) {
            return left;
        }
        return toUp <= toCorner ? up : corner;
    }
}
