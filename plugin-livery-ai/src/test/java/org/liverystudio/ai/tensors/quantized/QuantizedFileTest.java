package org.liverystudio.ai.tensors.quantized;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.ai.tensors.BFloat16;
import org.liverystudio.ai.tensors.DType;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.tensors.SafeTensorsFile;
import org.liverystudio.ai.tensors.SafeTensorsWriter;
import org.liverystudio.ai.tensors.TensorEntry;

class QuantizedFileTest {
    private static final String ATTENTION =
            "mid_block.attentions.0.transformer_blocks.0.attn1.to_%s.weight";

    @TempDir private Path folder;

    @Test
    void codedAndPlainTensorsLieUnderTheirNames() throws IOException {
        SafeTensorsFile source = source(3);
        Path target = folder.resolve("coded.safetensors");
        QuantizedFile file = quantized(source);

        file.write(target, _ -> {}, () -> {});

        SafeTensorsFile written = SafeTensorsFile.open(target);
        assertThat(Files.size(target)).isEqualTo(file.bytes());
        assertThat(file.codings()).hasSize(3).containsValue(Coding.INT4);
        assertThat(written.metadata()).containsEntry("scheme", "int4");
        assertThat(written.entry("conv_in.weight").dtype()).isEqualTo(DType.BF16);
        String layer = ATTENTION.formatted("q0").replace(".weight", "");
        assertThat(written.entry(layer + ".q4").shape()).containsExactly(48L, 48L);
        assertThat(written.entry(layer + ".scale").shape()).containsExactly(48L, 3L);
        assertThat(written.entry(layer + ".unit").dtype()).isEqualTo(DType.BF16);
        assertThat(written.find(layer + ".weight")).isEmpty();
        assertThat(written.readFloats("conv_in.weight").values())
                .isEqualTo(rounded(source.readFloats("conv_in.weight").values()));
    }

    @Test
    void stoppedBeforeAnyPieceItGoesOnAndTheFileIsTheSame() throws IOException {
        SafeTensorsFile source = source(4);
        Path whole = folder.resolve("whole.safetensors");
        int[] pieces = {0};
        quantized(source).write(whole, _ -> {}, () -> pieces[0]++, 1);
        assertThat(pieces[0]).isGreaterThan(4);

        for (int stop = 0; stop < pieces[0]; stop++) {
            Path target = folder.resolve("stopped-%d.safetensors".formatted(stop));
            int stopHere = stop;
            int[] before = {0};
            assertThatThrownBy(
                            () ->
                                    quantized(source)
                                            .write(
                                                    target,
                                                    _ -> {},
                                                    () -> {
                                                        if (before[0]++ == stopHere) {
                                                            throw new CancellationException();
                                                        }
                                                    },
                                                    1))
                    .isInstanceOf(CancellationException.class);
            int[] after = {0};
            quantized(source).write(target, _ -> {}, () -> after[0]++, 1);

            assertThat(target).hasSameBinaryContentAs(whole);
            assertThat(after[0]).isEqualTo(pieces[0] - stop);
        }
    }

    @Test
    void whatWasNotSafeOnTheDiskIsWrittenAgain() throws IOException {
        SafeTensorsFile source = source(4);
        Path whole = folder.resolve("whole.safetensors");
        quantized(source).write(whole, _ -> {}, () -> {}, 1);
        Path target = folder.resolve("torn.safetensors");
        Files.copy(whole, target);
        new WrittenTensors(target).note(2);
        // The power failed: what came after the note is whatever the disk held.
        try (RandomAccessFile torn = new RandomAccessFile(target.toFile(), "rw")) {
            torn.seek(torn.length() - 3000);
            torn.write(new byte[5000]);
        }

        quantized(source).write(target, _ -> {}, () -> {}, 1);

        assertThat(target).hasSameBinaryContentAs(whole);
    }

