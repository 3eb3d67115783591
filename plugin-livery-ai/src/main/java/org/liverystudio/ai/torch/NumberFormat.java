package org.liverystudio.ai.torch;

import org.liverystudio.ai.tensors.DType;

/** The formats that networks compute in, with torch's numbers for them. */
public enum NumberFormat {
    FLOAT16(5, 2, DType.F16),
    FLOAT32(6, 4, DType.F32),
    BFLOAT16(15, 2, DType.BF16);

    private final int torchNumber;
    private final int bytes;
    private final DType stored;

    NumberFormat(int torchNumber, int bytes, DType stored) {
        this.torchNumber = torchNumber;
        this.bytes = bytes;
        this.stored = stored;
    }

    int torchNumber() {
        return torchNumber;
    }

    /** Whether weights of a file with that type are used as they lie there. */
    public boolean isStoredAs(DType dtype) {
        return dtype == stored;
    }

    /** Bytes of one element. */
    public int bytes() {
        return bytes;
    }
}
