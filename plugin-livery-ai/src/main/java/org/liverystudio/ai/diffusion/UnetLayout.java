package org.liverystudio.ai.diffusion;

import java.util.ArrayList;
import java.util.List;

/** Lists the weights of UNets and ControlNets; names are those of diffusers' modules. */
final class UnetLayout {
    private final UnetConfig config;
    private final NetworkLayout layout = new NetworkLayout();

    private UnetLayout(UnetConfig config) {
        this.config = config;
    }

    static NetworkLayout of(UnetConfig config) {
        UnetLayout unet = new UnetLayout(config);
        unet.trunk();
        unet.wayUp();
        return unet.layout;
    }

    static NetworkLayout of(ControlNetConfig config) {
        UnetLayout net = new UnetLayout(config.trunk());
        net.trunk();
        net.controlParts(config);
        config.union().ifPresent(net::unionParts);
        return net.layout;
    }

    private void trunk() {
        int first = config.channels().getFirst();
        int time = config.timeChannels();
        layout.block("")
                .conv("conv_in", config.inChannels(), first, 3)
                .mlp("time_embedding", first, time)
                .mlp("add_embedding", config.addedChannels(), time);
        int in = first;
        for (int level = 0; level < config.levels(); level++) {
            String prefix = "down_blocks.%d.".formatted(level);
            int out = config.channels().get(level);
            for (int i = 0; i < config.resnets().get(level); i++) {
                resnet(prefix + "resnets.%d.".formatted(i), i == 0 ? in : out, out);
                if (config.downAttention().get(level)) {
                    transformer(prefix + "attentions.%d.".formatted(i), level);
                }
            }
            if (level < config.levels() - 1) {
                layout.block(prefix + "downsamplers.0.").conv("conv", out, out, 3);
            }
            in = out;
        }
        resnet("mid_block.resnets.0.", in, in);
        if (config.midAttention()) {
            transformer("mid_block.attentions.0.", config.levels() - 1);
            resnet("mid_block.resnets.1.", in, in);
        }
    }

    private void wayUp() {
        int levels = config.levels();
        int previous = config.channels().getLast();
        for (int step = 0; step < levels; step++) {
            int level = levels - 1 - step;
            String prefix = "up_blocks.%d.".formatted(step);
            int out = config.channels().get(level);
            int finer = config.channels().get(Math.max(level - 1, 0));
            int count = config.resnets().get(level) + 1;
            for (int i = 0; i < count; i++) {
                int skip = i == count - 1 ? finer : out;
                resnet(prefix + "resnets.%d.".formatted(i), (i == 0 ? previous : out) + skip, out);
                if (config.upAttention().get(step)) {
                    transformer(prefix + "attentions.%d.".formatted(i), level);
                }
            }
            if (level > 0) {
                layout.block(prefix + "upsamplers.0.").conv("conv", out, out, 3);
            }
            previous = out;
        }
        layout.block("")
                .norm("conv_norm_out", previous)
                .conv("conv_out", previous, config.outChannels(), 3);
    }

    private void controlParts(ControlNetConfig control) {
        List<Integer> widths = control.hintChannels();
        NetworkLayout.Block hint = layout.block("controlnet_cond_embedding.");
        hint.conv("conv_in", control.pictureChannels(), widths.getFirst(), 3);
        for (int i = 0; i + 1 < widths.size(); i++) {
            hint.conv("blocks.%d".formatted(2 * i), widths.get(i), widths.get(i), 3);
            hint.conv("blocks.%d".formatted(2 * i + 1), widths.get(i), widths.get(i + 1), 3);
        }
        hint.conv("conv_out", widths.getLast(), config.channels().getFirst(), 3);
        NetworkLayout.Block outputs = layout.block("controlnet_");
        List<Integer> skips = skipChannels();
        for (int i = 0; i < skips.size(); i++) {
            outputs.conv("down_blocks.%d".formatted(i), skips.get(i), skips.get(i), 1);
        }
        outputs.conv("mid_block", config.channels().getLast(), config.channels().getLast(), 1);
    }

    private void unionParts(ControlUnion union) {
        int channels = config.channels().getFirst();
        layout.block("")
                .tensor("task_embedding", (long) union.kinds(), (long) channels)
                .linear("spatial_ch_projs", channels, channels)
                .mlp(
                        "control_add_embedding",
                        (long) union.kinds() * config.sizeChannels(),
                        config.timeChannels());
        for (int i = 0; i < union.layers(); i++) {
            // So the published files spell it.
            layout.block("transformer_layes.%d.".formatted(i))
                    .norm("ln_1", channels)
                    .norm("ln_2", channels)
                    .tensor("attn.in_proj_weight", 3L * channels, (long) channels)
                    .tensor("attn.in_proj_bias", 3L * channels)
                    .linear("attn.out_proj", channels, channels)
                    .linear("mlp.c_fc", channels, 4L * channels)
                    .linear("mlp.c_proj", 4L * channels, channels);
        }
    }

    /** Channels of the maps that the way down leaves for the way up. */
    private List<Integer> skipChannels() {
        List<Integer> skips = new ArrayList<>(List.of(config.channels().getFirst()));
        for (int level = 0; level < config.levels(); level++) {
            int maps = config.resnets().get(level) + (level < config.levels() - 1 ? 1 : 0);
            for (int i = 0; i < maps; i++) {
                skips.add(config.channels().get(level));
            }
        }
        return skips;
    }

    private void resnet(String prefix, int in, int out) {
        NetworkLayout.Block block =
                layout.block(prefix)
                        .norm("norm1", in)
                        .conv("conv1", in, out, 3)
                        .linear("time_emb_proj", config.timeChannels(), out)
                        .norm("norm2", out)
                        .conv("conv2", out, out, 3);
        if (in != out) {
            block.conv("conv_shortcut", in, out, 1);
        }
    }

    private void transformer(String prefix, int level) {
        int channels = config.channels().get(level);
        NetworkLayout.Block frame = layout.block(prefix).norm("norm", channels);
        for (String projection : List.of("proj_in", "proj_out")) {
            if (config.linearProjection()) {
                frame.linear(projection, channels, channels);
            } else {
                frame.conv(projection, channels, channels, 1);
            }
        }
        for (int i = 0; i < config.transformerLayers().get(level); i++) {
            NetworkLayout.Block block =
                    layout.block(prefix + "transformer_blocks.%d.".formatted(i));
            block.norm("norm1", channels).norm("norm2", channels).norm("norm3", channels);
            attention(block, "attn1", channels);
            attention(block, "attn2", channels);
            block.linear("ff.net.0.proj", channels, 8L * channels);
            block.linear("ff.net.2", 4L * channels, channels);
            block.linearWithoutBias("attn1.to_k", channels, channels)
                    .linearWithoutBias("attn1.to_v", channels, channels);
            layout.briefBlock(prefix + "transformer_blocks.%d.attn2.".formatted(i))
                    .linearWithoutBias("to_k", config.contextChannels(), channels)
                    .linearWithoutBias("to_v", config.contextChannels(), channels);
        }
    }

    private static void attention(NetworkLayout.Block block, String name, int channels) {
        block.linearWithoutBias(name + ".to_q", channels, channels)
                .linear(name + ".to_out.0", channels, channels);
    }
}
