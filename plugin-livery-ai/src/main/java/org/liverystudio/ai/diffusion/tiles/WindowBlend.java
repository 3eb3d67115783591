package org.liverystudio.ai.diffusion.tiles;

import org.liverystudio.ai.tensors.FloatTensor;

/**
 * Means of what was made of overlapping windows, each weighing less towards its edges.
 *
 * @see <a href="https://arxiv.org/abs/2302.08113">MultiDiffusion, arXiv 2302.08113</a>, equation 5
 * @see <a href="https://arxiv.org/abs/2302.02412">Mixture of Diffusers, arXiv 2302.02412</a>
 */
public final class WindowBlend {
    private final FloatTensor like;
    private final int ramp;
    private final float[] sums;
    private final float[] weights;

    /**
     * @param like {@code [batch, channels, height, width]}, of the shape of the result
     * @param ramp latents from the edge of a window over which its weight rises to 1
     */
    public WindowBlend(FloatTensor like, int ramp) {
        this.like = like;
        this.ramp = ramp;
        this.sums = new float[like.values().length];
        this.weights = new float[like.length(2) * like.length(3)];
    }

    /**
     * @param part {@code [batch, channels, window.height(), window.width()]}
     */
    public void add(Window window, FloatTensor part) {
        int rows = like.length(2);
        int columns = like.length(3);
        int planes = like.length(0) * like.length(1);
        for (int y = 0; y < window.height(); y++) {
            float ofRow = weight(y, window.height());
            int row = (window.top() + y) % rows * columns;
            for (int x = 0; x < window.width(); x++) {
                float weight = ofRow * weight(x, window.width());
                int to = row + (window.left() + x) % columns;
                int from = y * window.width() + x;
                weights[to] += weight;
                for (int plane = 0; plane < planes; plane++) {
                    sums[plane * rows * columns + to] +=
                            weight * part.values()[plane * window.height() * window.width() + from];
                }
            }
        }
    }

    /** Never 0, so that each latent under a window gets a value. */
    private float weight(int at, int length) {
        int fromEdge = Math.min(at, length - 1 - at) + 1;
        return Math.min(1f, (float) fromEdge / (ramp + 1));
    }

    /** The means, once all windows were added; every latent lies in one at least. */
    public FloatTensor result() {
        float[] means = new float[sums.length];
        for (int i = 0; i < means.length; i++) {
            means[i] = sums[i] / weights[i % weights.length];
        }
        return new FloatTensor(like.shape(), means);
    }
}
