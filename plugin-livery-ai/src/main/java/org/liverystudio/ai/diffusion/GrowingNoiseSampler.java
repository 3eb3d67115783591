package org.liverystudio.ai.diffusion;

import org.liverystudio.ai.tensors.FloatTensor;

/**
 * A sampler of Euler's family: noise lies on latents that keep their size, so that their variance
 * grows with it, and the UNet sees them scaled back.
 */
abstract sealed class GrowingNoiseSampler extends TableSampler
        permits EulerSampler, EulerAncestralSampler {
    GrowingNoiseSampler(SchedulerConfig config, SigmaTable table) {
        super(config, table);
    }

    @Override
    public final FloatTensor start(FloatTensor noise) {
        return Mix.of(table.startScale(config.spacing()), noise);
    }

    @Override
    public final FloatTensor noised(FloatTensor clean, FloatTensor noise, int step) {
        return Mix.of(1, clean, table.sigma(step), noise);
    }

    @Override
    public final FloatTensor networkInput(FloatTensor latents, int step) {
        return Mix.of(1 / table.inputScale(step), latents);
    }

    @Override
    public final FloatTensor clean(FloatTensor latents, FloatTensor prediction, int step) {
        return config.prediction().cleanOfGrown(latents, prediction, table.sigma(step));
    }
}
