package org.liverystudio.ai.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.liverystudio.host.LiveryException;

/** Where the result goes; checked before the work starts, so that no work is lost at its end. */
final class OutputFile {
    private OutputFile() {}

    /**
     * The file asked for, else a new PSD beside the template: {@code car.psd} gives {@code
     * car-livery.psd}, then {@code car-livery-2.psd}. Only a file that was asked for is
     * overwritten.
     */
    static Path choose(Optional<Path> asked, Path template) {
        if (asked.isPresent()) {
            return asked.get();
        }
        String name = template.getFileName() == null ? "" : template.getFileName().toString();
        int dot = name.lastIndexOf('.');
        String stem = (dot > 0 ? name.substring(0, dot) : name) + "-livery";
        Path file = template.resolveSibling(stem + ".psd");
        for (int number = 2; Files.exists(file); number++) {
            file = template.resolveSibling(stem + "-" + number + ".psd");
        }
        return file;
    }

    /**
     * @throws LiveryException if the folder is missing or takes no files, or a folder has that name
     */
    static void checkPlace(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(file)) {
            throw new LiveryException(
                    "%s is a folder, not a file.".formatted(file), "Name a file in it.");
        }
        if (!Files.isDirectory(folder)) {
            throw new LiveryException(
                    "The folder %s does not exist, so %s cannot be written there."
                            .formatted(folder, file.getFileName()),
                    "Make the folder or choose another; nothing was generated.");
        }
        if (!Files.isWritable(folder)) {
            throw new LiveryException(
                    "The folder %s cannot be written to.".formatted(folder),
                    "Choose another folder; nothing was generated.");
        }
    }
}
