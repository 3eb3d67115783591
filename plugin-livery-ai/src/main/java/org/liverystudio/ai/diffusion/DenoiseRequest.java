package org.liverystudio.ai.diffusion;

import java.util.List;
import org.liverystudio.ai.tensors.FloatTensor;

/**
 * One walk from noise to latents.
 *
 * @param noise {@code [count, channels, height/8, width/8]}, unit variance
 * @param prompt what is wanted
 * @param negative what is not; left out if guidance is off
 * @param guidanceScale above 1 to pull away from {@code negative}
 * @param steps 1 or more
 * @param controls in any number; their residuals add up
 */
public record DenoiseRequest(
        FloatTensor noise,
        EncodedPrompt prompt,
        EncodedPrompt negative,
        double guidanceScale,
        int steps,
        List<ControlGuide> controls) {
    boolean guided() {
        return guidanceScale > 1;
    }
}
