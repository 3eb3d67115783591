package org.liverystudio.ai.tensors.quantized;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.liverystudio.ai.tensors.FloatReader;
import org.liverystudio.ai.tensors.TensorEntry;
import org.liverystudio.host.LiveryException;

/** Reads a weight, some rows at a time, and hands on their codes. */
public final class TensorCoder {
    private static final int PIECE_ELEMENTS = 1 << 20;

    private final Runnable beforeEachPiece;

    /**
     * @param beforeEachPiece may throw to end the work
     */
    public TensorCoder(Runnable beforeEachPiece) {
        this.beforeEachPiece = beforeEachPiece;
    }

    /**
     * @throws LiveryException if a weight is no number
     */
    public void code(TensorEntry entry, Coding coding, PartSink sink) throws IOException {
        int rows = Math.toIntExact(entry.shape().getFirst());
        int columns = Math.toIntExact(Coding.columns(entry.shape()));
        int rowsOfPiece = Math.clamp(PIECE_ELEMENTS / columns, 1, Math.max(1, rows));
        float[] values = new float[rowsOfPiece * columns];
        List<CodedPart> parts = coding.parts(entry.shape());
        RowCoder coder = coding.coder(columns);
        try (FloatReader reader = FloatReader.open(entry)) {
            for (int row = 0; row < rows; row += rowsOfPiece) {
                beforeEachPiece.run();
                int count = Math.min(rowsOfPiece, rows - row);
                reader.next(values, count * columns);
                requireNumbers(entry, values, count * columns);
                byte[][] coded = new byte[parts.size()][];
                for (int part = 0; part < coded.length; part++) {
                    coded[part] = new byte[count * parts.get(part).rowBytes()];
                }
                IntStream.range(0, count)
                        .parallel()
                        .forEach(i -> coder.code(values, i * columns, coded, i));
                for (int part = 0; part < coded.length; part++) {
                    sink.put(part, ByteBuffer.wrap(coded[part]));
                }
            }
        }
    }

    static void requireNumbers(TensorEntry entry, float[] values, int count) {
        for (int i = 0; i < count; i++) {
            if (!Float.isFinite(values[i])) {
                throw new LiveryException(
                        "\"%s\" of %s holds a weight that is %s."
                                .formatted(entry.name(), entry.file(), values[i]),
                        "The model is damaged; download it again.");
            }
        }
    }
}
