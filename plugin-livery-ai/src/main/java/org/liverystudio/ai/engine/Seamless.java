package org.liverystudio.ai.engine;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** In which directions copies of a picture continue each other without a seam. */
public enum Seamless {
    NONE,
    X,
    Y,
    BOTH;

    public static Optional<Seamless> ofOptionName(String word) {
        return Arrays.stream(values()).filter(kind -> kind.optionName().equals(word)).findFirst();
    }

    /** The word after {@code --seamless}. */
    public String optionName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
