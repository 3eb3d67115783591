package org.liverystudio.ai.diffusion.memory;

import java.util.List;
import java.util.OptionalInt;

/** Decides in which tiles pictures are decoded, and whether other networks may stay meanwhile. */
final class DecodePlanner {
    /**
     * Pictures whose maps take more are cut into tiles however much memory there is: nobody sees
     * their seams, and other programs have tiles from the same size on.
     */
    private static final long MOST_WORK = 5L << 30;

    /** Edges of tiles in latents, the usual one first; smaller ones repeat more of the work. */
    private static final List<Integer> TILES = List.of(64, 48, 32, 24, 16);

    /**
     * @param tile edge in latents; empty to decode whole
     * @param denoisersStay whether the denoising networks stay beside
     * @param autoencoderLimit what may stay of the autoencoder's weights
     * @param peak bytes of the whole process
     */
    record Decode(OptionalInt tile, boolean denoisersStay, long autoencoderLimit, long peak) {}

    private DecodePlanner() {}

    /** The least that the autoencoder and its smallest tile take. */
    static long least(MemoryNeeds needs) {
        return needs.autoencoder().least() + work(needs, OptionalInt.of(TILES.getLast()));
    }

    /**
     * @param textKept bytes of text encoders that stay
     * @param denoisers bytes of the denoising networks that are there before
     */
    static Decode plan(MemoryNeeds needs, long limit, long textKept, long denoisers) {
        long runtime = needs.runtime() + textKept;
        boolean whole = work(needs, OptionalInt.empty()) <= MOST_WORK;
        OptionalInt usual = whole ? OptionalInt.empty() : OptionalInt.of(TILES.getFirst());
        long wanted = needs.autoencoder().whole() + work(needs, usual);
        if (runtime + denoisers + wanted <= limit) {
            return decode(needs, usual, true, limit, runtime + denoisers);
        }
        if (whole && runtime + wanted <= limit) {
            return decode(needs, usual, false, limit, runtime);
        }
        for (int tile : TILES) {
            long tiled = needs.autoencoder().whole() + work(needs, OptionalInt.of(tile));
            if (runtime + tiled <= limit) {
                boolean stay = runtime + denoisers + tiled <= limit;
                long before = stay ? runtime + denoisers : runtime;
                return decode(needs, OptionalInt.of(tile), stay, limit, before);
            }
        }
        return decode(needs, OptionalInt.of(TILES.getLast()), false, limit, runtime);
    }

    private static Decode decode(
            MemoryNeeds needs, OptionalInt tile, boolean stay, long limit, long before) {
        long fixed = before + work(needs, tile);
        long weights = limit - fixed;
        return new Decode(tile, stay, weights, fixed + needs.autoencoder().within(weights));
    }

    private static long work(MemoryNeeds needs, OptionalInt tile) {
        int edge = tile.orElse(Integer.MAX_VALUE);
        return needs.decodeWork()
                .bytes(Math.min(edge, needs.height()), Math.min(edge, needs.width()));
    }
}
