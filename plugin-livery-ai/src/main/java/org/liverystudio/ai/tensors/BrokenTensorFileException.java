package org.liverystudio.ai.tensors;

import java.nio.file.Path;
import org.liverystudio.host.LiveryException;

/** A safetensors file breaks a rule of its format: most often cut short while downloading. */
public final class BrokenTensorFileException extends LiveryException {
    private static final long serialVersionUID = 1L;

    BrokenTensorFileException(Path file, String reason) {
        this(file, reason, null);
    }

    BrokenTensorFileException(Path file, String reason, Throwable cause) {
        super(
                "%s is not a whole safetensors file: %s.".formatted(file, reason),
                "Download or copy the file again; nothing was changed.",
                cause);
    }
}
