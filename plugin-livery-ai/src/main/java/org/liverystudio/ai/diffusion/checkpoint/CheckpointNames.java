package org.liverystudio.ai.diffusion.checkpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Where the tensors of an original SDXL checkpoint go in diffusers' layout.
 *
 * <p>The original UNet numbers its blocks through: with two residual blocks a level, every third
 * block of the way down halves the size and every third of the way up doubles it. The second text
 * encoder keeps query, key and value in one matrix and its projection lying on its side.
 */
final class CheckpointNames {
    /** How much of the tensor, and how. */
    sealed interface Cut {
        record Whole() implements Cut {}

        /**
         * @param index of three equal stretches of rows
         */
        record Third(int index) implements Cut {}

        /** Rows become columns. */
        record Turned() implements Cut {}
    }

    /**
     * @param part folder in diffusers' layout
     */
    record Target(String part, String name, Cut cut) {}

    private static final String UNET = "model.diffusion_model.";
    private static final String VAE = "first_stage_model.";
    private static final String SMALL_CLIP = "conditioner.embedders.0.transformer.";
    private static final String LARGE_CLIP = "conditioner.embedders.1.model.";
    private static final int BLOCKS_OF_A_LEVEL = 3;
    private static final int VAE_LEVELS = 4;

    private static final Pattern NUMBERED =
            Pattern.compile("(input_blocks|output_blocks|middle_block)\\.(\\d+)\\.(.+)");
    private static final Pattern SLOT = Pattern.compile("(\\d+)\\.(.+)");
    private static final Pattern RESBLOCK =
            Pattern.compile("transformer\\.resblocks\\.(\\d+)\\.(.+)");
    private static final Pattern VAE_UP = Pattern.compile("\\.up\\.(\\d+)\\.");

    private static final Map<String, String> UNET_HEADS =
            Map.of(
                    "input_blocks.0.0.", "conv_in.",
                    "time_embed.0.", "time_embedding.linear_1.",
                    "time_embed.2.", "time_embedding.linear_2.",
                    "label_emb.0.0.", "add_embedding.linear_1.",
                    "label_emb.0.2.", "add_embedding.linear_2.",
                    "out.0.", "conv_norm_out.",
                    "out.2.", "conv_out.");

    private static final Map<String, String> RESNET =
            Map.of(
                    "in_layers.0.", "norm1.",
                    "in_layers.2.", "conv1.",
                    "emb_layers.1.", "time_emb_proj.",
                    "out_layers.0.", "norm2.",
                    "out_layers.3.", "conv2.",
                    "skip_connection.", "conv_shortcut.");

    /** In this order: a later one may change what an earlier one made. */
    private static final Map<String, String> VAE_WORDS = vaeWords();

    private static final Map<String, String> LARGE_CLIP_LAYERS =
            Map.of(
                    "ln_1.", "layer_norm1.",
                    "ln_2.", "layer_norm2.",
                    "attn.out_proj.", "self_attn.out_proj.",
                    "mlp.c_fc.", "mlp.fc1.",
                    "mlp.c_proj.", "mlp.fc2.");

    private CheckpointNames() {}

