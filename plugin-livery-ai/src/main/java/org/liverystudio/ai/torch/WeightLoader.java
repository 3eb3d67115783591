package org.liverystudio.ai.torch;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.liverystudio.ai.tensors.DType;
import org.liverystudio.ai.tensors.TensorEntry;
import org.liverystudio.host.LiveryException;

/**
 * Brings weights from files into memory, block by block. Weights that are stored in the format that
 * the network computes in stay in the file and are mapped; others are converted once.
 */
public final class WeightLoader {
    private static final int UINT8 = 0;
    private static final int FLOAT64 = 7;

    private final Torch torch;
    private final NumberFormat format;

    /**
     * @param format what the network computes in
     */
    public WeightLoader(Torch torch, NumberFormat format) {
        this.torch = torch;
        this.format = format;
    }

    /** What the network computes in. */
    public NumberFormat format() {
        return format;
    }

    /** Has the system read the block's part of the files, so that loading it does not wait. */
    public void readAhead(Map<String, TensorEntry> entries) {
        entries.values()
                .forEach(
                        entry ->
                                FileReadAhead.request(
                                        entry.file(), entry.offset(), entry.byteCount()));
    }

    /**
     * Loads one block.
     *
     * @param entries by the names that the scripts use; their files have been checked and must not
     *     shrink while the block lives, since a mapped page that is gone ends the process
     */
    public WeightBlock load(Map<String, TensorEntry> entries) {
        // One mapping a file and block: it goes away with the block's last view, or at once if all
        // weights were converted.
        try (TorchScope scope = torch.newScope()) {
            Map<Mapping, Tensor> maps = new HashMap<>();
            Map<String, PtNDArray> weights = new LinkedHashMap<>();
            entries.forEach(
                    (name, entry) -> weights.put(name, converted(scope, maps, entry).array()));
            // The dictionary holds its own references; the scope's are dropped.
            return new WeightBlock(IValue.stringMapFrom(weights));
        }
    }

    private Tensor converted(TorchScope scope, Map<Mapping, Tensor> maps, TensorEntry entry) {
        int stored = torchNumber(entry);
        Tensor tensor = view(scope, maps, entry, stored);
        if (stored == format.torchNumber()) {
            return tensor;
        }
        boolean between16Bits = entry.dtype().bits() == 16 && format.bytes() == 2;
        String cast = between16Bits ? "cast_by_float" : "cast";
        return torch.memory().in(scope).call(cast, tensor, format.torchNumber());
    }

    private Tensor view(
            TorchScope scope, Map<Mapping, Tensor> maps, TensorEntry entry, int stored) {
        long[] shape = entry.shape().stream().mapToLong(Long::longValue).toArray();
        int bytes = entry.dtype().bits() / 8;
        ScriptCalls memory = torch.memory().in(scope);
        long end = entry.offset() + entry.byteCount();
        if (entry.offset() % bytes == 0) {
            Tensor flat = map(memory, maps, entry.file(), stored, end / bytes);
            return memory.call("part", flat, entry.offset() / bytes, entry.elementCount(), shape);
        }
        Tensor flat = map(memory, maps, entry.file(), UINT8, end);
        return memory.call("unaligned", flat, entry.offset(), entry.byteCount(), stored, shape);
    }

    private static Tensor map(
            ScriptCalls memory, Map<Mapping, Tensor> maps, Path file, int dtype, long elements) {
        Mapping key = new Mapping(file, dtype);
        Tensor known = maps.get(key);
        if (known == null || known.shape().getFirst() < elements) {
            known = memory.call("map", file.toString(), elements, dtype);
            maps.put(key, known);
        }
        return known;
    }

    private static int torchNumber(TensorEntry entry) {
        return switch (entry.dtype()) {
            case F16 -> NumberFormat.FLOAT16.torchNumber();
            case F32 -> NumberFormat.FLOAT32.torchNumber();
            case BF16 -> NumberFormat.BFLOAT16.torchNumber();
            case F64 -> FLOAT64;
            case BOOL,
                    F4,
                    F6_E2M3,
                    F6_E3M2,
                    U8,
                    I8,
                    F8_E5M2,
                    F8_E4M3,
                    F8_E8M0,
                    I16,
                    U16,
                    I32,
                    U32,
                    C64,
                    I64,
                    U64 ->
                    throw unsupported(entry.dtype(), entry);
        };
    }

    private static LiveryException unsupported(DType dtype, TensorEntry entry) {
        return new LiveryException(
                "The weights \"%s\" of %s are stored as %s, which is not supported."
                        .formatted(entry.name(), entry.file(), dtype),
                "Choose a model with F32, F16 or BF16 weights.");
    }

    private record Mapping(Path file, int dtype) {}
}
