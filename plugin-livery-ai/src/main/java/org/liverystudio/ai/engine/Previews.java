package org.liverystudio.ai.engine;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether and how a run shows its pictures while they are made.
 *
 * @param wanted whether the listener gets any
 * @param decoder folder of a tiny autoencoder (TAESD) for sharper ones; without it colours alone
 *     are shown
 */
public record Previews(boolean wanted, Optional<Path> decoder) {
    /** No one looks. */
    public static Previews none() {
        return new Previews(false, Optional.empty());
    }

    /** As sharp as the decoder makes them. */
    public static Previews by(Optional<Path> decoder) {
        return new Previews(true, decoder);
    }
}
