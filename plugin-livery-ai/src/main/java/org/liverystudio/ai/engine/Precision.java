package org.liverystudio.ai.engine;

/** The number format of the denoising network. */
public enum Precision {
    /** The fastest that is exact enough on the device. */
    AUTO,
    FP32,
    BF16,
    FP16
}
