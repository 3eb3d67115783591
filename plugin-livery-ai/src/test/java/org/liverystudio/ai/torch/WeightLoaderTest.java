package org.liverystudio.ai.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.tensors.SafeTensorsFile;
import org.liverystudio.host.LiveryException;

class WeightLoaderTest {
    /** Held exactly by all formats. */
    private static final float[] VALUES = {1, -2, 0.5f, 96, -0.125f, 3};

    @TempDir private Path folder;
    private Torch torch;

    @BeforeEach
    void start() {
        torch = TestTorch.start();
    }

    /** Offsets of 0 are aligned and mapped, those of 1 and 2 copied where that is needed. */
    @ParameterizedTest
    @CsvSource({
        "F32, 0, FLOAT32", "F32, 1, FLOAT32", "F32, 2, FLOAT32", "F16, 0, FLOAT32",
        "F16, 1, FLOAT32", "BF16, 0, FLOAT32", "BF16, 1, FLOAT32", "F64, 0, FLOAT32",
        "F64, 1, FLOAT32", "F32, 0, BFLOAT16", "F16, 1, BFLOAT16", "BF16, 0, BFLOAT16",
        "BF16, 1, BFLOAT16"
    })
    void weightsOfEveryFormatAndAlignmentArriveUnchanged(
            String dtype, int misalignment, NumberFormat format) throws IOException {
        SafeTensorsFile file = SafeTensorsFile.open(write(dtype, misalignment));

        // The identity: linear(I, W) = W transposed.
        try (WeightBlock block =
                        new WeightLoader(torch, format)
                                .load(BlockFiles.asStored(Map.of("w.weight", file.entry("w"))));
                TorchScope scope = torch.newScope();
                ScriptModule script = ScriptModule.load(torch, "denoiser", "Denoiser")) {
            Tensor one =
                    scope.floats(new FloatTensor(List.of(1L, 1L, 1L, 1L), new float[] {1}), format);
            Tensor out = script.in(scope).call("conv", one, 1, 0, block, "w");

            assertThat(scope.read(out).values()).containsExactly(VALUES);
        }
    }

    @Test
    void wholeNumbersAreNoWeights() throws IOException {
        SafeTensorsFile file = SafeTensorsFile.open(write("I64", 0));

        assertThatThrownBy(
                        () ->
                                new WeightLoader(torch, NumberFormat.FLOAT32)
                                        .load(BlockFiles.asStored(Map.of("w", file.entry("w")))))
                .isInstanceOf(LiveryException.class)
                .hasMessageContaining("are stored as I64, which is not supported");
    }

    @Test
    void releasedWeightsCannotBeUsed() throws IOException {
        SafeTensorsFile file = SafeTensorsFile.open(write("F32", 0));
        WeightBlock block =
                new WeightLoader(torch, NumberFormat.FLOAT32)
                        .load(BlockFiles.asStored(Map.of("w", file.entry("w"))));
        block.close();
        block.close();

        assertThatThrownBy(block::value).hasMessage("These weights have been released");
    }

    @Test
    void scopesLeaveNothingBehind() throws IOException {
        SafeTensorsFile file = SafeTensorsFile.open(write("F16", 0));
        WeightLoader loader = new WeightLoader(torch, NumberFormat.FLOAT32);
        int before = torch.liveResources();

        for (int i = 0; i < 100; i++) {
            try (WeightBlock block =
                            loader.load(BlockFiles.asStored(Map.of("w.weight", file.entry("w"))));
                    NoiseStream noise = NoiseStream.of(torch, i);
                    TorchScope scope = torch.newScope()) {
                noise.next(16);
                scope.inner().longs(new long[] {i}, 1);
                assertThat(block.value().isMap()).isTrue();
            }
        }

        assertThat(torch.liveResources()).isEqualTo(before);
    }

    @Test
    void aScriptThatRefusesItsInputIsToldWithTheCause() {
        try (TorchScope scope = torch.newScope();
                ScriptModule script = ScriptModule.load(torch, "denoiser", "Denoiser")) {
            Tensor two =
                    scope.floats(new FloatTensor(List.of(2L), new float[2]), NumberFormat.FLOAT32);
            Tensor three =
                    scope.floats(new FloatTensor(List.of(3L), new float[3]), NumberFormat.FLOAT32);

            assertThatThrownBy(() -> script.in(scope).call("add", two, three))
                    .isInstanceOf(LiveryException.class)
                    .hasMessageStartingWith("PyTorch refused block add of the network denoiser")
                    .hasMessageContaining("must match");
        }
    }

    private Path write(String dtype, int misalignment) throws IOException {
        int bytes = dtype.endsWith("64") ? 8 : dtype.endsWith("32") ? 4 : 2;
        String header =
                "{\"pad\": {\"dtype\": \"U8\", \"shape\": [%d], \"data_offsets\": [0, %d]}, \"w\": {\"dtype\": \"%s\", \"shape\": [6, 1, 1, 1], \"data_offsets\": [%d, %d]}}"
                        .formatted(
                                misalignment,
                                misalignment,
                                dtype,
                                misalignment,
                                misalignment + 6 * bytes);
        byte[] json =
                (header + " ".repeat(7 - (header.length() + 7) % 8))
                        .getBytes(StandardCharsets.UTF_8);
        ByteBuffer file =
                ByteBuffer.allocate(8 + json.length + misalignment + 6 * bytes)
                        .order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(json.length).put(json).put(new byte[misalignment]);
        assertThat((file.position() - misalignment) % 8).isZero();
        for (float value : VALUES) {
            switch (dtype) {
                case "F64" -> file.putDouble(value);
                case "F32" -> file.putFloat(value);
                case "F16" -> file.putShort(Float.floatToFloat16(value));
                case "BF16" -> file.putShort((short) (Float.floatToIntBits(value) >> 16));
                default -> file.putLong((long) value);
            }
        }
        return Files.write(folder.resolve("w.safetensors"), file.array());
    }
}
