package org.liverystudio.ai.diffusion.lora;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a tensor in a LoRA, taken apart.
 *
 * @param layer as the file calls it
 * @param part what of the layer's change it holds
 */
record LoraKey(String layer, Part part) {
    /** What a tensor is to its layer's change. */
    enum Part {
        DOWN,
        MIDDLE,
        UP,
        /** A number: the change is multiplied by it and divided by the rank. */
        ALPHA
    }

    private record Ending(String text, Part part) {}

    /** An ending stands before those that end as it does. */
    private static final List<Ending> ENDINGS =
            List.of(
                    new Ending(".lora_down.weight", Part.DOWN),
                    new Ending(".lora_mid.weight", Part.MIDDLE),
                    new Ending(".lora_up.weight", Part.UP),
                    new Ending(".alpha", Part.ALPHA),
                    new Ending(".lora_A.weight", Part.DOWN),
                    new Ending(".lora_B.weight", Part.UP),
                    new Ending(".lora_A.default.weight", Part.DOWN),
                    new Ending(".lora_B.default.weight", Part.UP),
                    new Ending(".lora.down.weight", Part.DOWN),
                    new Ending(".lora.up.weight", Part.UP),
                    new Ending(".lora_linear_layer.down.weight", Part.DOWN),
                    new Ending(".lora_linear_layer.up.weight", Part.UP),
                    // Attention processors: "to_q_lora.down.weight".
                    new Ending(".down.weight", Part.DOWN),
                    new Ending(".up.weight", Part.UP));

    private record Kind(Pattern sign, String name) {
        Kind(String sign, String name) {
            this(Pattern.compile(sign), name);
        }
    }

    private static final List<Kind> OTHER_KINDS =
            List.of(
                    new Kind("\\.dora_scale$|\\.lora_magnitude_vector", "DoRA"),
                    new Kind("\\.hada_", "LoHa"),
                    new Kind("\\.lokr_", "LoKr"),
                    new Kind("\\.oft_", "OFT"),
                    new Kind("\\.[ab][12]\\.weight$", "GLoRA"),
                    new Kind("\\.on_input$", "IA3"),
                    new Kind("\\.[wb]_norm$", "changed norms"),
                    new Kind("\\.diff(_b)?$", "whole changed weights"),
                    new Kind("\\.lora_B(\\.default)?\\.bias$", "changed biases"),
                    new Kind("^bundle_emb\\.", "bundled embeddings"));

    /** Takes a name apart; empty if it is none of a LoRA's. */
    static Optional<LoraKey> parse(String tensor) {
        return ENDINGS.stream()
                .filter(ending -> tensor.endsWith(ending.text()))
                .findFirst()
                .map(
                        ending ->
                                new LoraKey(
                                        tensor.substring(
                                                0, tensor.length() - ending.text().length()),
                                        ending.part()));
    }

    /** What it is of instead, as its makers call it. */
    static Optional<String> otherKind(String tensor) {
        return OTHER_KINDS.stream()
                .filter(kind -> kind.sign().matcher(tensor).find())
                .map(Kind::name)
                .findFirst();
    }
}
