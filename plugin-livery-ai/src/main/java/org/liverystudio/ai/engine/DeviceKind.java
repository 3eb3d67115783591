package org.liverystudio.ai.engine;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What computes. */
public enum DeviceKind {
    /** The fastest that is found. */
    AUTO,
    CPU,
    /** An NVIDIA graphics card. */
    CUDA,
    /** The graphics part of Apple silicon. */
    MPS;

    public static Optional<DeviceKind> ofOptionName(String word) {
        return Arrays.stream(values()).filter(kind -> kind.optionName().equals(word)).findFirst();
    }

    /** The word after {@code --device}. */
    public String optionName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
