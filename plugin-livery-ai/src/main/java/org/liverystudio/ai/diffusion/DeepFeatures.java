package org.liverystudio.ai.diffusion;

import java.util.Optional;
import org.liverystudio.ai.torch.ScriptCalls;
import org.liverystudio.ai.torch.Tensor;
import org.liverystudio.ai.torch.TorchScope;

/**
 * What the deep levels of a UNet gave in the steps in which they ran, for those in which they do
 * not: deep features change slowly from step to step, the finest ones fast.
 *
 * @see <a href="https://arxiv.org/abs/2312.00858">DeepCache, arXiv 2312.00858</a>
 */
final class DeepFeatures {
    private final TorchScope owner;
    private TorchScope scope;
    private TorchScope scopeBefore;
    private Optional<Tensor> map = Optional.empty();
    private Optional<Tensor> mapBefore = Optional.empty();
    private Optional<Residuals> control = Optional.empty();
    private double ahead;

    /**
     * @param owner lives as long as the features are wanted
     */
    DeepFeatures(TorchScope owner) {
        this.owner = owner;
        this.scope = owner.inner();
        this.scopeBefore = owner.inner();
    }

    /** The deep levels are about to run: what they left the last time but one goes. */
    void beginWhole() {
        scopeBefore.close();
        scopeBefore = scope;
        mapBefore = map;
        scope = owner.inner();
        map = Optional.empty();
        control = Optional.empty();
    }

    /**
     * The deep levels are not to run.
     *
     * @param share of the way from the step in which they ran to that in which they run again
     */
    void beginFine(double share) {
        ahead = share;
    }

    /** Owner of what is kept. */
    TorchScope scope() {
        return scope;
    }

    /** Whether the deep levels have left something, so that they need not run. */
    boolean isKept() {
        return map.isPresent();
    }

    /**
     * The map that enters the finest level on the way up, carried on in the direction in which it
     * went before: nearer to what it would be than to leave it as it was.
     */
    Tensor map(ScriptCalls calls) {
        Tensor last = map.orElseThrow();
        return mapBefore
                .map(before -> calls.call("carried_on", before, last, 1 + ahead))
                .orElse(last);
    }

    /** What ControlNets added in the step that left the map. */
    Optional<Residuals> control() {
        return control;
    }

    void keepMap(Tensor left) {
        map = Optional.of(left);
    }

    void keepControl(Optional<Residuals> added) {
        control = added;
    }
}
