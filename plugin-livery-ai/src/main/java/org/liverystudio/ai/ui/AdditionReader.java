package org.liverystudio.ai.ui;

import java.nio.file.Path;
import java.util.List;
import org.liverystudio.ai.diffusion.lora.EmbeddingFile;
import org.liverystudio.ai.diffusion.lora.LoraFile;
import org.liverystudio.ai.diffusion.lora.LoraNotes;
import org.liverystudio.ai.tensors.SafeTensorsFile;
import org.liverystudio.ai.ui.AdditionModel.AdditionFacts;
import org.liverystudio.host.LiveryException;

/** Finds out what a file adds to a model, from its head alone. */
final class AdditionReader {
    private AdditionReader() {}

    /** What a file says of itself; a file that cannot be used says why. */
    static AdditionFacts read(Path file) {
        try {
            return isEmbedding(file) ? embedding(file) : lora(file);
        } catch (LiveryException e) {
            String name = file.getFileName().toString();
            return new AdditionFacts(name, false, List.of(), e.oneLine());
        }
    }

    /** Told by the names of its few tensors; a LoRA has hundreds, and other names. */
    private static boolean isEmbedding(Path file) {
        if (!file.toString().endsWith(".safetensors") || !file.toFile().isFile()) {
            return false;
        }
        SafeTensorsFile tensors = SafeTensorsFile.open(file);
        return List.of("clip_l", "clip_g", "text_encoders_0", "text_encoders_1", "emb_params")
                .stream()
                .anyMatch(name -> tensors.find(name).isPresent());
    }

    private static AdditionFacts embedding(Path file) {
        EmbeddingFile.check(file);
        String word = EmbeddingFile.word(file);
        return new AdditionFacts(word, true, List.of(word), "");
    }

    private static AdditionFacts lora(Path file) {
        LoraNotes notes = LoraFile.open(file).notes();
        return new AdditionFacts(notes.title(), false, notes.triggerWords(), "");
    }
}
