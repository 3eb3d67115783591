package org.liverystudio.ai.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liverystudio.ai.diffusion.Golden.assertClose;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.torch.NumberFormat;
import org.liverystudio.ai.torch.ScriptCalls;
import org.liverystudio.ai.torch.ScriptModule;
import org.liverystudio.ai.torch.Tensor;
import org.liverystudio.ai.torch.TestTorch;
import org.liverystudio.ai.torch.Torch;
import org.liverystudio.ai.torch.TorchScope;

class AttentionTest {
    private TorchScope scope;
    private ScriptModule script;
    private ScriptCalls calls;

    @BeforeEach
    void start() {
        Torch torch = TestTorch.start();
        scope = torch.newScope();
        script = ScriptModule.load(torch, "denoiser", "Denoiser");
        calls = script.in(scope);
    }

    @AfterEach
    void free() {
        scope.close();
        script.close();
    }

    /** Shapes that fill their tiles, leave a rest of rows, and leave a rest of heads. */
    @ParameterizedTest
    @CsvSource({"2, 2, 64, 77, 8", "1, 1, 700, 3000, 4", "2, 5, 600, 700, 8", "1, 3, 5, 3, 6"})
    void tilesGiveWhatTheFusedKernelGives(int rows, int heads, int queries, int keys, int width) {
        FloatTensor q = random(1, rows, heads, queries, width);
        FloatTensor k = random(2, rows, heads, keys, width);
        FloatTensor v = random(3, rows, heads, keys, width);

        FloatTensor fused = attended(NumberFormat.FLOAT32, q, k, v, false);

        assertClose(attended(NumberFormat.FLOAT32, q, k, v, true), fused, 3e-6);
        assertClose(attended(NumberFormat.BFLOAT16, q, k, v, true), fused, 0.01);
        assertThat(fused.shape()).isEqualTo(q.shape());
    }

    @Test
    void fewScoresAreNotWorthAMeasurement() {
        AttentionChoice choice = new AttentionChoice(calls, NumberFormat.FLOAT32);
        Tensor like = scope.floats(random(1, 1, 1, 1, 1), NumberFormat.FLOAT32);

        assertThat(choice.tiled(like, 10, 64, 77, 64)).isFalse();
    }

    @Test
    void aShapeIsMeasuredOnceAndKeepsItsAnswer() {
        AttentionChoice choice = new AttentionChoice(calls, NumberFormat.BFLOAT16);
        Tensor like = scope.floats(random(1, 1, 1, 1, 1), NumberFormat.BFLOAT16);
        boolean first = choice.tiled(like, 10, 300, 77, 64);
        long start = System.nanoTime();

        for (int i = 0; i < 10_000; i++) {
            assertThat(choice.tiled(like, 10, 300, 77, 64)).isEqualTo(first);
        }
        // Measuring each time would take minutes.
        assertThat((System.nanoTime() - start) / 1e9).isLessThan(10);
    }

    private FloatTensor attended(
            NumberFormat format, FloatTensor q, FloatTensor k, FloatTensor v, boolean tiled) {
        return scope.read(
                calls.call(
                        "attend",
                        scope.floats(q, format),
                        scope.floats(k, format),
                        scope.floats(v, format),
                        tiled));
    }

    private static FloatTensor random(long seed, long rows, long heads, long tokens, long width) {
        float[] values = new float[Math.toIntExact(rows * heads * tokens * width)];
        Random random = new Random(seed);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return new FloatTensor(List.of(rows, heads, tokens, width), values);
    }
}
