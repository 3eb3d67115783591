package org.liverystudio.ai.diffusion;

import java.util.ArrayList;
import java.util.List;
import org.liverystudio.ai.torch.ScriptCalls;
import org.liverystudio.ai.torch.Tensor;

/**
 * What a ControlNet adds to the UNet's feature maps.
 *
 * @param skips one for each map that the way down leaves, in that order
 * @param middle added at the coarsest point
 */
record Residuals(List<Tensor> skips, Tensor middle) {
    /** The sum of two ControlNets' residuals. */
    Residuals plus(Residuals other, ScriptCalls calls) {
        return new Residuals(other.addedTo(skips, calls), calls.call("add", middle, other.middle));
    }

    /**
     * Adds them to maps of the way down.
     *
     * @param maps the first of those that it leaves, or all
     */
    List<Tensor> addedTo(List<Tensor> maps, ScriptCalls calls) {
        List<Tensor> sums = new ArrayList<>();
        for (int i = 0; i < maps.size(); i++) {
            sums.add(calls.call("add", maps.get(i), skips.get(i)));
        }
        return sums;
    }
}
