package org.liverystudio.ai.engine;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.liverystudio.ai.diffusion.StartPicture;

/**
 * Makes the pictures of the pass before larger and walks over them again, to draw what they are now
 * large enough to show.
 *
 * @param width in pixels, a multiple of 8
 * @param height in pixels, a multiple of 8
 * @param upscaler how they become larger
 * @param strength share of the steps that run, above 0 to 1
 * @param steps of a whole walk
 * @param tile edge in pixels of the windows that the networks are shown one by one, a multiple of
 *     8; if empty they see all at once, which takes memory for it
 * @param controlImages of the controls of the request in this size, in their order
 * @param kept what stays where a mask says so; all may change if empty
 */
public record LaterPass(
        int width,
        int height,
        Upscaler upscaler,
        double strength,
        int steps,
        OptionalInt tile,
        List<RgbImage> controlImages,
        Optional<KeptPicture> kept) {
    public LaterPass {
        controlImages = List.copyOf(controlImages);
    }

    /** Steps that run. */
    public int stepsToRun() {
        return StartPicture.stepsToRun(steps, strength);
    }
}
