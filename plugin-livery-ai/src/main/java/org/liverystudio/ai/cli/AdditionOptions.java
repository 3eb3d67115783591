package org.liverystudio.ai.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.liverystudio.ai.diffusion.lora.EmbeddingFile;
import org.liverystudio.ai.diffusion.lora.LoraFile;
import org.liverystudio.ai.engine.LoraChoice;
import org.liverystudio.ai.engine.NetworkSettings;
import org.liverystudio.ai.job.FastSetting;
import picocli.CommandLine.Option;

/** What is added to the model. */
final class AdditionOptions {
    @Option(
            names = "--lora",
            paramLabel = "FILE[:WEIGHT]",
            converter = Converters.OfLora.class,
            description =
                    "Add a LoRA (.safetensors, for SDXL), at this weight (default: 1); may be given"
                            + " several times.")
    List<LoraChoice> loras = new ArrayList<>();

    @Option(
            names = "--embedding",
            paramLabel = "FILE",
            converter = Converters.OfFile.class,
            description =
                    "Add a learned word (textual inversion, .safetensors, for SDXL); the file's"
                            + " name in the prompt calls it up. May be given several times.")
    List<Path> embeddings = new ArrayList<>();

    @Option(
            names = "--fast",
            paramLabel = "FILE",
            converter = Converters.OfFile.class,
            description =
                    "Few steps, approximate: add this Lightning, LCM, Hyper-SD, DMD2 or Turbo LoRA"
                            + " and take the sampler, steps and guidance that it was made for,"
                            + " unless they are given.")
    Path fast;

    /**
     * @throws org.liverystudio.host.LiveryException if the LoRA's name does not tell
     */
    Optional<FastSetting> fastSetting() {
        return Optional.ofNullable(fast).map(FastSetting::of);
    }

    NetworkSettings apply(NetworkSettings networks) {
        List<LoraChoice> all = new ArrayList<>();
        Optional.ofNullable(fast).ifPresent(file -> all.add(new LoraChoice(file, 1)));
        all.addAll(loras);
        return networks.withLoras(all).withEmbeddings(embeddings);
    }

    /**
     * Reads what the files say of themselves, so that a wrong one is told before the long work.
     *
     * @throws org.liverystudio.host.LiveryException if one is missing, broken or of another kind
     */
    void checkFiles() {
        Optional.ofNullable(fast).ifPresent(LoraFile::open);
        loras.forEach(lora -> LoraFile.open(lora.file()));
        embeddings.forEach(EmbeddingFile::check);
    }

    /** Learned words that no prompt names, and so change nothing. */
    List<String> unusedWords(String prompt, String negative) {
        String text = (prompt + "\n" + negative).toLowerCase(Locale.ROOT);
        return embeddings.stream()
                .map(EmbeddingFile::word)
                .filter(word -> !text.contains(word.toLowerCase(Locale.ROOT)))
                .toList();
    }
}
