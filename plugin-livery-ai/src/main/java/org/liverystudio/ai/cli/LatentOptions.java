package org.liverystudio.ai.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.liverystudio.ai.job.LatentFiles;
import org.liverystudio.host.LiveryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of {@code --latents} and {@code --save-latents}.
 *
 * <p>The engine writes long before the picture is saved, so it writes under another name; the file
 * gets its own only once everything went well.
 */
final class LatentOptions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LatentOptions.class);

    private final Optional<Path> initial;
    private final Optional<Path> target;

    private LatentOptions(Optional<Path> initial, Optional<Path> target) {
        this.initial = initial;
        this.target = target;
    }

    /**
     * @throws LiveryException if the one cannot be read or the other not be written
     */
    static LatentOptions check(GenerateOptions options) {
        Optional<Path> initial = Optional.ofNullable(options.latents);
        Optional<Path> target = Optional.ofNullable(options.saveLatents);
        if (initial.isPresent() && !Files.isReadable(initial.get())) {
            throw new LiveryException(
                    "The latents file %s cannot be read.".formatted(initial.get()),
                    "Check its name; nothing was generated.");
        }
        target.ifPresent(OutputFile::checkPlace);
        return new LatentOptions(initial, target);
    }

    LatentFiles files() {
        return new LatentFiles(initial, target.map(LatentOptions::unfinished));
    }

    /** Gives what the engine wrote its final name. */
    Optional<Path> keep() {
        target.ifPresent(LatentOptions::rename);
        return target;
    }

    private static void rename(Path target) {
        try {
            Files.move(unfinished(target), target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new LiveryException(
                    "The latents could not be written to %s (%s).".formatted(target, e),
                    "The picture has been saved.",
                    e);
        }
    }

    private static Path unfinished(Path target) {
        return target.resolveSibling(target.getFileName() + ".part");
    }

    /** Leaves nothing unfinished behind. */
    @Override
    public void close() {
        target.map(LatentOptions::unfinished)
                .ifPresent(
                        file -> {
                            try {
                                Files.deleteIfExists(file);
                            } catch (IOException e) {
                                LOG.warn("{} could not be deleted", file, e);
                            }
                        });
    }
}
