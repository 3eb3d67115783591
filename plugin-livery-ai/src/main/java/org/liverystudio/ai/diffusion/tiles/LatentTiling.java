package org.liverystudio.ai.diffusion.tiles;

import java.util.ArrayList;
import java.util.List;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.torch.EdgeWrap;

/**
 * How latents that are too large for a network are cut into windows that overlap.
 *
 * @param tile edge of a window; shorter where the latents are
 * @param overlap latents that neighbours share at least, below {@code tile}
 */
public record LatentTiling(int tile, int overlap) {
    public LatentTiling {
        if (overlap < 0 || overlap >= tile) {
            throw new IllegalArgumentException("%d of %d overlap".formatted(overlap, tile));
        }
    }

    /** Windows of this edge whose neighbours share a quarter. */
    public static LatentTiling ofEdge(int tile) {
        return new LatentTiling(tile, tile / 4);
    }

    /**
     * Windows that cover the latents, row by row, all of one size and at even distances: then none
     * is a narrow rest, which a network draws worst.
     *
     * @param wrap where it wraps, windows go on beyond the last latent
     */
    public List<Window> windows(FloatTensor latents, EdgeWrap wrap) {
        int height = latents.length(2);
        int width = latents.length(3);
        List<Window> windows = new ArrayList<>();
        for (int top : starts(height, wrap.y())) {
            for (int left : starts(width, wrap.x())) {
                windows.add(new Window(top, left, Math.min(tile, height), Math.min(tile, width)));
            }
        }
        return windows;
    }

    /** How the edges of one window wrap: only where it is as long as the latents. */
    public EdgeWrap inside(FloatTensor latents, EdgeWrap wrap) {
        return new EdgeWrap(
                wrap.x() && latents.length(3) <= tile, wrap.y() && latents.length(2) <= tile);
    }

    private List<Integer> starts(int length, boolean ring) {
        if (length <= tile) {
            return List.of(0);
        }
        int stride = tile - overlap;
        int count = Math.ceilDiv(ring ? length : length - overlap, stride);
        double distance = ring ? (double) length / count : (double) (length - tile) / (count - 1);
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            starts.add((int) Math.round(i * distance));
        }
        return starts;
    }
}
