package org.liverystudio.ai.diffusion;

import java.util.List;
import java.util.Optional;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.torch.NoiseStream;

/**
 * One walk from noise to latents.
 *
 * @param noise {@code [count, channels, height/8, width/8]}, unit variance
 * @param stepNoise one for each picture, for methods that add noise back; whoever made them closes
 *     them
 * @param prompts what is wanted, and what is not; the latter is left out if guidance is off
 * @param guidanceScale above 1 to pull away from the negative prompt
 * @param method how noise is removed
 * @param steps 1 or more
 * @param controls in any number; their residuals add up
 * @param start a picture to begin with instead of pure noise
 * @param view how the networks look at the latents
 * @param shortcuts what is left out for speed
 */
public record DenoiseRequest(
        FloatTensor noise,
        List<NoiseStream> stepNoise,
        PromptPair prompts,
        double guidanceScale,
        SamplingMethod method,
        int steps,
        List<ControlGuide> controls,
        Optional<StartPicture> start,
        LatentView view,
        Shortcuts shortcuts) {
    public DenoiseRequest {
        if (stepNoise.size() != noise.length(0)) {
            throw new IllegalArgumentException(
                    "%d sources of noise for %d pictures"
                            .formatted(stepNoise.size(), noise.length(0)));
        }
    }

    /** Fresh noise of the shape of the latents. */
    FloatTensor freshNoise() {
        long[] one = noise.shape().stream().mapToLong(Long::longValue).toArray();
        one[0] = 1;
        return FloatTensor.stack(stepNoise.stream().map(source -> source.next(one)).toList());
    }

    /** Of {@link #steps}, those that are left out because the picture is there already. */
    int stepsSkipped() {
        return start.map(picture -> steps - StartPicture.stepsToRun(steps, picture.strength()))
                .orElse(0);
    }

    boolean guided() {
        return guidanceScale > 1;
    }
}
