package org.liverystudio.ai.diffusion;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.liverystudio.ai.torch.WeightBlock;

/**
 * Blocks that do not stay: each is loaded when it is asked for and freed when the next one is. A
 * network asks in the same order in every step; so the file of the block that will be next is read
 * ahead while the present one computes.
 */
final class BlockStream implements AutoCloseable {
    private static final String NONE = "";

    private final Function<String, WeightBlock> load;
    private final Consumer<String> readAhead;
    private final Runnable afterFreeing;
    private final Map<String, String> successors = new HashMap<>();
    private String current = NONE;
    private WeightBlock weights;

    /**
     * @param names of the blocks, in the order of the network: a first guess
     * @param afterFreeing called when a block has gone
     */
    BlockStream(
            List<String> names,
            Function<String, WeightBlock> load,
            Consumer<String> readAhead,
            Runnable afterFreeing) {
        this.load = load;
        this.readAhead = readAhead;
        this.afterFreeing = afterFreeing;
        for (int i = 0; i < names.size(); i++) {
            successors.put(names.get(i), names.get((i + 1) % names.size()));
        }
    }

    /** Frees the block before, whoever still holds it. */
    WeightBlock next(String name) {
        if (weights != null) {
            if (name.equals(current)) {
                return weights;
            }
            successors.put(current, name);
            close();
        }
        weights = load.apply(name);
        current = name;
        readAhead.accept(successors.get(name));
        return weights;
    }

    @Override
    public void close() {
        if (weights != null) {
            weights.close();
            weights = null;
            afterFreeing.run();
        }
    }
}
