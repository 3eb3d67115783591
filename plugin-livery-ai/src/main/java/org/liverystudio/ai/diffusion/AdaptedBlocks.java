package org.liverystudio.ai.diffusion;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.liverystudio.ai.torch.Adapters;
import org.liverystudio.ai.torch.WeightBlock;

/**
 * The blocks of a network with what LoRAs and learned words add to them. A change of these makes
 * only this combination anew; the network's own weights stay loaded.
 */
final class AdaptedBlocks implements AutoCloseable {
    private Optional<Adapters> adapters = Optional.empty();
    private final Map<String, WeightBlock> adapted = new HashMap<>();
    private Optional<WeightBlock> passing = Optional.empty();

    /**
     * @param own the network's own weights, which stay open until {@link #forget}
     * @return {@code own} itself where nothing is added
     */
    WeightBlock ofStaying(String prefix, WeightBlock own) {
        WeightBlock known = adapted.get(prefix);
        if (known != null) {
            return known;
        }
        Optional<WeightBlock> made = onto(prefix, own);
        made.ifPresent(block -> adapted.put(prefix, block));
        return made.orElse(own);
    }

    /**
     * @param own gives the network's own weights, which may go with the next block
     * @return open until the next block passes
     */
    WeightBlock ofPassing(String prefix, Supplier<WeightBlock> own) {
        endPassing();
        WeightBlock bare = own.get();
        passing = onto(prefix, bare);
        return passing.orElse(bare);
    }

    /**
     * @param own the network's own weights, closed with the block that is returned
     * @return the caller closes it
     */
    WeightBlock ofBrief(String prefix, WeightBlock own) {
        Optional<WeightBlock> made = onto(prefix, own);
        // It has its share of the weights.
        made.ifPresent(_ -> own.close());
        return made.orElse(own);
    }

    /** Gives up the block that passes: it shares weights that must not outlive their turn. */
    void endPassing() {
        passing.ifPresent(WeightBlock::close);
        passing = Optional.empty();
    }

    private Optional<WeightBlock> onto(String prefix, WeightBlock own) {
        return adapters.flatMap(added -> added.onto(prefix, own));
    }

    /** Adds these from now on instead of what was added before. */
    void use(Optional<Adapters> others) {
        close();
        adapters = others;
    }

    /** Gives up a block whose own weights go. */
    void forget(String prefix) {
        Optional.ofNullable(adapted.remove(prefix)).ifPresent(WeightBlock::close);
    }

    /** Gives up all blocks, and what is added to them until it is needed again. */
    void release() {
        adapted.values().forEach(WeightBlock::close);
        adapted.clear();
        endPassing();
        adapters.ifPresent(Adapters::release);
    }

    @Override
    public void close() {
        release();
        adapters.ifPresent(Adapters::close);
        adapters = Optional.empty();
    }
}
