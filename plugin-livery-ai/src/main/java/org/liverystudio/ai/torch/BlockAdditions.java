package org.liverystudio.ai.torch;

import java.util.List;
import java.util.Map;
import org.liverystudio.ai.tensors.TensorEntry;

/**
 * What is added to one block of a network without a change of its own weights.
 *
 * @param layers by the names of layers inside the block: the LoRAs that add to it
 * @param rows by the names under which scripts find them: matrices, put one below the other
 */
public record BlockAdditions(
        Map<String, List<LowRank>> layers, Map<String, List<TensorEntry>> rows) {
    public BlockAdditions {
        layers = Map.copyOf(layers);
        rows = Map.copyOf(rows);
    }
}
