package org.liverystudio.ai.job.detail;

/**
 * Whether a picture is drawn in two passes. Far above the size that it was trained on, SDXL repeats
 * its motifs; a small picture has the right ones, and a second pass adds what it is too small for.
 */
public sealed interface SecondPass {
    /** Where the size is clearly above the model's own; that size is then the second pass's. */
    record Automatic() implements SecondPass {}

    /** Never. */
    record Off() implements SecondPass {}

    /** Always; the size of the request is the first pass's. */
    record By(LargerPass pass) implements SecondPass {}
}
