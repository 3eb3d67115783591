package org.liverystudio.ai.diffusion.tiles;

import org.liverystudio.ai.tensors.FloatTensor;

/** A picture that is read part by part: a large one need not stand in memory as numbers. */
@FunctionalInterface
public interface PictureParts {
    /**
     * @param window in latents
     * @param unit pixels of a latent's edge
     * @return {@code [1, 3, window.height() * unit, window.width() * unit]}
     */
    FloatTensor part(Window window, int unit);

    /**
     * @param whole {@code [1, 3, height, width]}
     */
    static PictureParts of(FloatTensor whole) {
        return (window, unit) -> window.of(whole, unit);
    }
}