    @Test
    void aHalfFileOfAnotherSourceIsBegunAnew() throws IOException {
        SafeTensorsFile source = source(2);
        Path target = folder.resolve("other.safetensors");
        QuantizedFile.of(plan(source), source.entries(), Map.of("source", "another"))
                .write(target, _ -> {}, () -> {}, 1);

        quantized(source).write(target, _ -> {}, () -> {}, 1);

        assertThat(SafeTensorsFile.open(target).metadata()).containsEntry("source", "this");
    }

    @Test
    void progressNeverGoesBackAndEndsAtTheSizeOfTheFile() throws IOException {
        List<Long> told = new ArrayList<>();
        QuantizedFile file = quantized(source(3));

        file.write(folder.resolve("told.safetensors"), told::add, () -> {});

        assertThat(told).isSorted().hasSizeGreaterThan(3).last().isEqualTo(file.bytes());
    }

    @Test
    void aTensorTenTimesTheMemoryPassesThrough() throws IOException, InterruptedException {
        Path source = folder.resolve("big.safetensors");
        writeBig(source, ATTENTION.formatted("q"), 10_240, 16_384);
        Path target = folder.resolve("small.safetensors");

        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx64m",
                                "-XX:MaxDirectMemorySize=8m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                QuantizedFileTest.class.getName(),
                                source.toString(),
                                target.toString())
                        .inheritIO()
                        .start();

        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(SafeTensorsFile.open(target).entries()).hasSize(2);
    }

    /** Quantises one file to another, in a process whose memory is bounded. */
    public static void main(String[] arguments) throws IOException {
        SafeTensorsFile source = SafeTensorsFile.open(Path.of(arguments[0]));
        QuantizedFile.of(
                        CodingPlan.of(QuantizationScheme.INT8, List.of()),
                        source.entries(),
                        Map.of())
                .write(Path.of(arguments[1]), _ -> {}, () -> {});
    }

    private static void writeBig(Path path, String name, long rows, long columns)
            throws IOException {
        String header =
                "{\"%s\": {\"dtype\": \"F32\", \"shape\": [%d, %d], \"data_offsets\": [0, %d]}}"
                        .formatted(name, rows, columns, 4 * rows * columns);
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.write(
                    ByteBuffer.allocate(8)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putLong(json.length)
                            .array());
            file.write(json);
            // A hole: zeros that take no place on the disk.
            file.setLength(8 + json.length + 4 * rows * columns);
        }
    }

    private static QuantizedFile quantized(SafeTensorsFile source) {
        return QuantizedFile.of(
                plan(source), source.entries(), Map.of("scheme", "int4", "source", "this"));
    }

    private static CodingPlan plan(SafeTensorsFile source) {
        return CodingPlan.of(
                QuantizationScheme.INT4, source.entries().stream().map(TensorEntry::name).toList());
    }

    private SafeTensorsFile source(int layers) {
        Random random = new Random(layers);
        Map<String, FloatTensor> tensors = new TreeMap<>();
        tensors.put("conv_in.weight", tensor(random, 8, 3, 3, 3));
        tensors.put("conv_in.bias", tensor(random, 7));
        for (int i = 0; i < layers; i++) {
            tensors.put(ATTENTION.formatted("q" + i), tensor(random, 48, 90));
        }
        Path file = folder.resolve("source-%d.safetensors".formatted(layers));
        SafeTensorsWriter.write(file, tensors, Map.of());
        return SafeTensorsFile.open(file);
    }

    private static FloatTensor tensor(Random random, long... shape) {
        List<Long> lengths = Arrays.stream(shape).boxed().toList();
        float[] values = new float[(int) lengths.stream().reduce(1L, (a, b) -> a * b).longValue()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return new FloatTensor(lengths, values);
    }

    private static float[] rounded(float[] values) {
        float[] rounded = values.clone();
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = BFloat16.rounded(rounded[i]);
        }
        return rounded;
    }
}
