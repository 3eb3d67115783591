package org.liverystudio.ai.torch;

/** The formats that networks compute in, with torch's numbers for them. */
public enum NumberFormat {
    FLOAT16(5, 2),
    FLOAT32(6, 4),
    BFLOAT16(15, 2);

    private final int torchNumber;
    private final int bytes;

    NumberFormat(int torchNumber, int bytes) {
        this.torchNumber = torchNumber;
        this.bytes = bytes;
    }

    int torchNumber() {
        return torchNumber;
    }

    /** Bytes of one element. */
    public int bytes() {
        return bytes;
    }
}
