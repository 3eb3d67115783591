package org.liverystudio.ai.diffusion;

import java.nio.file.Path;
import java.util.List;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.tensors.WeightFiles;
import org.liverystudio.ai.torch.ScriptModule;
import org.liverystudio.ai.torch.Torch;
import org.liverystudio.ai.torch.TorchScope;
import org.liverystudio.ai.torch.WeightLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SDXL's two tokenizers and text encoders. */
final class PromptEncoder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PromptEncoder.class);

    /** Above this, the encoders give way to the UNet: they work once a picture only. */
    private static final long KEEP_BYTES = 512L << 20;

    private final Torch torch;
    private final ScriptModule script;
    private final ClipTokenizer firstTokenizer;
    private final ClipTokenizer secondTokenizer;
    private final ClipTextEncoder first;
    private final ClipTextEncoder second;

    PromptEncoder(Torch torch, ModelFolder folder, WeightLoader loader) {
        this.torch = torch;
        this.firstTokenizer = ClipTokenizer.read(folder.part("tokenizer"));
        this.secondTokenizer = ClipTokenizer.read(folder.part("tokenizer_2"));
        this.first = encoder(folder.part("text_encoder"), false, loader);
        this.second = encoder(folder.part("text_encoder_2"), true, loader);
        this.script = ScriptModule.load(torch, "clip", "Clip");
    }

    static ClipTextEncoder encoder(Path folder, boolean projected, WeightLoader loader) {
        ClipConfig config = ClipConfig.read(folder, projected);
        return new ClipTextEncoder(
                config,
                NetworkWeights.of(
                        ClipLayout.of(config),
                        WeightFiles.open(folder, "model"),
                        WeightNames.clip(),
                        loader));
    }

    /** Width of the states that {@link #encode} gives. */
    int contextChannels() {
        return first.config().channels() + second.config().channels();
    }

    /** Width of the pooled vector. */
    int pooledChannels() {
        return second.config().projection();
    }

    EncodedPrompt encode(String prompt, Runnable beforeEachBlock) {
        try (TorchScope scope = torch.newScope()) {
            var calls = script.in(scope, beforeEachBlock);
            var one = first.encode(calls, ids(firstTokenizer, first, prompt));
            var two = second.encode(calls, ids(secondTokenizer, second, prompt));
            return new EncodedPrompt(
                    sideBySide(one.hidden(), two.hidden()), two.pooled().orElseThrow());
        }
    }

    private static List<int[]> ids(
            ClipTokenizer tokenizer, ClipTextEncoder encoder, String prompt) {
        ClipTokenizer.Tokens tokens = tokenizer.encode(prompt, encoder.config().positions());
        if (tokens.truncated()) {
            LOG.info(
                    "The prompt is longer than {} tokens; its end is left out",
                    tokens.ids().length);
        }
        return List.of(tokens.ids());
    }

    private static FloatTensor sideBySide(FloatTensor left, FloatTensor right) {
        int tokens = left.length(1);
        int leftWidth = left.length(2);
        int rightWidth = right.length(2);
        int width = leftWidth + rightWidth;
        float[] joined = new float[tokens * width];
        for (int token = 0; token < tokens; token++) {
            System.arraycopy(left.values(), token * leftWidth, joined, token * width, leftWidth);
            System.arraycopy(
                    right.values(),
                    token * rightWidth,
                    joined,
                    token * width + leftWidth,
                    rightWidth);
        }
        return new FloatTensor(List.of(1L, (long) tokens, (long) width), joined);
    }

    void load(Runnable beforeEachBlock) {
        first.weights().loadAll(beforeEachBlock);
        second.weights().loadAll(beforeEachBlock);
    }

    /** Frees encoders that are big; they load again for the next prompt. */
    void makeRoom() {
        if (first.weights().bytes() + second.weights().bytes() > KEEP_BYTES) {
            first.weights().release();
            second.weights().release();
        }
    }

    @Override
    public void close() {
        first.close();
        second.close();
        script.close();
    }
}
