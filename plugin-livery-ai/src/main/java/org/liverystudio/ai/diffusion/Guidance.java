package org.liverystudio.ai.diffusion;

import java.util.HashMap;
import java.util.Map;
import org.liverystudio.ai.diffusion.tiles.Window;
import org.liverystudio.ai.tensors.FloatTensor;

/**
 * Pulls predictions towards the prompt and away from the negative one.
 *
 * @see <a href="https://arxiv.org/abs/2207.12598">classifier-free guidance, arXiv 2207.12598</a>
 */
final class Guidance {
    private final double scale;
    private final int end;
    private final Map<Window, FloatTensor> pulls = new HashMap<>();

    /**
     * @param scale 1 or less to ask the prompt alone
     * @param end step from which the pull of the step before is used again, so that the negative
     *     prompt need not be asked; counts from the first that runs
     */
    Guidance(double scale, int end) {
        this.scale = scale;
        this.end = end;
    }

    /**
     * @param share of the steps in which both prompts are asked; the first is always one of them,
     *     since there is no pull before it
     */
    static Guidance endingAfter(double share, double scale, int stepsToRun) {
        return new Guidance(scale, Math.max(1, (int) Math.ceil(share * stepsToRun)));
    }

    /**
     * Whether both prompts are asked.
     *
     * @param step counts from the first that runs
     */
    boolean asksBoth(int step) {
        return scale > 1 && step < end;
    }

    /** Whether the step is the first in which the prompt is asked alone. */
    boolean endsBefore(int step) {
        return scale > 1 && step == end;
    }

    /**
     * @param prediction of both prompts, the rows of the negative one first, or of the prompt alone
     * @param window that it is of
     */
    FloatTensor guided(FloatTensor prediction, int step, Window window) {
        if (asksBoth(step)) {
            return ofBoth(prediction, step, window);
        }
        return scale > 1 ? withLastPull(prediction, pulls.get(window)) : prediction;
    }

    private FloatTensor ofBoth(FloatTensor both, int step, Window window) {
        int half = both.values().length / 2;
        float pull = (float) scale;
        float[] values = new float[half];
        float[] differences = new float[half];
        for (int i = 0; i < half; i++) {
            float without = both.values()[i];
            differences[i] = both.values()[half + i] - without;
            values[i] = without + pull * differences[i];
        }
        var shape = both.slice(0, both.length(0) / 2).shape();
        if (step + 1 == end) {
            pulls.put(window, new FloatTensor(shape, differences));
        }
        return new FloatTensor(shape, values);
    }

    private FloatTensor withLastPull(FloatTensor with, FloatTensor pull) {
        float more = (float) (scale - 1);
        float[] values = new float[with.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = with.values()[i] + more * pull.values()[i];
        }
        return new FloatTensor(with.shape(), values);
    }
}
