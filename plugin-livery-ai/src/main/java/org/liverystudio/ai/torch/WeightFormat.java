package org.liverystudio.ai.torch;

import java.util.Optional;
import org.liverystudio.ai.tensors.quantized.QuantizationScheme;

/**
 * The numbers of a network.
 *
 * @param arithmetic what it computes in
 * @param scheme by which weights are to be coded as they are loaded, unless their files hold coded
 *     ones already; empty if they are to be taken as they are
 */
public record WeightFormat(NumberFormat arithmetic, Optional<QuantizationScheme> scheme) {
    /** Weights as their files hold them. */
    public static WeightFormat of(NumberFormat arithmetic) {
        return new WeightFormat(arithmetic, Optional.empty());
    }
}
