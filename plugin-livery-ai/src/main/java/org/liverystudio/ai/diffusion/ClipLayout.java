package org.liverystudio.ai.diffusion;

/** Lists the weights of CLIP's text encoders, without the prefix {@code text_model.}. */
final class ClipLayout {
    private ClipLayout() {}

    static NetworkLayout of(ClipConfig config) {
        NetworkLayout layout = new NetworkLayout();
        int channels = config.channels();
        layout.block("embeddings.")
                .embedding("token_embedding", config.vocabulary(), channels)
                .embedding("position_embedding", config.positions(), channels);
        for (int i = 0; i < config.layers(); i++) {
            layout.block("encoder.layers.%d.".formatted(i))
                    .norm("layer_norm1", channels)
                    .linear("self_attn.q_proj", channels, channels)
                    .linear("self_attn.k_proj", channels, channels)
                    .linear("self_attn.v_proj", channels, channels)
                    .linear("self_attn.out_proj", channels, channels)
                    .norm("layer_norm2", channels)
                    .linear("mlp.fc1", channels, config.mlpChannels())
                    .linear("mlp.fc2", config.mlpChannels(), channels);
        }
        layout.block("").norm("final_layer_norm", channels);
        if (config.projection() > 0) {
            layout.block("projection.")
                    .linearWithoutBias("text_projection", channels, config.projection());
        }
        return layout;
    }
}
