package org.liverystudio.ai.tensors.quantized;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liverystudio.ai.tensors.BFloat16;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.tensors.SafeTensorsFile;
import org.liverystudio.ai.tensors.SafeTensorsWriter;
import org.liverystudio.ai.tensors.TensorEntry;
import org.liverystudio.host.LiveryException;

class CodingTest {
    private static Path file;

    @BeforeContainer
    @BeforeAll
    static void makeFile() throws IOException {
        file = Files.createTempFile("coding", ".safetensors");
    }

    @AfterContainer
    @AfterAll
    static void deleteFile() throws IOException {
        Files.delete(file);
    }

    @Property(tries = 200)
    void eightBitsMissAWeightByHalfAScaleAtMost(
            @ForAll @Size(min = 1, max = 300) List<@FloatRange(min = -9, max = 9) Float> values,
            @ForAll @IntRange(min = 1, max = 3) int rows) {
        float[] weights = repeated(values, rows);
        List<byte[]> parts = Decoded.parts(entry(weights, rows), Coding.INT8);

        float[] back = Decoded.weights(parts, Coding.INT8, rows, values.size());

        for (int i = 0; i < weights.length; i++) {
            float scale =
                    Decoded.scale(
                            parts,
                            Coding.INT8,
                            i / values.size(),
                            i % values.size(),
                            values.size());
            // Half a step of the codes, and what rounding the product to 16 bits adds.
            assertThat(back[i])
                    .isCloseTo(weights[i], within(0.51f * scale + Math.abs(weights[i]) / 256));
        }
    }

    @Property(tries = 200)
    void fourBitsErrNoMoreThanCodesFromTheSmallestToTheLargestWeight(
            @ForAll @Size(min = 1, max = 150) List<@FloatRange(min = -9, max = 9) Float> values,
            @ForAll @IntRange(min = 1, max = 3) int rows) {
        float[] weights = repeated(values, rows);
        List<byte[]> parts = Decoded.parts(entry(weights, rows), Coding.INT4);

        float[] back = Decoded.weights(parts, Coding.INT4, rows, values.size());

        for (int first = 0; first < values.size(); first += 32) {
            int count = Math.min(32, values.size() - first);
            double low = 0;
            double high = 0;
            double squares = 0;
            for (int i = first; i < first + count; i++) {
                low = Math.min(low, weights[i]);
                high = Math.max(high, weights[i]);
                squares += Math.pow(back[i] - weights[i], 2);
            }
            double step = (high - low) / 15;
            double roundedScale = Math.max(Math.abs(low), high) / 100;
            // Half a step, a sixteenth for the zero; scales are of 255 steps of the row's largest.
            double most =
                    0.57 * step
                            + roundedScale
                            + 15 * 0.5 * widest(weights, values.size()) / 15 / 255;
            assertThat(Math.sqrt(squares / count)).isLessThanOrEqualTo(most);
        }
    }

    @Property(tries = 100)
    void everyCodeComesBackFromItsHalfOfAByte(
            @ForAll @Size(min = 1, max = 100) List<@IntRange(min = 0, max = 15) Integer> codes) {
        // 0 and 15 in each group fix scale 1 and zero 0, so that weights are their own codes.
        int groups = Math.ceilDiv(codes.size(), 30);
        float[] weights = new float[32 * groups];
        for (int i = 0; i < codes.size(); i++) {
            weights[i / 30 * 32 + 2 + i % 30] = codes.get(i);
        }
        for (int group = 0; group < groups; group++) {
            weights[32 * group + 1] = 15;
        }
        List<byte[]> parts = Decoded.parts(entry(weights, 1), Coding.INT4);

        float[] back = Decoded.weights(parts, Coding.INT4, 1, weights.length);

        for (int i = 0; i < weights.length; i++) {
            assertThat(back[i]).isCloseTo(weights[i], within(weights[i] / 100));
        }
    }

    @Test
    void theErrorOnNormalWeightsIsWhatTheDocsSay() {
        float[] weights = new float[64 * 1280];
        Random random = new Random(7);
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) random.nextGaussian() * 0.02f;
        }

        assertThat(relativeError(weights, Coding.INT8)).isBetween(0.005, 0.0065);
        assertThat(relativeError(weights, Coding.INT4)).isBetween(0.06, 0.076);
    }

    @Test
    void rowsOfNothingStayNothing() {
        for (Coding coding : Coding.values()) {
            List<byte[]> parts = Decoded.parts(entry(new float[70], 2), coding);

            assertThat(Decoded.weights(parts, coding, 2, 35)).containsOnly(0f);
        }
    }

    @Test
    void oneWeightFarOutSpoilsNoOtherGroup() {
        float[] weights = new float[64];
        for (int i = 0; i < 64; i++) {
            weights[i] = (i % 16 - 7.5f) / 8;
        }
        weights[3] = 8;

        float[] back =
                Decoded.weights(Decoded.parts(entry(weights, 1), Coding.INT4), Coding.INT4, 1, 64);

        for (int i = 32; i < 64; i++) {
            assertThat(back[i]).isCloseTo(weights[i], within(0.08f));
        }
    }

    @Test
    void aWeightThatIsNoNumberIsNamed() {
        float[] weights = {1, Float.NaN, 3};

        for (Coding coding : Coding.values()) {
            assertThatThrownBy(() -> Decoded.parts(entry(weights, 1), coding))
                    .isInstanceOf(LiveryException.class)
                    .hasMessageContaining("\"w\" of " + file + " holds a weight that is NaN");
        }
    }

    @Property
    void sixteenBitsRoundToTheNearestAndTheEvenOfTwo(
            @ForAll @FloatRange(min = -1e6f, max = 1e6f) float value) {
        float rounded = BFloat16.rounded(value);

        assertThat(Math.abs(rounded - value)).isLessThanOrEqualTo(Math.ulp(value) * 32768);
        assertThat(BFloat16.rounded(rounded)).isEqualTo(rounded);
    }

    private static double relativeError(float[] weights, Coding coding) {
        float[] back = Decoded.weights(Decoded.parts(entry(weights, 64), coding), coding, 64, 1280);
        double error = 0;
        double length = 0;
        for (int i = 0; i < weights.length; i++) {
            error += Math.pow(back[i] - weights[i], 2);
            length += Math.pow(weights[i], 2);
        }
        return Math.sqrt(error / length);
    }

    private static double widest(float[] weights, int columns) {
        double widest = 0;
        for (int first = 0; first < columns; first += 32) {
            double low = 0;
            double high = 0;
            for (int i = first; i < Math.min(columns, first + 32); i++) {
                low = Math.min(low, weights[i]);
                high = Math.max(high, weights[i]);
            }
            widest = Math.max(widest, high - low);
        }
        return widest;
    }

    private static float[] repeated(List<Float> values, int rows) {
        float[] weights = new float[values.size() * rows];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = values.get(i % values.size());
        }
        return weights;
    }

    private static TensorEntry entry(float[] weights, int rows) {
        FloatTensor tensor =
                new FloatTensor(List.of((long) rows, (long) weights.length / rows), weights);
        SafeTensorsWriter.write(file, Map.of("w", tensor), Map.of());
        return SafeTensorsFile.open(file).entry("w");
    }
}
