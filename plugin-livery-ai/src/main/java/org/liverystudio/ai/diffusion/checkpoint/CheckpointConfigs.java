package org.liverystudio.ai.diffusion.checkpoint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.liverystudio.ai.tensors.WeightView;
import org.liverystudio.host.LiveryException;

/**
 * The configs that a checkpoint lacks: sizes as its tensors say them, the rest as SDXL has it.
 *
 * @see <a href="https://arxiv.org/abs/2307.01952">SDXL</a>
 */
final class CheckpointConfigs {
    /** Of each attention head, in all networks of SDXL. */
    private static final long HEAD_CHANNELS = 64;

    private static final int SIZE_NUMBERS = 6;
    private static final int NATIVE_EDGE = 1024;
    private static final double LATENT_SCALE = 0.13025;

    private final CheckpointFile file;

    CheckpointConfigs(CheckpointFile file) {
        this.file = file;
    }

    Map<String, Object> unet() {
        Shapes unet = new Shapes("unet");
        List<Long> channels = unet.levels("down_blocks.%d.resnets.0.conv1.weight", 0);
        List<String> down = new ArrayList<>();
        List<Integer> depths = new ArrayList<>();
        for (int level = 0; level < channels.size(); level++) {
            String attention = "down_blocks.%d.attentions.0.".formatted(level);
            boolean attends = unet.has(attention + "norm.weight");
            down.add(attends ? "CrossAttnDownBlock2D" : "DownBlock2D");
            depths.add(Math.max(1, unet.count(attention + "transformer_blocks.%d.norm1.weight")));
        }
        String context = "mid_block.attentions.0.transformer_blocks.0.attn2.to_k.weight";
        long added = unet.length("add_embedding.linear_1.weight", 1);
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("_class_name", "UNet2DConditionModel");
        config.put("sample_size", NATIVE_EDGE >> (vaeLevels() - 1));
        config.put("in_channels", unet.length("conv_in.weight", 1));
        config.put("out_channels", unet.length("conv_out.weight", 0));
        config.put("block_out_channels", channels);
        config.put("down_block_types", down);
        config.put(
                "up_block_types",
                down.reversed().stream().map(type -> type.replace("Down", "Up")).toList());
        config.put("layers_per_block", unet.count("down_blocks.0.resnets.%d.conv1.weight"));
        config.put("transformer_layers_per_block", depths);
        config.put("attention_head_dim", channels.stream().map(c -> heads(c)).toList());
        config.put(
                "use_linear_projection",
                unet.shape("mid_block.attentions.0.proj_in.weight").size() == 2);
        config.put("cross_attention_dim", unet.length(context, 1));
        config.put("addition_embed_type", "text_time");
        config.put("addition_time_embed_dim", (added - pooledChannels()) / SIZE_NUMBERS);
        config.put("projection_class_embeddings_input_dim", added);
        return config;
    }

    private static long heads(long channels) {
        return Math.max(1, channels / HEAD_CHANNELS);
    }

    private int vaeLevels() {
        return new Shapes("vae").count("encoder.down_blocks.%d.resnets.0.conv1.weight");
    }

    private long pooledChannels() {
        List<Long> shape =
                file.turned().values().stream()
                        .findFirst()
                        .orElseThrow(() -> lacks("text_projection"))
                        .shape();
        return shape.getLast();
    }

    Map<String, Object> vae() {
        Shapes vae = new Shapes("vae");
        List<Long> channels = vae.levels("encoder.down_blocks.%d.resnets.0.conv1.weight", 0);
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("_class_name", "AutoencoderKL");
        config.put("in_channels", vae.length("encoder.conv_in.weight", 1));
        config.put("out_channels", vae.length("decoder.conv_out.weight", 0));
        config.put("latent_channels", vae.length("post_quant_conv.weight", 0));
        config.put("block_out_channels", channels);
        config.put("down_block_types", channels.stream().map(_ -> "DownEncoderBlock2D").toList());
        config.put("up_block_types", channels.stream().map(_ -> "UpDecoderBlock2D").toList());
        config.put("layers_per_block", vae.count("encoder.down_blocks.0.resnets.%d.conv1.weight"));
        config.put("scaling_factor", LATENT_SCALE);
        config.put("sample_size", NATIVE_EDGE);
        config.put("force_upcast", true);
        return config;
    }

