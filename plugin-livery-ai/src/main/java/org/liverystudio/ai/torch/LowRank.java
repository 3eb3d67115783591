package org.liverystudio.ai.torch;

import java.util.Optional;
import org.liverystudio.ai.tensors.TensorEntry;

/**
 * What one LoRA adds to one layer: {@code scale * up(down(x))}, or with {@code scale *
 * up(middle(down(x)))}.
 *
 * @param down {@code [rank, in]}, or for a convolution {@code [rank, in, k, k]}
 * @param middle {@code [rank, middle, k, k]} of a convolution whose {@code down} is {@code [middle,
 *     in, 1, 1]}
 * @param up {@code [out, rank]}, or for a convolution {@code [out, rank, 1, 1]}
 * @param scale any number; 1 leaves it as it was trained
 * @see <a href="https://arxiv.org/abs/2106.09685">LoRA, arXiv 2106.09685</a>
 */
public record LowRank(
        TensorEntry down, Optional<TensorEntry> middle, TensorEntry up, double scale) {}
