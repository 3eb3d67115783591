package org.liverystudio.ai.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.tensors.SafeTensorsFile;
import org.liverystudio.ai.tensors.SafeTensorsWriter;
import org.liverystudio.ai.tensors.TensorEntry;
import org.liverystudio.ai.tensors.quantized.Coding;
import org.liverystudio.ai.tensors.quantized.Decoded;

/** The scripts read codes as they are meant, to the bit. */
class CodedWeightsTest {
    @TempDir private Path folder;
    private Torch torch;

    @BeforeEach
    void start() {
        torch = TestTorch.start();
    }

    /** With and without a last group that is not full, with one group, and with an odd number. */
    @ParameterizedTest
    @CsvSource({
        "INT8, 5, 128",
        "INT8, 3, 100",
        "INT8, 1, 7",
        "INT8, 40000, 64",
        "INT4, 5, 128",
        "INT4, 3, 100",
        "INT4, 1, 7",
        "INT4, 2, 96",
        "INT4, 40000, 64"
    })
    void layersComputeWithTheDecodedWeights(Coding coding, int outputs, int inputs) {
        TensorEntry entry = entry(outputs, inputs);

        // linear(identity, W) is W, transposed.
        float[] identity = new float[inputs * inputs];
        for (int i = 0; i < inputs; i++) {
            identity[i * inputs + i] = 1;
        }
        float[] found =
                run(
                        coding,
                        entry,
                        new FloatTensor(List.of(1L, (long) inputs, (long) inputs), identity),
                        "linear");

        float[] expected = Decoded.weights(Decoded.parts(entry, coding), coding, outputs, inputs);
        for (int i = 0; i < inputs; i++) {
            for (int o = 0; o < outputs; o++) {
                assertThat(found[i * outputs + o]).isEqualTo(expected[o * inputs + i]);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"INT8, 4, 32, 3", "INT8, 4, 5, 3", "INT4, 4, 32, 3", "INT4, 4, 64, 1"})
    void kernelsKeepTheirShape(Coding coding, int outputs, int inputs, int size) {
        TensorEntry entry = entry(outputs, inputs, size, size);

        // One pixel: only the middle of each kernel meets it.
        float[] pixel = new float[inputs];
        pixel[inputs - 1] = 1;
        float[] found =
                run(
                        coding,
                        entry,
                        new FloatTensor(List.of(1L, (long) inputs, 1L, 1L), pixel),
                        "conv");

        int columns = inputs * size * size;
        float[] expected = Decoded.weights(Decoded.parts(entry, coding), coding, outputs, columns);
        for (int o = 0; o < outputs; o++) {
            int middle = columns - size * size + size * size / 2;
            assertThat(found[o]).isEqualTo(expected[o * columns + middle]);
        }
    }

    private float[] run(Coding coding, TensorEntry entry, FloatTensor input, String layer) {
        String name = "text_projection.weight";
        BlockFiles files = new BlockFiles(Map.of(name, entry), Map.of(name, coding));
        WeightLoader loader = new WeightLoader(torch, NumberFormat.BFLOAT16);
        try (WeightBlock block = loader.load(files);
                TorchScope scope = torch.newScope();
                ScriptModule clip = ScriptModule.load(torch, "clip", "Clip");
                ScriptModule denoiser = ScriptModule.load(torch, "denoiser", "Denoiser")) {
            Tensor x = scope.floats(input, NumberFormat.BFLOAT16);
            int pad = entry.shape().getLast() == 3 ? 1 : 0;
            Tensor out =
                    layer.equals("linear")
                            ? clip.in(scope).call("project", x, block)
                            : denoiser.in(scope).call("conv", x, 1, pad, block, "text_projection");
            return scope.read(out).values();
        }
    }

    private TensorEntry entry(long... shape) {
        List<Long> lengths = Arrays.stream(shape).boxed().toList();
        float[] values = new float[Math.toIntExact(lengths.stream().reduce(1L, (a, b) -> a * b))];
        Random random = new Random(values.length);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        Path file = folder.resolve("w.safetensors");
        SafeTensorsWriter.write(file, Map.of("w", new FloatTensor(lengths, values)), Map.of());
        return SafeTensorsFile.open(file).entry("w");
    }
}
