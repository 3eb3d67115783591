package org.liverystudio.ai.diffusion;

import java.util.List;
import org.liverystudio.ai.tensors.FloatTensor;

/**
 * A linear map from latents to colours: a rough picture, one pixel for each latent, at no cost. Few
 * numbers say most of the colours, since autoencoders of this kind keep them apart from detail.
 */
final class LatentColours {
    private static final int COLOURS = 3;

    /** Those that SDXL's interfaces have in common; first of each row red, then green and blue. */
    private static final double[][] SDXL_FACTORS = {
        {0.3651, 0.4232, 0.4341},
        {-0.2533, -0.0042, 0.1068},
        {0.1076, 0.1111, -0.0362},
        {-0.3165, -0.2492, -0.2188}
    };

    private static final double[] SDXL_BIAS = {0.1084, -0.0175, -0.0011};

    /** SDXL's autoencoder and those made to replace it scale their latents by this. */
    private static final double SDXL_SCALE = 0.13025;

    private final double[][] factors;
    private final double[] bias;

    /**
     * @param factors for each channel of the latents those of red, green and blue
     * @param bias of red, green and blue
     */
    private LatentColours(double[][] factors, double[] bias) {
        this.factors = factors;
        this.bias = bias;
    }

    static LatentColours ofSdxl() {
        return new LatentColours(SDXL_FACTORS, SDXL_BIAS);
    }

    /** Whether an autoencoder has SDXL's latents. */
    static boolean isSdxl(VaeConfig config) {
        return config.latentChannels() == SDXL_FACTORS.length
                && config.scale().factor() == SDXL_SCALE;
    }

    /**
     * The map that errs least on an example, by least squares.
     *
     * @param latents {@code [1, channels, height, width]}
     * @param colours {@code [1, 3, height, width]}, what they should become
     */
    static LatentColours fitted(FloatTensor latents, FloatTensor colours) {
        int channels = latents.length(1);
        int pixels = latents.length(2) * latents.length(3);
        int unknowns = channels + 1;
        double[][] equations = new double[unknowns][unknowns + COLOURS];
        double[] row = new double[unknowns];
        row[channels] = 1;
        for (int pixel = 0; pixel < pixels; pixel++) {
            for (int channel = 0; channel < channels; channel++) {
                row[channel] = latents.values()[channel * pixels + pixel];
            }
            for (int i = 0; i < unknowns; i++) {
                for (int j = 0; j < unknowns; j++) {
                    equations[i][j] += row[i] * row[j];
                }
                for (int colour = 0; colour < COLOURS; colour++) {
                    double wanted = colours.values()[colour * pixels + pixel];
                    equations[i][unknowns + colour] += row[i] * wanted;
                }
            }
        }
        return solved(equations, pixels);
    }

    private static LatentColours solved(double[][] equations, int pixels) {
        int unknowns = equations.length;
        for (int i = 0; i < unknowns; i++) {
            // Keeps channels that say nothing from being solved for.
            equations[i][i] += 1e-6 * pixels;
        }
        for (int pivot = 0; pivot < unknowns; pivot++) {
            for (int other = 0; other < unknowns; other++) {
                double share = equations[other][pivot] / equations[pivot][pivot];
                for (int i = pivot; other != pivot && i < equations[other].length; i++) {
                    equations[other][i] -= share * equations[pivot][i];
                }
            }
        }
        double[][] solution = new double[unknowns][COLOURS];
        for (int i = 0; i < unknowns; i++) {
            for (int colour = 0; colour < COLOURS; colour++) {
                solution[i][colour] = equations[i][unknowns + colour] / equations[i][i];
            }
        }
        double[][] factors = new double[unknowns - 1][];
        System.arraycopy(solution, 0, factors, 0, unknowns - 1);
        return new LatentColours(factors, solution[unknowns - 1]);
    }

    /**
     * @param latents as the UNet knows them {@code [1, channels, height, width]}
     * @return {@code [1, 3, height, width]}, about -1 to 1
     */
    FloatTensor picture(FloatTensor latents) {
        int pixels = latents.length(2) * latents.length(3);
        float[] values = new float[COLOURS * pixels];
        for (int i = 0; i < values.length; i++) {
            double sum = bias[i / pixels];
            for (int channel = 0; channel < factors.length; channel++) {
                sum +=
                        factors[channel][i / pixels]
                                * latents.values()[channel * pixels + i % pixels];
            }
            values[i] = (float) sum;
        }
        return new FloatTensor(
                List.of(1L, (long) COLOURS, latents.shape().get(2), latents.shape().get(3)),
                values);
    }
}
