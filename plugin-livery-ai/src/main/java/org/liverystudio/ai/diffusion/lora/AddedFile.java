package org.liverystudio.ai.diffusion.lora;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.liverystudio.ai.tensors.SafeTensorsFile;
import org.liverystudio.host.LiveryException;

/** Opens what a painter chose, and tells what it is when it is something else. */
final class AddedFile {
    private AddedFile() {}

    /**
     * @param what "LoRA" or "embedding", for messages
     * @throws LiveryException if it is missing, broken or in a format that is not read
     */
    static SafeTensorsFile open(Path file, String what) {
        if (!Files.isRegularFile(file)) {
            throw new LiveryException(
                    "The %s file %s does not exist.".formatted(what, file),
                    "It may have been moved or renamed: choose it again, or remove it from the list.");
        }
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.matches(".*\\.(pt|pth|bin|ckpt)")) {
            throw new LiveryException(
                    "%s is in PyTorch's own format, which can run programs while it is read."
                            .formatted(file),
                    "Choose the %s as a .safetensors file; most sites offer both.".formatted(what));
        }
        return SafeTensorsFile.open(file);
    }

    /** The file's name without its ending. */
    static String title(Path file) {
        return file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
    }
}
