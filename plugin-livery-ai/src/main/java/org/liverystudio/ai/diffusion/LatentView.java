package org.liverystudio.ai.diffusion;

import java.util.List;
import java.util.Optional;
import org.liverystudio.ai.diffusion.tiles.LatentTiling;
import org.liverystudio.ai.diffusion.tiles.Window;
import org.liverystudio.ai.diffusion.tiles.WindowBlend;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.torch.EdgeWrap;

/**
 * How the networks look at latents.
 *
 * @param wrap which edges continue on the opposite side
 * @param tiling windows that are shown one by one, to bound memory; all at once if empty
 */
public record LatentView(EdgeWrap wrap, Optional<LatentTiling> tiling) {
    /** All at once, with edges as they come. */
    public static final LatentView WHOLE = new LatentView(EdgeWrap.NONE, Optional.empty());

    /** What the networks are shown in each step, one after the other. */
    public List<Window> windows(FloatTensor latents) {
        return tiling.map(tiles -> tiles.windows(latents, wrap))
                .orElseGet(() -> List.of(Window.whole(latents)));
    }

    /** Joins what was predicted of the windows of these latents. */
    WindowBlend blend(FloatTensor latents) {
        return new WindowBlend(latents, tiling.map(LatentTiling::overlap).orElse(0));
    }

    /** Which edges of one window continue on its opposite side. */
    EdgeWrap insideWindows(FloatTensor latents) {
        return tiling.map(tiles -> tiles.inside(latents, wrap)).orElse(wrap);
    }
}
