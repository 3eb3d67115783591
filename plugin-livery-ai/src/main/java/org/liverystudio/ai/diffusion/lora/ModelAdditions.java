package org.liverystudio.ai.diffusion.lora;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.liverystudio.ai.tensors.TensorEntry;
import org.liverystudio.ai.torch.BlockAdditions;
import org.liverystudio.ai.torch.LowRank;

/** Gathers what LoRAs and learned words add, block by block of each network. */
public final class ModelAdditions {
    /** Name under which the text encoders' script finds vectors behind the vocabulary. */
    private static final String LEARNED_ROWS = "token_embedding.learned";

    private static final String EMBEDDINGS = "embeddings.";

    private final Map<AdaptedNetwork, Map<String, Map<String, List<LowRank>>>> layers =
            new HashMap<>();
    private final Map<AdaptedNetwork, List<TensorEntry>> rows = new HashMap<>();

    /**
     * Adds a LoRA; what several add to one layer is summed.
     *
     * @param names layers of the model
     * @param weight 1 is as trained; with 0 it does nothing
     * @throws org.liverystudio.host.LiveryException if it does not fit the model
     */
    public void add(LoraFile lora, double weight, LayerNames names) {
        // Also a LoRA that is switched off must fit: better said now than when it is moved.
        Map<LayerPlace, LowRank> changes = lora.changes(names);
        if (weight == 0) {
            return;
        }
        changes.forEach(
                (place, change) ->
                        layers.computeIfAbsent(place.network(), network -> new HashMap<>())
                                .computeIfAbsent(place.block(), block -> new HashMap<>())
                                .computeIfAbsent(place.layer(), layer -> new ArrayList<>())
                                .add(
                                        new LowRank(
                                                change.down(),
                                                change.middle(),
                                                change.up(),
                                                change.scale() * weight)));
    }

    /** Adds the vectors of a learned word behind those that were added before. */
    public void add(EmbeddingFile word) {
        rows.computeIfAbsent(AdaptedNetwork.TEXT_ENCODER, network -> new ArrayList<>())
                .add(word.first());
        rows.computeIfAbsent(AdaptedNetwork.TEXT_ENCODER_2, network -> new ArrayList<>())
                .add(word.second());
    }

    /** What is added to one network, by the names of its blocks. */
    public Map<String, BlockAdditions> of(AdaptedNetwork network) {
        Map<String, BlockAdditions> blocks =
                layers.getOrDefault(network, Map.of()).entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey,
                                        block -> new BlockAdditions(block.getValue(), Map.of())));
        if (rows.containsKey(network)) {
            blocks.put(
                    EMBEDDINGS,
                    new BlockAdditions(Map.of(), Map.of(LEARNED_ROWS, rows.get(network))));
        }
        return blocks;
    }
}
