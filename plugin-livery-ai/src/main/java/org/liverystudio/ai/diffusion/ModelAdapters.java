package org.liverystudio.ai.diffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liverystudio.ai.diffusion.lora.AdaptedNetwork;
import org.liverystudio.ai.diffusion.lora.ChosenAdditions;
import org.liverystudio.ai.diffusion.lora.EmbeddingFile;
import org.liverystudio.ai.diffusion.lora.LayerNames;
import org.liverystudio.ai.diffusion.lora.LoraFile;
import org.liverystudio.ai.diffusion.lora.ModelAdditions;
import org.liverystudio.ai.torch.Adapters;
import org.liverystudio.ai.torch.BlockAdditions;
import org.liverystudio.ai.torch.NumberFormat;
import org.liverystudio.ai.torch.Torch;

/** Adds LoRAs and learned words to a model's UNet and text encoders. */
final class ModelAdapters {
    private final Torch torch;
    private final NumberFormat format;
    private final UnetConfig unetConfig;
    private final NetworkWeights unet;
    private final PromptEncoder prompts;
    private String inUse = ChosenAdditions.none().fingerprint();

    /**
     * @param format what all three networks compute in
     */
    ModelAdapters(
            Torch torch,
            NumberFormat format,
            UnetConfig unetConfig,
            NetworkWeights unet,
            PromptEncoder prompts) {
        this.torch = torch;
        this.format = format;
        this.unetConfig = unetConfig;
        this.unet = unet;
        this.prompts = prompts;
    }

    /**
     * Adds these from now on instead of what was added before.
     *
     * @throws org.liverystudio.host.LiveryException if a file is missing, broken or made for
     *     another model; then all stays as it was
     */
    void use(ChosenAdditions chosen) {
        String wanted = chosen.fingerprint();
        if (wanted.equals(inUse)) {
            return;
        }
        ModelAdditions additions = new ModelAdditions();
        List<EmbeddingFile> words = words(chosen);
        words.forEach(additions::add);
        if (!chosen.loras().isEmpty()) {
            LayerNames names = layerNames();
            chosen.loras()
                    .forEach(
                            lora ->
                                    additions.add(
                                            LoraFile.open(lora.file()), lora.weight(), names));
        }
        unet.adapt(adapters(additions, AdaptedNetwork.UNET));
        prompts.adapt(
                adapters(additions, AdaptedNetwork.TEXT_ENCODER),
                adapters(additions, AdaptedNetwork.TEXT_ENCODER_2),
                words);
        inUse = wanted;
    }

    private List<EmbeddingFile> words(ChosenAdditions chosen) {
        List<EmbeddingFile> words = new ArrayList<>();
        ClipConfig first = prompts.firstConfig();
        ClipConfig second = prompts.secondConfig();
        chosen.embeddings()
                .forEach(
                        file ->
                                words.add(
                                        EmbeddingFile.open(
                                                file, first.channels(), second.channels())));
        LearnedWords.requireDistinct(words);
        return words;
    }

    private LayerNames layerNames() {
        return new LayerNames(
                Map.of(
                        AdaptedNetwork.UNET,
                        UnetLayout.of(unetConfig).blocks(),
                        AdaptedNetwork.TEXT_ENCODER,
                        ClipLayout.of(prompts.firstConfig()).blocks(),
                        AdaptedNetwork.TEXT_ENCODER_2,
                        ClipLayout.of(prompts.secondConfig()).blocks()));
    }

    private Optional<Adapters> adapters(ModelAdditions additions, AdaptedNetwork network) {
        Map<String, BlockAdditions> blocks = additions.of(network);
        return blocks.isEmpty()
                ? Optional.empty()
                : Optional.of(new Adapters(torch, format, blocks));
    }
}
