package org.liverystudio.ai.engine;

/** The number format of UNet, ControlNets and text encoders. */
public enum Precision {
    /** The fastest that is exact enough on the device. */
    AUTO,
    FP32,
    BF16,
    FP16,
    /** Computed in 16 bits with weights of 8: half the memory. */
    INT8,
    /** Computed in 16 bits with weights of 4 and 8: a third of the memory, and less exact. */
    INT4
}
