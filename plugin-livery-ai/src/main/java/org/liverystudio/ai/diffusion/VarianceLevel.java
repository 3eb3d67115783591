package org.liverystudio.ai.diffusion;

/**
 * A noise level of latents whose variance stays 1: {@code latents = alpha * clean + sigma * noise}.
 *
 * @param alpha share of the clean latents
 * @param sigma share of the noise
 * @param lambda half the logarithm of signal to noise, the time of DPM-Solver; infinite without
 *     noise
 */
record VarianceLevel(double alpha, double sigma, double lambda) {
    /**
     * @param grown standard deviation of the noise where the clean latents keep their size
     */
    static VarianceLevel of(double grown) {
        double alpha = 1 / Math.sqrt(grown * grown + 1);
        return new VarianceLevel(alpha, grown * alpha, -Math.log(grown));
    }
}
