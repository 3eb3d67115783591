package org.liverystudio.ai.diffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * When and how the autoencoder works in tiles, to keep its memory within bounds.
 *
 * @param budgetBytes for the maps of the finest level; what needs more is cut into tiles
 * @param tile edge of a tile in latents
 * @param overlap latents that neighbours share and blend in, below {@code tile}
 */
record VaeTiling(long budgetBytes, int tile, int overlap) {
    /** A picture of 1024 x 1024 is still done whole by SDXL's autoencoder: tiles cost exactness. */
    private static final long USUAL_BUDGET = 5L << 30;

    private static final int USUAL_TILE = 64;

    /**
     * Where the finest level begins: a map enlarged from a quarter of its size, its convolution,
     * and both once more in the order that the processor's kernels want. Measured: 3.6 with SDXL.
     */
    private static final double MAPS_AT_ONCE = 4.25;

    VaeTiling {
        if (overlap < 0 || overlap >= tile) {
            throw new IllegalArgumentException("%d of %d overlap".formatted(overlap, tile));
        }
    }

    /** Tiles of 512 pixels that share 128, as diffusers has them. */
    static VaeTiling usual() {
        return new VaeTiling(USUAL_BUDGET, USUAL_TILE, USUAL_TILE / 4);
    }

    /**
     * @param tile edge of the tiles in latents, of which neighbours share a quarter; empty to do
     *     all pictures whole
     */
    static VaeTiling of(OptionalInt tile) {
        return tile.isPresent()
                ? new VaeTiling(0, tile.getAsInt(), tile.getAsInt() / 4)
                : new VaeTiling(Long.MAX_VALUE, USUAL_TILE, USUAL_TILE / 4);
    }

    /** Whether a picture is too large to be done whole. */
    boolean isNeeded(VaeConfig config, int height, int width) {
        boolean fits = height <= tile && width <= tile;
        return !fits && bytes(config, height, width) > budgetBytes;
    }

    /**
     * Memory of the widest maps, an estimate.
     *
     * @param height in latents
     * @param width in latents
     */
    static long bytes(VaeConfig config, int height, int width) {
        // The finest level of the decoder begins with the channels of the level below.
        int channels = config.channels().get(Math.min(1, config.channels().size() - 1));
        long pixels = (long) height * width * config.pixelsPerLatent() * config.pixelsPerLatent();
        return (long) (pixels * channels * Float.BYTES * MAPS_AT_ONCE);
    }

    /**
     * Where tiles begin along an edge of that many latents. A tile that would show nothing new is
     * left out.
     */
    List<Integer> starts(int length) {
        List<Integer> starts = new ArrayList<>(List.of(0));
        int stride = tile - overlap;
        for (int start = stride; start + overlap < length; start += stride) {
            starts.add(start);
        }
        return starts;
    }
}
