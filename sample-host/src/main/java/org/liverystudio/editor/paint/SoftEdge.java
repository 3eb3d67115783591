package org.liverystudio.editor.paint;

/** Blurs coverage: three boxes one after the other come close to a bell curve. */
final class SoftEdge {
    private static final int BOXES = 3;

    private SoftEdge() {}

    static Coverage of(Coverage coverage, int pixels) {
        int width = coverage.area().width();
        int height = coverage.area().height();
        int reach = Math.max(1, Math.round(pixels / 2f));
        float[] values = new float[coverage.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = coverage.at(i);
        }
        float[] line = new float[Math.max(width, height)];
        for (int box = 0; box < BOXES; box++) {
            for (int y = 0; y < height; y++) {
                blur(values, y * width, 1, width, reach, line);
            }
            for (int x = 0; x < width; x++) {
                blur(values, x, width, height, reach, line);
            }
        }
        byte[] result = new byte[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (byte) Math.round(values[i]);
        }
        return new Coverage(coverage.area(), result);
    }

    /** The average of {@code 2 reach + 1} neighbours along a row or column; 0 beyond its ends. */
    private static void blur(
            float[] values, int from, int step, int count, int reach, float[] line) {
        double sum = 0;
        for (int i = 0; i < Math.min(reach, count); i++) {
            sum += values[from + i * step];
        }
        for (int i = 0; i < count; i++) {
            if (i + reach < count) {
                sum += values[from + (i + reach) * step];
            }
            if (i - reach > 0) {
                sum -= values[from + (i - reach - 1) * step];
            }
            line[i] = (float) (sum / (2 * reach + 1));
        }
        for (int i = 0; i < count; i++) {
            values[from + i * step] = Math.max(0, line[i]);
        }
    }
}
