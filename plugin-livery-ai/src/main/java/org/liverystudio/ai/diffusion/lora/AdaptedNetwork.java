package org.liverystudio.ai.diffusion.lora;

import java.util.List;

/** The networks of SDXL that can be added to. */
public enum AdaptedNetwork {
    UNET("unet", List.of("lora_unet_", "lycoris_")),
    /** CLIP-L. Trainers that know one encoder only name it without a number. */
    TEXT_ENCODER("text_encoder", List.of("lora_te1_", "lora_te_")),
    /** OpenCLIP's bigG. */
    TEXT_ENCODER_2("text_encoder_2", List.of("lora_te2_"));

    private final String part;
    private final List<String> kohyaPrefixes;

    AdaptedNetwork(String part, List<String> kohyaPrefixes) {
        this.part = part;
        this.kohyaPrefixes = kohyaPrefixes;
    }

    /** Its folder in a model, and its prefix in files of diffusers. */
    String part() {
        return part;
    }

    /** Its prefixes in files whose names have underscores in place of dots. */
    List<String> kohyaPrefixes() {
        return kohyaPrefixes;
    }
}
