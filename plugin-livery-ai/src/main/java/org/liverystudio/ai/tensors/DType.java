package org.liverystudio.ai.tensors;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The number formats of safetensors, by the names that its headers use. */
public enum DType {
    BOOL(8),
    F4(4),
    F6_E2M3(6),
    F6_E3M2(6),
    U8(8),
    I8(8),
    F8_E5M2(8),
    F8_E4M3(8),
    F8_E8M0(8),
    I16(16),
    U16(16),
    F16(16),
    BF16(16),
    I32(32),
    U32(32),
    F32(32),
    C64(64),
    F64(64),
    I64(64),
    U64(64);

    private static final Map<String, DType> BY_NAME = new HashMap<>();

    static {
        for (DType type : values()) {
            BY_NAME.put(type.name(), type);
        }
    }

    private final int bits;

    DType(int bits) {
        this.bits = bits;
    }

    /** Width of one element; not always whole bytes. */
    public int bits() {
        return bits;
    }

    /** Whether it holds fractions in one of the formats that weights are published in. */
    public boolean isFloatingPoint() {
        return this == F16 || this == BF16 || this == F32 || this == F64;
    }

    static Optional<DType> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}
