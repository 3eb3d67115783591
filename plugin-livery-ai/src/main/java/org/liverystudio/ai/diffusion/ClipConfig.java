package org.liverystudio.ai.diffusion;

import java.nio.file.Path;

/**
 * The shape of one of SDXL's two text encoders.
 *
 * @param channels width of the hidden states
 * @param mlpChannels width inside the MLPs
 * @param layers depth
 * @param heads attention heads
 * @param vocabulary number of tokens known
 * @param positions longest prompt in tokens
 * @param normEpsilon of the layer norms
 * @param quickGelu the fast approximation that the first CLIP was trained with
 * @param projection width of the pooled prompt; 0 if this encoder gives none
 * @param endToken id of the token that ends a prompt
 */
record ClipConfig(
        int channels,
        int mlpChannels,
        int layers,
        int heads,
        int vocabulary,
        int positions,
        double normEpsilon,
        boolean quickGelu,
        int projection,
        int endToken) {

    /** Old configs carry this wrong id; their end token is the one with the highest id. */
    static final int LEGACY_END_TOKEN = 2;

    /**
     * Transformers writes dozens of settings of its own into these files, so only those that matter
     * are checked.
     *
     * @param projected whether the encoder must give a pooled prompt
     */
    static ClipConfig read(Path folder, boolean projected) {
        JsonConfig json = JsonConfig.read(folder.resolve("config.json"));
        json.only("model_type", "clip_text_model");
        json.only("hidden_act", "quick_gelu", "gelu");
        return new ClipConfig(
                json.count("hidden_size", 512),
                json.count("intermediate_size", 2048),
                json.count("num_hidden_layers", 12),
                json.count("num_attention_heads", 8),
                json.count("vocab_size", 49408),
                json.count("max_position_embeddings", 77),
                json.number("layer_norm_eps", 1e-5),
                json.text("hidden_act", "quick_gelu").equals("quick_gelu"),
                projected ? json.count("projection_dim", 512) : 0,
                json.count("eos_token_id", 49407));
    }
}
