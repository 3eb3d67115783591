package org.liverystudio.ai.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.liverystudio.ai.diffusion.Shortcuts;
import org.liverystudio.ai.diffusion.StartPicture;

/**
 * What to make; complete in itself. Made by {@link #builder}.
 *
 * @param model folder in the diffusers SDXL layout (model_index.json and its parts)
 * @param networks how its networks are run
 * @param prompt not blank
 * @param negativePrompt may be empty; then the model's own rule for the unconditioned half holds
 * @param width in pixels, a multiple of 8
 * @param height in pixels, a multiple of 8
 * @param sampling how noise becomes pictures
 * @param controls in any number; their residuals add up
 * @param initialImage picture to begin with; then {@code initialLatents} are the noise added to it
 * @param passes what is done beyond one walk over the picture
 * @param shortcuts what is left out for speed
 * @param previews whether the listener wants to see pictures while they are made
 * @param initialLatents file with tensor {@code latents [count, channels, height/8, width/8]},
 *     fp32, unit variance, instead of noise made from the seed
 * @param finalLatents file to write the last latents to, before the VAE scaling is undone
 */
public record DiffusionRequest(
        Path model,
        NetworkSettings networks,
        String prompt,
        String negativePrompt,
        int width,
        int height,
        Sampling sampling,
        List<ControlInput> controls,
        Optional<InitialImage> initialImage,
        Passes passes,
        Shortcuts shortcuts,
        Previews previews,
        Optional<Path> initialLatents,
        Optional<Path> finalLatents) {
    public DiffusionRequest {
        controls = List.copyOf(controls);
    }

    /** A request for one picture of this size, with the model's networks alone. */
    public static DiffusionRequestBuilder builder(
            Path model, String prompt, int width, int height, Sampling sampling) {
        return new DiffusionRequestBuilder(model, prompt, width, height, sampling);
    }

    /** The same request, to change parts of it. */
    public DiffusionRequestBuilder toBuilder() {
        return new DiffusionRequestBuilder(model, prompt, width, height, sampling)
                .networks(networks)
                .negativePrompt(negativePrompt)
                .controls(controls)
                .initialImage(initialImage)
                .passes(passes)
                .shortcuts(shortcuts)
                .previews(previews)
                .initialLatents(initialLatents)
                .finalLatents(finalLatents);
    }

    /** Steps that run: all of them, or with an initial image its share. */
    public int stepsToRun() {
        return initialImage
                .map(initial -> StartPicture.stepsToRun(sampling.steps(), initial.strength()))
                .orElse(sampling.steps());
    }
}
