package org.liverystudio.ai.engine;

import java.util.Arrays;
import java.util.Optional;

/** How a picture grows before the next pass. */
public enum Upscaler {
    /** Its pixels, by a Lanczos filter: sharp and true, so that a low strength suffices. */
    PIXELS("pixels", "Pixels (sharp)", 0.4),
    /** Its latents, smoothly (bicubic): soft, so that the pass has to invent more. */
    LATENT("latent", "Latents (inventive)", 0.6),
    /** Its latents, each many times: rougher than {@link #LATENT}. */
    LATENT_NEAREST("latent-nearest", "Latents (rough)", 0.6);

    private final String optionName;
    private final String title;
    private final double usualStrength;

    Upscaler(String optionName, String title, double usualStrength) {
        this.optionName = optionName;
        this.title = title;
        this.usualStrength = usualStrength;
    }

    public static Optional<Upscaler> ofOptionName(String word) {
        return Arrays.stream(values()).filter(kind -> kind.optionName.equals(word)).findFirst();
    }

    /** The word after {@code --upscaler}. */
    public String optionName() {
        return optionName;
    }

    /** What a list of choices shows. */
    public String title() {
        return title;
    }

    /** The least strength of the next pass that leaves no blur. */
    public double usualStrength() {
        return usualStrength;
    }
}
