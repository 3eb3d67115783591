package org.liverystudio.ai.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.liverystudio.ai.diffusion.StartPicture;

/**
 * What to make; complete in itself.
 *
 * @param model folder in the diffusers SDXL layout (model_index.json and its parts)
 * @param prompt not blank
 * @param negativePrompt may be empty; then the model's own rule for the unconditioned half holds
 * @param width in pixels, a multiple of 8
 * @param height in pixels, a multiple of 8
 * @param steps 1 or more
 * @param guidanceScale 1 switches guidance off; SDXL's default is 5
 * @param scheduler how steps are taken
 * @param seed picture {@code i} uses {@code seed + i}, whatever the count
 * @param count pictures to make, 1 or more
 * @param controls in any number; their residuals add up
 * @param precision of the UNet and ControlNets
 * @param initialLatents file with tensor {@code latents [count, channels, height/8, width/8]},
 *     fp32, unit variance, instead of noise made from the seed
 * @param initialImage picture to begin with; then {@code initialLatents} are the noise added to it
 * @param finalLatents file to write the last latents to, before the VAE scaling is undone
 */
public record DiffusionRequest(
        Path model,
        String prompt,
        String negativePrompt,
        int width,
        int height,
        int steps,
        double guidanceScale,
        SchedulerKind scheduler,
        long seed,
        int count,
        List<ControlInput> controls,
        Precision precision,
        Optional<InitialImage> initialImage,
        Optional<Path> initialLatents,
        Optional<Path> finalLatents) {
    public DiffusionRequest {
        controls = List.copyOf(controls);
    }

    /** Steps that run: all of them, or with an initial image its share. */
    public int stepsToRun() {
        return initialImage
                .map(initial -> StartPicture.stepsToRun(steps, initial.strength()))
                .orElse(steps);
    }
}
