package org.liverystudio.ai.torch;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.liverystudio.ai.tensors.DType;
import org.liverystudio.ai.tensors.TensorEntry;
import org.liverystudio.ai.tensors.quantized.Coding;
import org.liverystudio.ai.tensors.quantized.QuantizationScheme;
import org.liverystudio.host.LiveryException;

/**
 * Brings weights from files into memory, block by block. Weights that are stored in the format that
 * the network computes in stay in the file and are mapped; others are converted once.
 */
public final class WeightLoader {
    private static final int UINT8 = 0;
    private static final int INT8 = 1;
    private static final int FLOAT64 = 7;

    private final Torch torch;
    private final NumberFormat format;
    private final Optional<QuantizationScheme> scheme;

    /**
     * @param format what the network computes in
     */
    public WeightLoader(Torch torch, NumberFormat format) {
        this(torch, WeightFormat.of(format));
    }

    public WeightLoader(Torch torch, WeightFormat format) {
        this.torch = torch;
        this.format = format.arithmetic();
        this.scheme = format.scheme();
    }

    /** How weights that are not coded yet are to be coded, if at all. */
    public Optional<QuantizationScheme> scheme() {
        return scheme;
    }

    /** What the network computes in. */
    public NumberFormat format() {
        return format;
    }

    /** Has the system read the block's part of the files, so that loading it does not wait. */
    public void readAhead(BlockFiles block) {
        block.entries()
                .values()
                .forEach(
                        entry ->
                                FileReadAhead.request(
                                        entry.file(), entry.offset(), entry.byteCount()));
    }

    /**
     * Loads one block.
     *
     * @param block its files have been checked and must not shrink while the block lives, since a
     *     mapped page that is gone ends the process
     */
    public WeightBlock load(BlockFiles block) {
        // One mapping a file and block: it goes away with the block's last view, or at once if all
        // weights were converted.
        try (TorchScope scope = torch.newScope()) {
            Map<Mapping, Tensor> maps = new HashMap<>();
            Map<String, PtNDArray> weights = new LinkedHashMap<>();
            for (var weight : block.entries().entrySet()) {
                Optional<Coding> coding = block.coding(weight.getKey());
                if (coding.isPresent()) {
                    new CodedWeight(torch, scope, format)
                            .load(weight.getKey(), weight.getValue(), coding.get())
                            .forEach(
                                    (part, tensor) ->
                                            weights.put(part, placed(scope, tensor).array()));
                } else {
                    Tensor tensor = converted(scope, maps, weight.getValue());
                    weights.put(weight.getKey(), tensor.array());
                }
            }
            // The dictionary holds its own references; the scope's are dropped.
            return new WeightBlock(IValue.stringMapFrom(weights));
        }
    }

    /** Codes are made in the processor's memory, whatever computes. */
    private Tensor placed(TorchScope scope, Tensor tensor) {
        return torch.isOnProcessor()
                ? tensor
                : torch.memory().in(scope).call("place", tensor, torch.device());
    }

    /** One weight alone; belongs to the scope. */
    Tensor load(TorchScope scope, TensorEntry entry) {
        return converted(scope, new HashMap<>(), entry);
    }

    private Tensor converted(TorchScope scope, Map<Mapping, Tensor> maps, TensorEntry entry) {
        int stored = torchNumber(entry);
        Tensor tensor = view(scope, maps, entry, stored);
        ScriptCalls memory = torch.memory().in(scope);
        boolean code = isCode(entry);
        if (!torch.isOnProcessor()) {
            // Moved as it is stored, then converted there: a graphics card does it at once.
            int wanted = code ? stored : format.torchNumber();
            return memory.call("move", tensor, wanted, torch.device());
        }
        if (stored == format.torchNumber() || code) {
            return tensor;
        }
        boolean between16Bits = entry.dtype().bits() == 16 && format.bytes() == 2;
        return memory.call(between16Bits ? "cast_by_float" : "cast", tensor, format.torchNumber());
    }

    /** Codes stay as they are stored; their scripts know what they mean. */
    private static boolean isCode(TensorEntry entry) {
        return entry.dtype() == DType.I8 || entry.dtype() == DType.U8;
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
        return torchNumber(entry.dtype()).orElseThrow(() -> unsupported(entry));
    }

    /** PyTorch's number for a format, if weights or their codes are ever stored in it. */
    static OptionalInt torchNumber(DType dtype) {
        return switch (dtype) {
            case F16 -> OptionalInt.of(NumberFormat.FLOAT16.torchNumber());
            case F32 -> OptionalInt.of(NumberFormat.FLOAT32.torchNumber());
            case BF16 -> OptionalInt.of(NumberFormat.BFLOAT16.torchNumber());
            case F64 -> OptionalInt.of(FLOAT64);
            case U8 -> OptionalInt.of(UINT8);
            case I8 -> OptionalInt.of(INT8);
            case BOOL,
                    F4,
                    F6_E2M3,
                    F6_E3M2,
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
                    OptionalInt.empty();
        };
    }

    private static LiveryException unsupported(TensorEntry entry) {
        return new LiveryException(
                "The weights \"%s\" of %s are stored as %s, which is not supported."
                        .formatted(entry.name(), entry.file(), entry.dtype()),
                "Choose a model with F32, F16 or BF16 weights.");
    }

    private record Mapping(Path file, int dtype) {}
}
