package org.liverystudio.ai.diffusion;

import java.util.OptionalDouble;
import org.liverystudio.ai.tensors.FloatTensor;

/**
 * What DDIM and LCM hold of clean latents.
 *
 * @param clip range that they are held in, from its negative to itself
 * @param pure whether the walk ends without noise, not at the first step of the training
 */
record CleanEnd(OptionalDouble clip, boolean pure) {
    /**
     * @param clipsUsually whether clean latents are clipped where the file is silent
     */
    static CleanEnd read(JsonConfig json, boolean clipsUsually) {
        json.only("thresholding", false);
        double range = json.number("clip_sample_range", 1);
        return new CleanEnd(
                json.flag("clip_sample", clipsUsually)
                        ? OptionalDouble.of(range)
                        : OptionalDouble.empty(),
                json.flag("set_alpha_to_one", true));
    }

    /**
     * Share of the clean picture in the variance.
     *
     * @param step of the training; below 0 is the end of the walk
     */
    double signalAt(NoiseSchedule schedule, int step) {
        if (step >= 0) {
            return schedule.signalAt(step);
        }
        return pure ? 1 : schedule.signalAt(0);
    }

    FloatTensor clipped(FloatTensor clean) {
        if (clip.isEmpty()) {
            return clean;
        }
        float range = (float) clip.getAsDouble();
        float[] values = new float[clean.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.clamp(clean.values()[i], -range, range);
        }
        return new FloatTensor(clean.shape(), values);
    }
}
