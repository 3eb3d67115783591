package org.liverystudio.ai.diffusion;

import java.util.ArrayList;
import java.util.List;
import org.liverystudio.ai.tensors.FloatTensor;

/**
 * Puts a large tensor together from tiles that overlap. Where two meet, one fades into the other
 * along a straight line, in the order of diffusers' {@code tiled_decode}; only two rows of tiles
 * are held at a time.
 */
final class TileMosaic {
    /** Makes one tile, of {@code unit} values for each latent. */
    @FunctionalInterface
    interface TileMaker {
        /**
         * @param top in latents, as the others
         * @return {@code [1, channels, height * unit, width * unit]}; may be written into
         */
        FloatTensor make(int top, int left, int height, int width);
    }

    private final VaeTiling tiling;
    private final int unit;

    /**
     * @param unit rows and columns of a tile for each latent
     */
    TileMosaic(VaeTiling tiling, int unit) {
        this.tiling = tiling;
        this.unit = unit;
    }

    /**
     * @param height in latents
     * @param width in latents
     * @return {@code [1, channels, height * unit, width * unit]}
     */
    FloatTensor assemble(int channels, int height, int width, TileMaker maker) {
        Plane whole = Plane.empty(channels, height * unit, width * unit);
        List<Plane> above = List.of();
        List<Integer> lefts = tiling.starts(width);
        for (int top : tiling.starts(height)) {
            List<Plane> row = new ArrayList<>();
            for (int column = 0; column < lefts.size(); column++) {
                int left = lefts.get(column);
                int rows = Math.min(tiling.tile(), height - top);
                int columns = Math.min(tiling.tile(), width - left);
                Plane tile = Plane.of(maker.make(top, left, rows, columns));
                if (!above.isEmpty()) {
                    tile.fadeFromAbove(above.get(column), tiling.overlap() * unit);
                }
                if (column > 0) {
                    tile.fadeFromLeft(row.get(column - 1), tiling.overlap() * unit);
                }
                // What the next tiles share with this one they write over, faded.
                whole.put(tile, top * unit, left * unit);
                row.add(tile);
            }
            above = row;
        }
        return whole.tensor();
    }

    /** Channels of rows of values. */
    private record Plane(int channels, int height, int width, float[] values) {
        static Plane empty(int channels, int height, int width) {
            int length = Math.toIntExact((long) channels * height * width);
            return new Plane(channels, height, width, new float[length]);
        }

        static Plane of(FloatTensor tensor) {
            return new Plane(tensor.length(1), tensor.length(2), tensor.length(3), tensor.values());
        }

        FloatTensor tensor() {
            return new FloatTensor(
                    List.of(1L, (long) channels, (long) height, (long) width), values);
        }

        private int at(int channel, int y, int x) {
            return (channel * height + y) * width + x;
        }

        void fadeFromAbove(Plane above, int most) {
            int extent = Math.min(most, Math.min(above.height, height));
            for (int channel = 0; channel < channels; channel++) {
                for (int y = 0; y < extent; y++) {
                    float share = (float) y / extent;
                    int from = above.at(channel, above.height - extent + y, 0);
                    int to = at(channel, y, 0);
                    for (int x = 0; x < width; x++) {
                        values[to + x] =
                                above.values[from + x] * (1 - share) + values[to + x] * share;
                    }
                }
            }
        }

        void fadeFromLeft(Plane left, int most) {
            int extent = Math.min(most, Math.min(left.width, width));
            for (int channel = 0; channel < channels; channel++) {
                for (int y = 0; y < height; y++) {
                    int from = left.at(channel, y, left.width - extent);
                    int to = at(channel, y, 0);
                    for (int x = 0; x < extent; x++) {
                        float share = (float) x / extent;
                        values[to + x] =
                                left.values[from + x] * (1 - share) + values[to + x] * share;
                    }
                }
            }
        }

        void put(Plane tile, int top, int left) {
            for (int channel = 0; channel < channels; channel++) {
                for (int y = 0; y < tile.height; y++) {
                    System.arraycopy(
                            tile.values,
                            tile.at(channel, y, 0),
                            values,
                            at(channel, top + y, left),
                            tile.width);
                }
            }
        }
    }
}
