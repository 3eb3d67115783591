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

    /** Settings for training, and what the tokenizer tells itself. */
    private static final String[] NOT_FOR_PICTURES = {
        "architectures",
        "attention_dropout",
        "bos_token_id",
        "dropout",
        "dtype",
        "initializer_factor",
        "initializer_range",
        "pad_token_id",
        "torch_dtype",
        "transformers_version"
    };

    /** What transformers writes for models of any kind; text encoders of CLIP read none of it. */
    private static final String[] OF_OTHER_MODELS = {
        "add_cross_attention",
        "bad_words_ids",
        "begin_suppress_tokens",
        "chunk_size_feed_forward",
        "cross_attention_hidden_size",
        "decoder_start_token_id",
        "diversity_penalty",
        "do_sample",
        "early_stopping",
        "encoder_no_repeat_ngram_size",
        "exponential_decay_length_penalty",
        "finetuning_task",
        "forced_bos_token_id",
        "forced_eos_token_id",
        "gradient_checkpointing",
        "id2label",
        "is_decoder",
        "is_encoder_decoder",
        "label2id",
        "length_penalty",
        "max_length",
        "min_length",
        "no_repeat_ngram_size",
        "num_beam_groups",
        "num_beams",
        "num_labels",
        "num_return_sequences",
        "output_attentions",
        "output_hidden_states",
        "output_scores",
        "prefix",
        "problem_type",
        "pruned_heads",
        "remove_invalid_values",
        "repetition_penalty",
        "return_dict",
        "return_dict_in_generate",
        "sep_token_id",
        "suppress_tokens",
        "task_specific_params",
        "temperature",
        "tf_legacy_loss",
        "tie_encoder_decoder",
        "tie_word_embeddings",
        "tokenizer_class",
        "top_k",
        "top_p",
        "torchscript",
        "typical_p",
        "use_bfloat16",
        "use_cache"
    };

    /**
     * @param projected whether the encoder must give a pooled prompt
     */
    static ClipConfig read(Path folder, boolean projected) {
        JsonConfig json = JsonConfig.read(folder.resolve("config.json"));
        json.only("model_type", "clip_text_model");
        json.only("hidden_act", "quick_gelu", "gelu");
        json.irrelevant(NOT_FOR_PICTURES);
        json.irrelevant(OF_OTHER_MODELS);
        json.irrelevant("projection_dim");
        ClipConfig config =
                new ClipConfig(
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
        json.refuseUnknown();
        return config;
    }
}
