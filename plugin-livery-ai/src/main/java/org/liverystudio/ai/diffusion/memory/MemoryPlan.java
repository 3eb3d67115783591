package org.liverystudio.ai.diffusion.memory;

import java.util.List;
import java.util.OptionalInt;

/**
 * How a run keeps within its limit.
 *
 * @param textLimits what may stay of each text encoder
 * @param textEncodersStay whether they stay while noise is removed
 * @param denoisersStayForText whether networks of the run before stay while text is encoded
 * @param batch pictures denoised together
 * @param guidanceTogether whether a picture's two rows, with and without the prompt, run together
 * @param denoiserLimits what may stay of the UNet and of each ControlNet while noise is removed
 * @param denoisersStay whether they stay while pictures are decoded
 * @param autoencoderLimit what may stay of the autoencoder while it works
 * @param autoencoderStays whether it stays while noise is removed
 * @param tile edge of the tiles that pictures are decoded in, in latents; empty to decode whole
 * @param streams whether weights come and go while noise is removed
 * @param predictedPeak the most that the process is expected to hold, in bytes
 */
public record MemoryPlan(
        List<Long> textLimits,
        boolean textEncodersStay,
        boolean denoisersStayForText,
        int batch,
        boolean guidanceTogether,
        List<Long> denoiserLimits,
        boolean denoisersStay,
        long autoencoderLimit,
        boolean autoencoderStays,
        OptionalInt tile,
        boolean streams,
        long predictedPeak) {
    public MemoryPlan {
        textLimits = List.copyOf(textLimits);
        denoiserLimits = List.copyOf(denoiserLimits);
    }

    /** Everything stays. */
    public static MemoryPlan unbounded() {
        return new MemoryPlan(
                List.of(),
                true,
                true,
                1,
                true,
                List.of(),
                true,
                Long.MAX_VALUE,
                true,
                OptionalInt.empty(),
                false,
                0);
    }
}
