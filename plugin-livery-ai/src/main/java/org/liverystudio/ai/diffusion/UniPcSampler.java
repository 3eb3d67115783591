package org.liverystudio.ai.diffusion;

import org.liverystudio.ai.tensors.FloatTensor;

/**
 * UniPC of first and second order: each step predicts the next latents, and first corrects the
 * current ones with what the UNet has just said about them. As diffusers' {@code
 * UniPCMultistepScheduler} with {@code bh2} and prediction of the clean latents.
 *
 * @see <a href="https://arxiv.org/abs/2302.04867">arXiv 2302.04867</a>, algorithms 5 and 6 with
 *     B(h) = e^h - 1
 */
final class UniPcSampler extends TableSampler {
    private final int order;
    private Past past;
    private FloatTensor cleanBeforePast;

    /**
     * The step before.
     *
     * @param latents as they were corrected
     * @param clean what was predicted from them
     * @param order of the step that followed
     */
    private record Past(FloatTensor latents, FloatTensor clean, int order) {}

    /** Reads {@code solver_order}, and refuses what is not built. */
    static int readOrder(JsonConfig json) {
        json.only("solver_order", 2, 1);
        json.only("solver_type", "bh2", "midpoint", "heun", "logrho");
        json.only("predict_x0", true);
        json.only("lower_order_final", true);
        json.only("thresholding", false);
        json.only("use_exponential_sigmas", false);
        json.only("use_beta_sigmas", false);
        json.only("use_flow_sigmas", false);
        json.only("use_dynamic_shifting", false);
        json.absent("sigma_min", "sigma_max", "shift_terminal", "solver_p");
        json.empty("disable_corrector");
        return json.count("solver_order", 2);
    }

    /**
     * @param order 1 or 2
     * @param steps 1 to the number of training steps
     */
    UniPcSampler(SchedulerConfig config, int order, int steps) {
        super(config, tableOf(config, steps));
        this.order = order;
    }

    private static SigmaTable tableOf(SchedulerConfig config, int steps) {
        SigmaTable table = SigmaTable.ofMultistep(config, steps);
        return config.karras() && config.endsAtSmallestSigma()
                ? table.endingAt(table.sigma(steps - 1))
                : table;
    }

    @Override
    public FloatTensor next(FloatTensor latents, FloatTensor prediction, int step) {
        FloatTensor clean = clean(latents, prediction, step);
        FloatTensor corrected = past == null ? latents : corrected(clean, step);
        int reachable = past == null ? 1 : order;
        int now = Math.min(reachable, steps() - step);
        cleanBeforePast = past == null ? null : past.clean();
        past = new Past(corrected, clean, now);
        return predicted(step);
    }

    private VarianceLevel level(int step) {
        return VarianceLevel.of(table.sigma(step));
    }

    private FloatTensor predicted(int step) {
        VarianceLevel from = level(step);
        VarianceLevel to = level(step + 1);
        double h = to.lambda() - from.lambda();
        double gain = -Math.expm1(-h);
        FloatTensor straight = straight(from, to, gain);
        if (past.order() == 1) {
            return straight;
        }
        double ratio = (level(step - 1).lambda() - from.lambda()) / h;
        double weight = to.alpha() * gain * 0.5 / ratio;
        return Mix.of(1, straight, weight, cleanBeforePast, -weight, past.clean());
    }

    /** The step of first order from the past latents. */
    private FloatTensor straight(VarianceLevel from, VarianceLevel to, double gain) {
        double kept = to.sigma() / from.sigma();
        return Mix.of(kept, past.latents(), to.alpha() * gain, past.clean());
    }

    /** The step before taken again, now that the UNet has seen where it led. */
    private FloatTensor corrected(FloatTensor clean, int step) {
        VarianceLevel from = level(step - 1);
        VarianceLevel to = level(step);
        double h = to.lambda() - from.lambda();
        double gain = -Math.expm1(-h);
        FloatTensor straight = straight(from, to, gain);
        if (past.order() == 1) {
            double half = to.alpha() * gain * 0.5;
            return Mix.of(1, straight, half, clean, -half, past.clean());
        }
        double ratio = (level(step - 2).lambda() - from.lambda()) / h;
        // Two equations so that the error vanishes up to the second order in h.
        double first = (1 - gain / h) / gain;
        double second = (1 - 2 * (1 - gain / h) / h) / gain;
        double ofPast = (first - second) / (1 - ratio);
        double ofNew = first - ofPast;
        double scale = to.alpha() * gain;
        FloatTensor bent =
                Mix.of(
                        1,
                        straight,
                        scale * ofPast / ratio,
                        cleanBeforePast,
                        -scale * ofPast / ratio,
                        past.clean());
        return Mix.of(1, bent, scale * ofNew, clean, -scale * ofNew, past.clean());
    }
}
