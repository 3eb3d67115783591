package org.liverystudio.ai.diffusion.lora;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names that SDXL's first release gives the layers of its UNet. kohya's trainer keeps them. It
 * counts blocks through: {@code input_blocks.4} is the second level's first residual block with its
 * attention, {@code input_blocks.3} the halving between the levels.
 */
final class OriginalNames {
    private static final Map<String, String> ROOT =
            Map.of(
                    "conv_in", "input_blocks.0.0",
                    "conv_out", "out.2",
                    "time_embedding.linear_1", "time_embed.0",
                    "time_embedding.linear_2", "time_embed.2",
                    "add_embedding.linear_1", "label_emb.0.0",
                    "add_embedding.linear_2", "label_emb.0.2");

    private static final Map<String, String> RESNET =
            Map.of(
                    "conv1", "in_layers.2",
                    "time_emb_proj", "emb_layers.1",
                    "conv2", "out_layers.3",
                    "conv_shortcut", "skip_connection");

    private final Set<String> blocks;
    private final Map<String, String> prefixes = new LinkedHashMap<>();

    /**
     * @param blocks of the UNet, as diffusers names them
     */
    OriginalNames(Set<String> blocks) {
        this.blocks = blocks;
        wayDown();
        prefixes.put("mid_block.resnets.0.", "middle_block.0.");
        prefixes.put("mid_block.attentions.0.", "middle_block.1.");
        prefixes.put("mid_block.resnets.1.", "middle_block.2.");
        wayUp();
    }

    private void wayDown() {
        int next = 1;
        for (int level = 0; has("down_blocks.%d.resnets.0.", level); level++) {
            for (int i = 0; has("down_blocks.%d.resnets.%d.", level, i); i++) {
                pair("down_blocks.%d.", level, i, "input_blocks.%d.".formatted(next++));
            }
            if (has("down_blocks.%d.downsamplers.0.", level)) {
                prefixes.put(
                        "down_blocks.%d.downsamplers.0.".formatted(level),
                        "input_blocks.%d.0.".formatted(next++));
            }
        }
    }

    private void wayUp() {
        int next = 0;
        for (int level = 0; has("up_blocks.%d.resnets.0.", level); level++) {
            for (int i = 0; has("up_blocks.%d.resnets.%d.", level, i); i++) {
                pair("up_blocks.%d.", level, i, "output_blocks.%d.".formatted(next++));
            }
            if (has("up_blocks.%d.upsamplers.0.", level)) {
                // It follows what its level's last block holds already.
                int place = has("up_blocks.%d.attentions.0.", level) ? 2 : 1;
                prefixes.put(
                        "up_blocks.%d.upsamplers.0.".formatted(level),
                        "output_blocks.%d.%d.".formatted(next - 1, place));
            }
        }
    }

    /** A residual block and the attention behind it, if there is one. */
    private void pair(String level, int levelIndex, int index, String original) {
        String own = level.formatted(levelIndex);
        prefixes.put(own + "resnets.%d.".formatted(index), original + "0.");
        prefixes.put(own + "attentions.%d.".formatted(index), original + "1.");
    }

    private boolean has(String block, Object... numbers) {
        return blocks.contains(block.formatted(numbers));
    }

    /** The original name of a layer; empty if that network had none of its kind. */
    Optional<String> of(String block, String layer) {
        if (block.isEmpty()) {
            return Optional.ofNullable(ROOT.get(layer));
        }
        return prefixes.entrySet().stream()
                .filter(entry -> block.startsWith(entry.getKey()))
                .findFirst()
                .map(
                        entry ->
                                entry.getValue()
                                        + block.substring(entry.getKey().length())
                                        + inside(entry.getKey(), layer));
    }

    private static String inside(String block, String layer) {
        if (block.contains(".resnets.")) {
            return RESNET.getOrDefault(layer, layer);
        }
        return block.contains(".downsamplers.") ? "op" : layer;
    }
}
