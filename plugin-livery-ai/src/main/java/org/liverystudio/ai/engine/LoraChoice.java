package org.liverystudio.ai.engine;

import java.nio.file.Path;

/**
 * A LoRA and how much of it.
 *
 * @param file in safetensors
 * @param weight 1 is as trained; negative turns it around
 * @see <a href="https://arxiv.org/abs/2106.09685">LoRA, arXiv 2106.09685</a>
 */
public record LoraChoice(Path file, double weight) {
    /** Far beyond what any picture survives; guards against a slip of the keyboard. */
    public static final int MAX_WEIGHT = 10;
}