    private static Map<String, String> vaeWords() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put(".mid.block_1.", ".mid_block.resnets.0.");
        words.put(".mid.block_2.", ".mid_block.resnets.1.");
        words.put(".mid.attn_1.norm.", ".mid_block.attentions.0.group_norm.");
        words.put(".mid.attn_1.q.", ".mid_block.attentions.0.to_q.");
        words.put(".mid.attn_1.k.", ".mid_block.attentions.0.to_k.");
        words.put(".mid.attn_1.v.", ".mid_block.attentions.0.to_v.");
        words.put(".mid.attn_1.proj_out.", ".mid_block.attentions.0.to_out.0.");
        words.put(".norm_out.", ".conv_norm_out.");
        words.put(".nin_shortcut.", ".conv_shortcut.");
        words.put(".block.", ".resnets.");
        words.put(".downsample.", ".downsamplers.0.");
        words.put(".upsample.", ".upsamplers.0.");
        words.put(".down.", ".down_blocks.");
        return words;
    }

    /**
     * @return nothing for what no network reads, such as a second, averaged copy of the weights
     */
    static List<Target> of(String original) {
        if (original.startsWith(UNET)) {
            return whole("unet", unet(original.substring(UNET.length())));
        }
        if (original.startsWith(VAE)) {
            return whole("vae", vae(original.substring(VAE.length())));
        }
        if (original.startsWith(SMALL_CLIP)) {
            return whole("text_encoder", clip(original.substring(SMALL_CLIP.length())));
        }
        return original.startsWith(LARGE_CLIP)
                ? largeClip(original.substring(LARGE_CLIP.length()))
                : List.of();
    }

    private static List<Target> whole(String part, String name) {
        return name.isEmpty() ? List.of() : List.of(new Target(part, name, new Cut.Whole()));
    }

    private static String clip(String name) {
        return name.endsWith("position_ids") ? "" : name;
    }

    /** Empty if it is no weight of the UNet. */
    private static String unet(String name) {
        String head = replaced(name, UNET_HEADS);
        if (!head.isEmpty()) {
            return head;
        }
        Matcher block = NUMBERED.matcher(name);
        if (!block.matches()) {
            return "";
        }
        int number = Integer.parseInt(block.group(2));
        String rest = block.group(3);
        if (block.group(1).equals("middle_block")) {
            return number == 1
                    ? "mid_block.attentions.0." + rest
                    : resnet("mid_block.resnets.%d.".formatted(number / 2), rest);
        }
        Matcher slot = SLOT.matcher(rest);
        if (!slot.matches()) {
            return "";
        }
        boolean down = block.group(1).equals("input_blocks");
        int index = down ? number - 1 : number;
        String level = (down ? "down_blocks." : "up_blocks.") + index / BLOCKS_OF_A_LEVEL + ".";
        int place = index % BLOCKS_OF_A_LEVEL;
        String inner = slot.group(2);
        if (inner.startsWith("op.")) {
            return level + "downsamplers.0.conv." + inner.substring("op.".length());
        }
        if (inner.startsWith("conv.")) {
            return level + "upsamplers.0." + inner;
        }
        return slot.group(1).equals("0")
                ? resnet(level + "resnets." + place + ".", inner)
                : level + "attentions." + place + "." + inner;
    }

    private static String resnet(String prefix, String inner) {
        String name = replaced(inner, RESNET);
        return name.isEmpty() ? "" : prefix + name;
    }

    /** The name with its beginning replaced; empty if none of them is its beginning. */
    private static String replaced(String name, Map<String, String> beginnings) {
        return beginnings.entrySet().stream()
                .filter(entry -> name.startsWith(entry.getKey()))
                .map(entry -> entry.getValue() + name.substring(entry.getKey().length()))
                .findFirst()
                .orElse("");
    }

    private static String vae(String name) {
        if (!name.matches("(encoder|decoder|quant_conv|post_quant_conv)\\..+")) {
            return "";
        }
        String result = name;
        for (Map.Entry<String, String> word : VAE_WORDS.entrySet()) {
            result = result.replace(word.getKey(), word.getValue());
        }
        // The original counts the way up from its end.
        return VAE_UP.matcher(result)
                .replaceAll(
                        up ->
                                ".up_blocks.%d."
                                        .formatted(VAE_LEVELS - 1 - Integer.parseInt(up.group(1))));
    }

    private static List<Target> largeClip(String name) {
        String part = "text_encoder_2";
        switch (name) {
            case "text_projection" -> {
                return List.of(new Target(part, "text_projection.weight", new Cut.Turned()));
            }
            case "positional_embedding" -> {
                return whole(part, "text_model.embeddings.position_embedding.weight");
            }
            case "token_embedding.weight" -> {
                return whole(part, "text_model.embeddings.token_embedding.weight");
            }
            default -> {
                if (name.startsWith("ln_final.")) {
                    String end = name.substring("ln_final.".length());
                    return whole(part, "text_model.final_layer_norm." + end);
                }
            }
        }
        Matcher block = RESBLOCK.matcher(name);
        if (!block.matches()) {
            return List.of();
        }
        String prefix = "text_model.encoder.layers." + block.group(1) + ".";
        String inner = block.group(2);
        if (inner.startsWith("attn.in_proj_")) {
            String end = inner.substring("attn.in_proj_".length());
            List<String> names = List.of("q_proj.", "k_proj.", "v_proj.");
            return IntStream.range(0, names.size())
                    .mapToObj(
                            i ->
                                    new Target(
                                            part,
                                            prefix + "self_attn." + names.get(i) + end,
                                            new Cut.Third(i)))
                    .toList();
        }
        String layer = replaced(inner, LARGE_CLIP_LAYERS);
        return layer.isEmpty() ? List.of() : whole(part, prefix + layer);
    }
}
