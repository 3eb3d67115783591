package org.liverystudio.ai.diffusion;

import org.liverystudio.ai.tensors.FloatTensor;

/**
 * DPM-Solver++ of first and second order, deterministic or as a stochastic equation, as diffusers'
 * {@code DPMSolverMultistepScheduler} with {@code dpmsolver++} and {@code sde-dpmsolver++}.
 *
 * @see <a href="https://arxiv.org/abs/2211.01095">arXiv 2211.01095</a>, algorithm 2 and its
 *     appendix on stochastic samplers
 */
final class DpmSolverSampler extends TableSampler {
    /** Runs of fewer steps end with a step of first order, which is steadier. */
    private static final int FEW_STEPS = 15;

    private final Settings settings;
    private final StepNoise noise;
    private FloatTensor lastClean;

    /**
     * @param order 1 or 2
     * @param heun whether the second order is Heun's, not the midpoint's
     * @param stochastic whether noise is added back
     * @param lowerOrderFinal whether short runs end with a step of first order
     * @param eulerAtFinal whether all runs do
     */
    record Settings(
            int order,
            boolean heun,
            boolean stochastic,
            boolean lowerOrderFinal,
            boolean eulerAtFinal) {
        static Settings read(JsonConfig json, boolean stochastic) {
            json.only("solver_order", 2, 1);
            json.only("solver_type", "midpoint", "heun", "logrho", "bh1", "bh2");
            json.only("algorithm_type", "dpmsolver++", "sde-dpmsolver++");
            json.only("thresholding", false);
            json.only("use_exponential_sigmas", false);
            json.only("use_beta_sigmas", false);
            json.only("use_lu_lambdas", false);
            json.only("use_flow_sigmas", false);
            json.only("use_dynamic_shifting", false);
            json.only("lambda_min_clipped", Double.NEGATIVE_INFINITY);
            json.absent("variance_type");
            return new Settings(
                    json.count("solver_order", 2),
                    json.text("solver_type", "midpoint").equals("heun"),
                    stochastic,
                    json.flag("lower_order_final", true),
                    json.flag("euler_at_final", false));
        }
    }

    /**
     * @param steps 1 to the number of training steps
     */
    DpmSolverSampler(SchedulerConfig config, Settings settings, int steps, StepNoise noise) {
        super(config, SigmaTable.ofMultistep(config, steps));
        this.settings = settings;
        this.noise = noise;
    }

    @Override
    public FloatTensor next(FloatTensor latents, FloatTensor prediction, int step) {
        VarianceLevel from = VarianceLevel.of(table.sigma(step));
        VarianceLevel to = VarianceLevel.of(table.sigma(step + 1));
        FloatTensor clean = clean(latents, prediction, step);
        FloatTensor before = lastClean;
        lastClean = clean;
        double h = to.lambda() - from.lambda();
        double shrink = settings.stochastic() ? Math.exp(-h) : 1;
        double span = settings.stochastic() ? 2 * h : h;
        double gain = -Math.expm1(-span);
        FloatTensor moved =
                Mix.of(to.sigma() / from.sigma() * shrink, latents, to.alpha() * gain, clean);
        if (before != null && settings.order() == 2 && !endsLow(step)) {
            double pastH = from.lambda() - VarianceLevel.of(table.sigma(step - 1)).lambda();
            double curve = settings.heun() ? heun(gain, span) : gain / 2;
            double weight = to.alpha() * curve * h / pastH;
            moved = Mix.of(1, moved, weight, clean, -weight, before);
        }
        return settings.stochastic()
                ? Mix.of(1, moved, to.sigma() * Math.sqrt(gain), noise.next())
                : moved;
    }

    /**
     * Nothing where the last step stays at its noise level, as Karras' levels ending with some do.
     */
    private static double heun(double gain, double span) {
        return span == 0 ? 0 : 1 - gain / span;
    }

    private boolean endsLow(int step) {
        return step == steps() - 1
                && (settings.eulerAtFinal()
                        || settings.lowerOrderFinal() && steps() < FEW_STEPS
                        || !config.endsAtSmallestSigma());
    }
}
