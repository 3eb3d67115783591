package org.liverystudio.ai.torch;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.liverystudio.ai.tensors.DType;
import org.liverystudio.ai.tensors.TensorEntry;
import org.liverystudio.ai.tensors.quantized.CodedPart;
import org.liverystudio.ai.tensors.quantized.Coding;
import org.liverystudio.ai.tensors.quantized.TensorCoder;
import org.liverystudio.host.LiveryException;

/** Codes a weight on its way from its file into native memory. */
final class CodedWeight {
    private final TorchScope scope;
    private final ScriptCalls memory;
    private final NumberFormat format;

    /**
     * @param scope gets the tensors
     * @param format what the network computes in; scales are made ready for it
     */
    CodedWeight(Torch torch, TorchScope scope, NumberFormat format) {
        this.scope = scope;
        this.memory = torch.memory().in(scope);
        this.format = format;
    }

    /**
     * @param name of the weight in its block
     * @return its parts by their names
     */
    Map<String, Tensor> load(String name, TensorEntry entry, Coding coding) {
        List<Coding.Named> parts = coding.parts(name, entry.shape());
        // Freed at once, not when the collector finds the time.
        try (Arena arena = Arena.ofConfined()) {
            List<ByteBuffer> buffers = new ArrayList<>();
            parts.forEach(
                    named -> buffers.add(arena.allocate(named.part().byteCount()).asByteBuffer()));
            new TensorCoder(() -> {})
                    .code(entry, coding, (part, bytes) -> buffers.get(part).put(bytes));
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (int i = 0; i < buffers.size(); i++) {
                tensors.put(
                        parts.get(i).name(), tensor(parts.get(i).part(), buffers.get(i).flip()));
            }
            return tensors;
        } catch (IOException e) {
            throw new LiveryException(
                    "The tensor file %s cannot be read: %s.".formatted(entry.file(), e),
                    "Check the disk and the file's permissions.",
                    e);
        }
    }

    private Tensor tensor(CodedPart part, ByteBuffer content) {
        try (Tensor bytes = scope.bytes(content)) {
            Tensor tensor = memory.call("reread", bytes, torchNumber(part.dtype()), shape(part));
            return part.dtype().isFloatingPoint()
                    ? memory.call("cast", tensor, format.torchNumber())
                    : tensor;
        }
    }

    private static long[] shape(CodedPart part) {
        return part.shape().stream().mapToLong(Long::longValue).toArray();
    }

    private static int torchNumber(DType dtype) {
        return WeightLoader.torchNumber(dtype).orElseThrow();
    }
}
