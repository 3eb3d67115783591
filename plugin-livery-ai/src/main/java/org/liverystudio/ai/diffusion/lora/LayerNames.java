package org.liverystudio.ai.diffusion.lora;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The layers of one model that LoRAs can change, under every name that trainers give them. Built
 * from the model's own layout, so that a name is known exactly or not at all.
 */
public final class LayerNames {
    private static final String WEIGHT = ".weight";

    private final Map<String, LayerPlace> places = new HashMap<>();

    /**
     * @param networks blocks with the shapes of their weights, as the networks' layouts list them
     */
    public LayerNames(
            Map<AdaptedNetwork, ? extends Map<String, Map<String, List<Long>>>> networks) {
        networks.forEach(
                (network, blocks) -> {
                    OriginalNames original = new OriginalNames(blocks.keySet());
                    blocks.forEach(
                            (block, weights) ->
                                    weights.forEach(
                                            (name, shape) ->
                                                    place(network, block, name, shape)
                                                            .ifPresent(
                                                                    layer ->
                                                                            add(layer, original))));
                });
    }

    /** Linear layers and convolutions; nothing is added to norms and tables of words. */
    private static Optional<LayerPlace> place(
            AdaptedNetwork network, String block, String weight, List<Long> shape) {
        if (shape.size() < 2 || !weight.endsWith(WEIGHT) || block.equals("embeddings.")) {
            return Optional.empty();
        }
        String layer = weight.substring(0, weight.length() - WEIGHT.length());
        return Optional.of(new LayerPlace(network, block, layer, shape));
    }

    private void add(LayerPlace place, OriginalNames original) {
        List<String> names = new ArrayList<>();
        if (place.network() == AdaptedNetwork.UNET) {
            names.add(place.name());
            original.of(place.block(), place.layer())
                    .ifPresent(
                            name -> {
                                names.add(name);
                                places.put("diffusion_model." + name, place);
                            });
        } else {
            names.addAll(textNames(place));
        }
        for (String name : names) {
            places.put(place.network().part() + "." + name, place);
            for (String prefix : place.network().kohyaPrefixes()) {
                places.put(prefix + name.replace('.', '_'), place);
            }
        }
        processorName(place.name())
                .ifPresent(name -> places.put(place.network().part() + "." + name, place));
    }

    /** Transformers 5 drops {@code text_model.}; the projection never had it. */
    private static List<String> textNames(LayerPlace place) {
        if (place.block().equals("projection.")) {
            return List.of(place.layer());
        }
        return List.of("text_model." + place.name(), place.name());
    }

    /**
     * Before peft, diffusers kept LoRAs in "attention processors", whose layers had names of their
     * own.
     */
    private static Optional<String> processorName(String name) {
        if (name.contains(".attn1.to_") || name.contains(".attn2.to_")) {
            return Optional.of(
                    name.replaceFirst("\\.to_(q|k|v|out)(\\.0)?$", ".processor.to_$1_lora"));
        }
        if (name.contains(".self_attn.")) {
            return Optional.of(
                    "text_model." + name.replaceFirst("\\.(q|k|v|out)_proj$", ".to_$1_lora"));
        }
        return Optional.empty();
    }

    /** The layer that a file calls so. */
    public Optional<LayerPlace> find(String name) {
        return Optional.ofNullable(places.get(name));
    }
}
