package org.liverystudio.ai.diffusion.lora;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Recognises layers of networks that SDXL does not have, to tell painters what they chose. */
final class ForeignNetwork {
    private static final Map<String, String> SIGNS =
            Map.of(
                    "lora_te3_", "a third text encoder, as Stable Diffusion 3 has",
                    "text_encoder_3.", "a third text encoder, as Stable Diffusion 3 has",
                    "lora_transformer_",
                            "a diffusion transformer, as Flux and Stable Diffusion 3 are",
                    "transformer.", "a diffusion transformer, as Flux and Stable Diffusion 3 are",
                    "lora_unet_double_blocks_", "Flux",
                    "lora_unet_joint_blocks_", "Stable Diffusion 3",
                    "lora_prior_", "Stable Cascade",
                    "lora_controlnet", "a ControlNet");

    private ForeignNetwork() {}

    /** Whose layers these are. */
    static Optional<String> of(List<String> layers) {
        return layers.stream()
                .flatMap(
                        layer ->
                                SIGNS.entrySet().stream()
                                        .filter(sign -> layer.startsWith(sign.getKey()))
                                        .map(Map.Entry::getValue))
                .findFirst();
    }
}
