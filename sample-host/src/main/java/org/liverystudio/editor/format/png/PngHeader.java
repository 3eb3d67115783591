package org.liverystudio.editor.format.png;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.liverystudio.host.LiveryException;

/**
 * The first chunk.
 *
 * @param depth bits of a sample: 1, 2, 4, 8 or 16
 * @param colourType 0 gray, 2 RGB, 3 palette, 4 gray with alpha, 6 RGB with alpha
 */
record PngHeader(int width, int height, int depth, int colourType, boolean interlaced) {
    /**
     * One of the seven pictures that make an interlaced one; a plain picture has one pass.
     *
     * @param left first column
     * @param top first row
     * @param stepX distance of its columns in the whole picture
     * @param stepY distance of its rows
     */
    record Pass(int left, int top, int stepX, int stepY, int width, int height) {}

    private static final int[][] ADAM7 = {
        {0, 0, 8, 8},
        {4, 0, 8, 8},
        {0, 4, 4, 8},
        {2, 0, 4, 4},
        {0, 2, 2, 4},
        {1, 0, 2, 2},
        {0, 1, 1, 2}
    };

    static PngHeader of(byte[] data, Function<String, LiveryException> damaged) {
        if (data.length != 13) {
            throw damaged.apply("its header has %d bytes instead of 13".formatted(data.length));
        }
        ByteBuffer in = ByteBuffer.wrap(data);
        int width = in.getInt();
        int height = in.getInt();
        int depth = in.get() & 255;
        int colourType = in.get() & 255;
        int packing = in.get();
        int filters = in.get();
        int interlace = in.get();
        if (width < 1 || height < 1) {
            throw damaged.apply("its size is %d x %d".formatted(width, height));
        }
        if (!isAllowed(colourType, depth) || packing != 0 || filters != 0 || interlace >> 1 != 0) {
            throw damaged.apply("its header names kinds that do not exist");
        }
        return new PngHeader(width, height, depth, colourType, interlace == 1);
    }

    private static boolean isAllowed(int colourType, int depth) {
        return switch (colourType) {
            case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
            case 3 -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
            case 2, 4, 6 -> depth == 8 || depth == 16;
            default -> false;
        };
    }

    int samples() {
        return switch (colourType) {
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 1;
        };
    }

    long rowBytes(int pixels) {
        return ((long) pixels * samples() * depth + 7) / 8;
    }

    List<Pass> passes() {
        if (!interlaced) {
            return List.of(new Pass(0, 0, 1, 1, width, height));
        }
        List<Pass> passes = new ArrayList<>();
        for (int[] p : ADAM7) {
            int columns = Math.max(0, (width - p[0] + p[2] - 1) / p[2]);
            int rows = Math.max(0, (height - p[1] + p[3] - 1) / p[3]);
            if (columns > 0 && rows > 0) {
                passes.add(new Pass(p[0], p[1], p[2], p[3], columns, rows));
            }
        }
        return passes;
    }

    /** Size of all rows, each with its filter's number. */
    long filteredBytes() {
        return passes().stream().mapToLong(p -> (rowBytes(p.width()) + 1) * p.height()).sum();
    }
}
