package org.liverystudio.ai.engine;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.liverystudio.ai.torch.EdgeWrap;

/** In which directions copies of a picture continue each other without a seam. */
public enum Seamless {
    NONE,
    X,
    Y,
    BOTH;

    /** Which edges of feature maps continue on the opposite side. */
    public EdgeWrap wrap() {
        return new EdgeWrap(this == X || this == BOTH, this == Y || this == BOTH);
    }

    public static Optional<Seamless> ofOptionName(String word) {
        return Arrays.stream(values()).filter(kind -> kind.optionName().equals(word)).findFirst();
    }

    /** What a list of choices shows. */
    public String title() {
        return switch (this) {
            case NONE -> "Off";
            case X -> "Left and right";
            case Y -> "Top and bottom";
            case BOTH -> "All edges";
        };
    }

    /** The word after {@code --seamless}. */
    public String optionName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