    /**
     * @param part {@code text_encoder} or {@code text_encoder_2}
     */
    Map<String, Object> clip(String part) {
        Shapes clip = new Shapes(part);
        boolean large = part.equals("text_encoder_2");
        String embeddings = "text_model.embeddings.";
        long channels = clip.length(embeddings + "token_embedding.weight", 1);
        Map<String, Object> config = new LinkedHashMap<>();
        config.put(
                "architectures", List.of(large ? "CLIPTextModelWithProjection" : "CLIPTextModel"));
        config.put("model_type", "clip_text_model");
        config.put("hidden_act", large ? "gelu" : "quick_gelu");
        config.put("hidden_size", channels);
        config.put(
                "intermediate_size", clip.length("text_model.encoder.layers.0.mlp.fc1.weight", 0));
        config.put(
                "num_hidden_layers", clip.count("text_model.encoder.layers.%d.layer_norm1.weight"));
        config.put("num_attention_heads", heads(channels));
        config.put("vocab_size", clip.length(embeddings + "token_embedding.weight", 0));
        config.put(
                "max_position_embeddings",
                clip.length(embeddings + "position_embedding.weight", 0));
        config.put("layer_norm_eps", 1e-5);
        config.put("projection_dim", large ? pooledChannels() : channels);
        config.put("bos_token_id", ClipWords.START_ID);
        config.put("eos_token_id", ClipWords.END_ID);
        return config;
    }

    Map<String, Object> scheduler() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("_class_name", "EulerDiscreteScheduler");
        config.put("num_train_timesteps", 1000);
        config.put("beta_start", 0.00085);
        config.put("beta_end", 0.012);
        config.put("beta_schedule", "scaled_linear");
        config.put("steps_offset", 1);
        config.put("timestep_spacing", "leading");
        config.put("prediction_type", file.predictsVelocity() ? "v_prediction" : "epsilon");
        config.put("rescale_betas_zero_snr", file.endsInPureNoise());
        return config;
    }

    static Map<String, Object> index() {
        Map<String, Object> index = new LinkedHashMap<>();
        index.put("_class_name", "StableDiffusionXLPipeline");
        index.put("force_zeros_for_empty_prompt", true);
        index.put("scheduler", List.of("diffusers", "EulerDiscreteScheduler"));
        index.put("text_encoder", List.of("transformers", "CLIPTextModel"));
        index.put("text_encoder_2", List.of("transformers", "CLIPTextModelWithProjection"));
        index.put("tokenizer", List.of("transformers", "CLIPTokenizer"));
        index.put("tokenizer_2", List.of("transformers", "CLIPTokenizer"));
        index.put("unet", List.of("diffusers", "UNet2DConditionModel"));
        index.put("vae", List.of("diffusers", "AutoencoderKL"));
        return index;
    }

    private LiveryException lacks(String name) {
        return new LiveryException(
                "%s is incomplete: it holds no \"%s\".".formatted(file.path(), name),
                "Download the checkpoint again, or choose another one.");
    }

    /** Shapes of one network. */
    private final class Shapes {
        private final Map<String, WeightView.Tensor> tensors;

        Shapes(String part) {
            tensors = file.parts().get(part);
        }

        boolean has(String name) {
            return tensors.containsKey(name);
        }

        List<Long> shape(String name) {
            WeightView.Tensor tensor = tensors.get(name);
            if (tensor == null) {
                throw lacks(name);
            }
            return tensor.shape();
        }

        long length(String name, int axis) {
            List<Long> shape = shape(name);
            if (axis >= shape.size()) {
                throw lacks(name);
            }
            return shape.get(axis);
        }

        /** How many there are of a numbered weight. */
        int count(String pattern) {
            return (int)
                    IntStream.iterate(0, i -> i + 1)
                            .takeWhile(i -> has(pattern.formatted(i)))
                            .count();
        }

        List<Long> levels(String pattern, int axis) {
            return IntStream.range(0, count(pattern))
                    .mapToObj(i -> length(pattern.formatted(i), axis))
                    .toList();
        }
    }
}
