package org.liverystudio.ai.job;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Tensor files for comparing with other programs.
 *
 * @param initial noise to begin with instead of noise from the seed
 * @param last where to write the final latents
 */
public record LatentFiles(Optional<Path> initial, Optional<Path> last) {
    public static final LatentFiles NONE = new LatentFiles(Optional.empty(), Optional.empty());
}
