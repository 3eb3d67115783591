package org.liverystudio.ai.tensors;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** Where each tensor of a safetensors file that is to be written will lie. */
public final class SafeTensorsLayout {
    private static final int LENGTH_BYTES = 8;
    private static final int ALIGNMENT = 8;
    private static final JsonMapper JSON = new JsonMapper();

    private final byte[] head;
    private final Map<String, Long> offsets = new LinkedHashMap<>();
    private final long fileBytes;

    private SafeTensorsLayout(byte[] json, Map<String, Long> dataOffsets, long dataBytes) {
        // Blanks after the JSON keep the data aligned for readers that map the file.
        int padded = (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        head =
                ByteBuffer.allocate(LENGTH_BYTES + padded)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(padded)
                        .put(json)
                        .put(" ".repeat(padded - json.length).getBytes(StandardCharsets.US_ASCII))
                        .array();
        dataOffsets.forEach((name, offset) -> offsets.put(name, head.length + offset));
        fileBytes = head.length + dataBytes;
    }

    /**
     * A tensor to write.
     *
     * @param shape lengths of the axes, outermost first
     */
    public record Slot(String name, DType dtype, List<Long> shape) {
        public Slot {
            shape = List.copyOf(shape);
        }

        public long byteCount() {
            return shape.stream().reduce(dtype.bits() / 8L, Math::multiplyExact);
        }
    }

    /**
     * @param slots in the order of their bytes; names differ
     * @param metadata free text
     */
    public static SafeTensorsLayout of(List<Slot> slots, Map<String, String> metadata) {
        Map<String, Object> header = new LinkedHashMap<>();
        if (!metadata.isEmpty()) {
            header.put("__metadata__", new TreeMap<>(metadata));
        }
        Map<String, Long> offsets = new LinkedHashMap<>();
        long offset = 0;
        for (Slot slot : slots) {
            long end = offset + slot.byteCount();
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("dtype", slot.dtype().name());
            entry.put("shape", slot.shape());
            entry.put("data_offsets", new long[] {offset, end});
            header.put(slot.name(), entry);
            offsets.put(slot.name(), offset);
            offset = end;
        }
        return new SafeTensorsLayout(JSON.writeValueAsBytes(header), offsets, offset);
    }

    /** The file up to the first tensor. */
    public byte[] head() {
        return head.clone();
    }

    /** First byte of a tensor, from the start of the file. */
    public long offset(String name) {
        return offsets.get(name);
    }

    /** Size of the whole file. */
    public long fileBytes() {
        return fileBytes;
    }
}
