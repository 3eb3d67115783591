package org.liverystudio.ai.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.tensors.SafeTensorsFile;

/** Half-precision weights are converted in portions; the seams must not show. */
class LargeWeightTest {
    /** Two portions and a rest. */
    private static final int COUNT = (2 << 20) + 3;

    @TempDir private Path folder;

    @Test
    void halfPrecisionBecomesTheNearestBfloat16Throughout() throws IOException {
        short[] halves = new short[COUNT];
        Random random = new Random(3);
        for (int i = 0; i < COUNT; i++) {
            halves[i] = Float.floatToFloat16((float) random.nextGaussian());
        }
        SafeTensorsFile file = SafeTensorsFile.open(write(halves));
        Torch torch = TestTorch.start();

        float[] found;
        try (WeightBlock block =
                        new WeightLoader(torch, NumberFormat.BFLOAT16)
                                .load(BlockFiles.asStored(Map.of("w.weight", file.entry("w"))));
                TorchScope scope = torch.newScope();
                ScriptModule script = ScriptModule.load(torch, "denoiser", "Denoiser")) {
            // The identity: a column of weights times one.
            Tensor one =
                    scope.floats(
                            new FloatTensor(List.of(1L, 1L, 1L, 1L), new float[] {1}),
                            NumberFormat.BFLOAT16);
            found = scope.read(script.in(scope).call("conv", one, 1, 0, block, "w")).values();
        }

        for (int i = 0; i < COUNT; i++) {
            assertThat(found[i]).isEqualTo(nearestBfloat16(Float.float16ToFloat(halves[i])));
        }
    }

    /** Rounds to the nearer of two, and to the even one in the middle. */
    private static float nearestBfloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        int rounded = bits + 0x7fff + ((bits >> 16) & 1);
        return Float.intBitsToFloat(rounded & 0xffff0000);
    }

    private Path write(short[] halves) throws IOException {
        String header =
                "{\"w\": {\"dtype\": \"F16\", \"shape\": [%d, 1, 1, 1], \"data_offsets\": [0, %d]}}"
                        .formatted(COUNT, 2 * COUNT);
        byte[] json =
                (header + " ".repeat((8 - header.length() % 8) % 8))
                        .getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes =
                ByteBuffer.allocate(8 + json.length + 2 * COUNT).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(json.length).put(json);
        bytes.asShortBuffer().put(halves);
        return Files.write(folder.resolve("w.safetensors"), bytes.array());
    }
}
