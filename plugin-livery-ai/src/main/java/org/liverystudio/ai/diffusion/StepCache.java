package org.liverystudio.ai.diffusion;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.liverystudio.ai.torch.TorchScope;

/** Decides in which steps the deep part of the UNet runs, and keeps what it gave for the others. */
final class StepCache {
    private final TorchScope owner;
    private final int period;
    private final Map<PromptConditioning, DeepFeatures> features = new HashMap<>();

    /**
     * @param owner lives as long as the walk
     * @param period from one step in which all of the UNet runs to the next; 1 for all
     */
    StepCache(TorchScope owner, int period) {
        this.owner = owner;
        this.period = period;
    }

    /**
     * What the deep levels left for this step; nothing yet if they are to run. Empty if nothing is
     * kept.
     *
     * @param step counts from the first that runs
     */
    Optional<DeepFeatures> of(PromptConditioning batch, int step) {
        if (period == 1) {
            return Optional.empty();
        }
        DeepFeatures kept = features.computeIfAbsent(batch, any -> new DeepFeatures(owner));
        int since = step % period;
        if (since == 0) {
            kept.beginWhole();
        } else {
            kept.beginFine((double) since / period);
        }
        return Optional.of(kept);
    }
}
