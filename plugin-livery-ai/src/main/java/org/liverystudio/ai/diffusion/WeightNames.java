package org.liverystudio.ai.diffusion;

import java.util.List;

/** The spellings under which files of different years hold the same weight. */
@FunctionalInterface
interface WeightNames {
    /** Candidates, the current one first. */
    List<String> spellings(String name);

    /** Names that never changed. */
    static WeightNames plain() {
        return List::of;
    }

    /** Transformers 5 drops {@code text_model.}; the projection never had it. */
    static WeightNames clip() {
        return name ->
                name.startsWith("projection.")
                        ? List.of(name.substring("projection.".length()))
                        : List.of(name, "text_model." + name);
    }

    /** Before diffusers 0.18 the autoencoder's attention had other names for its layers. */
    static WeightNames vae() {
        return name ->
                name.contains(".attentions.")
                        ? List.of(
                                name,
                                name.replace(".to_q.", ".query.")
                                        .replace(".to_k.", ".key.")
                                        .replace(".to_v.", ".value.")
                                        .replace(".to_out.0.", ".proj_attn."))
                        : List.of(name);
    }
}
