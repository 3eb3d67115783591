package org.liverystudio.ai.diffusion;

import java.nio.file.Path;
import java.util.List;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.tensors.WeightFiles;
import org.liverystudio.ai.torch.NumberFormat;
import org.liverystudio.ai.torch.ScriptCalls;
import org.liverystudio.ai.torch.ScriptModule;
import org.liverystudio.ai.torch.Tensor;
import org.liverystudio.ai.torch.Torch;
import org.liverystudio.ai.torch.TorchScope;
import org.liverystudio.ai.torch.WeightLoader;

/**
 * Decodes latents in a fraction of the autoencoder's time, for looking at pictures in the making.
 *
 * @see <a href="https://github.com/madebyollin/taesd">TAESD</a>, as diffusers' {@code
 *     AutoencoderTiny}
 */
final class TinyDecoder implements AutoCloseable {
    private static final String LAYERS = "decoder.layers.";

    private final Torch torch;
    private final TinyDecoderConfig config;
    private final NetworkWeights weights;
    private final ScriptModule script;

    private TinyDecoder(Torch torch, TinyDecoderConfig config, NetworkWeights weights) {
        this.torch = torch;
        this.config = config;
        this.weights = weights;
        this.script = ScriptModule.load(torch, "taesd", "Taesd");
    }

    /**
     * @param folder with config.json and weights
     */
    static TinyDecoder open(Torch torch, Path folder) {
        TinyDecoderConfig config = TinyDecoderConfig.read(folder);
        return new TinyDecoder(
                torch,
                config,
                NetworkWeights.of(
                        layout(config),
                        WeightFiles.open(folder, "diffusion_pytorch_model"),
                        WeightNames.plain(),
                        new WeightLoader(torch, NumberFormat.FLOAT32)));
    }

    static NetworkLayout layout(TinyDecoderConfig config) {
        NetworkLayout layout = new NetworkLayout();
        int width = config.channels();
        layout.block(LAYERS).conv("0", config.latentChannels(), width, 3);
        Walk walk = new Walk();
        for (int level = 0; level < config.blocks().size(); level++) {
            for (int i = 0; i < config.blocks().get(level); i++) {
                NetworkLayout.Block block = layout.block(walk.block());
                for (String conv : List.of("0", "2", "4")) {
                    block.conv(conv, width, width, 3);
                }
            }
            if (level < config.blocks().size() - 1) {
                layout.block(LAYERS).convWithoutBias(walk.up(), width, width, 3);
            } else {
                layout.block(LAYERS).conv(walk.last(), width, config.pictureChannels(), 3);
            }
        }
        return layout;
    }

    TinyDecoderConfig config() {
        return config;
    }

    /**
     * @param latents as the UNet knows them {@code [1, channels, height/8, width/8]}
     * @return {@code [1, 3, height, width]}, about -1 to 1
     */
    FloatTensor decode(FloatTensor latents, Runnable beforeEachBlock) {
        try (TorchScope scope = torch.newScope()) {
            ScriptCalls calls = script.in(scope, beforeEachBlock);
            FloatTensor unscaled = Mix.of(1 / config.scalingFactor(), latents);
            Tensor map =
                    calls.call(
                            "enter",
                            scope.floats(unscaled, NumberFormat.FLOAT32),
                            weights.block(LAYERS));
            Walk walk = new Walk();
            for (int level = 0; level < config.blocks().size(); level++) {
                for (int i = 0; i < config.blocks().get(level); i++) {
                    try (Tensor before = map) {
                        map = calls.call("block", before, weights.block(walk.block()));
                    }
                }
                if (level < config.blocks().size() - 1) {
                    try (Tensor before = map) {
                        map =
                                calls.call(
                                        "up",
                                        before,
                                        config.upscale(),
                                        weights.block(LAYERS),
                                        walk.up());
                    }
                }
            }
            return scope.read(calls.call("out", map, weights.block(LAYERS), walk.last()));
        }
    }

    @Override
    public void close() {
        weights.close();
        script.close();
    }

    /** Names layers by their place in the file; those without weights count too. */
    private static final class Walk {
        /** After the first convolution and its activation. */
        private int next = 2;

        String block() {
            return LAYERS + next++ + ".conv.";
        }

        /** Enlarging has no weights; the convolution behind it has. */
        String up() {
            next += 2;
            return String.valueOf(next - 1);
        }

        String last() {
            return String.valueOf(next);
        }
    }
}
