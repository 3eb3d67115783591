package org.liverystudio.ai.tensors.quantized;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Takes the parts of a coded weight, each from its first byte to its last. */
@FunctionalInterface
public interface PartSink {
    /**
     * @param part number of the part, in the order of {@link Coding#parts}
     * @param rows the next bytes of this part; not to be kept
     */
    void put(int part, ByteBuffer rows) throws IOException;
}
