package org.liverystudio.ai.diffusion;

import org.liverystudio.ai.tensors.FloatTensor;

/** A sampler whose steps are those of a table of noise levels. */
abstract sealed class TableSampler implements Sampler
        permits GrowingNoiseSampler, DpmSolverSampler, UniPcSampler {
    final SchedulerConfig config;
    final SigmaTable table;

    TableSampler(SchedulerConfig config, SigmaTable table) {
        this.config = config;
        this.table = table;
    }

    @Override
    public final int steps() {
        return table.steps();
    }

    @Override
    public final float timestep(int step) {
        return table.timestep(step);
    }

    @Override
    public final double sigma(int step) {
        return table.sigma(step);
    }

    /** Of latents whose variance stays 1, however much of it is noise. */
    @Override
    public FloatTensor clean(FloatTensor latents, FloatTensor prediction, int step) {
        VarianceLevel level = VarianceLevel.of(table.sigma(step));
        return config.prediction().clean(latents, prediction, level.alpha(), level.sigma());
    }
}
