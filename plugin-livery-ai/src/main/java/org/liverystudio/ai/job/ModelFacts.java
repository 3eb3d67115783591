package org.liverystudio.ai.job;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.liverystudio.ai.livery.ControlKind;

/**
 * What must be known of a model to plan with it.
 *
 * @param name what the painter chose: a catalogue name or a path
 * @param title shown in the panel
 * @param folder diffusers' SDXL layout
 * @param nativeEdge edge in pixels of the square pictures that it was trained on
 * @param usualEdge edge of a square with as many pixels as a picture of the default size
 * @param usualSteps default number of steps
 * @param usualGuidance default guidance
 * @param controlNet the network that reads control pictures, if there is one
 * @param previewDecoder folder of a tiny autoencoder for its latents, if there is one
 */
public record ModelFacts(
        String name,
        String title,
        Path folder,
        int nativeEdge,
        int usualEdge,
        int usualSteps,
        double usualGuidance,
        Optional<ControlNet> controlNet,
        Optional<Path> previewDecoder) {
    /**
     * A ControlNet.
     *
     * @param folder holds config.json and the weights
     * @param kinds what it was trained to read
     */
    public record ControlNet(Path folder, Set<ControlKind> kinds) {
        public ControlNet {
            kinds = Set.copyOf(kinds);
        }
    }

    ModelFacts withFolder(Path other) {
        return new ModelFacts(
                name,
                title,
                other,
                nativeEdge,
                usualEdge,
                usualSteps,
                usualGuidance,
                controlNet,
                previewDecoder);
    }

    ModelFacts withControlNet(ControlNet other) {
        return new ModelFacts(
                name,
                title,
                folder,
                nativeEdge,
                usualEdge,
                usualSteps,
                usualGuidance,
                Optional.of(other),
                previewDecoder);
    }
}
