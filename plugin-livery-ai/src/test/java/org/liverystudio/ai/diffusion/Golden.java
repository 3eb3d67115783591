package org.liverystudio.ai.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.tensors.SafeTensorsFile;

/** Reference numbers of diffusers, written by tools/golden/diffusion/make_golden.py. */
public final class Golden {
    /** The model that ships with the plugin. */
    public static final Path MINI = Path.of("src/main/models/mini-sdxl").toAbsolutePath();

    private Golden() {}

    /** A file or folder below src/test/resources/golden. */
    public static Path path(String name) {
        try {
            return Path.of(Golden.class.getResource("/golden/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static SafeTensorsFile tensors(String name) {
        return SafeTensorsFile.open(path(name + ".safetensors"));
    }

    /** Length of the difference against length of the reference. */
    public static double relativeError(FloatTensor actual, FloatTensor expected) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        double difference = 0;
        double length = 0;
        for (int i = 0; i < expected.values().length; i++) {
            double error = actual.values()[i] - expected.values()[i];
            difference += error * error;
            length += (double) expected.values()[i] * expected.values()[i];
        }
        return Math.sqrt(difference / length);
    }

    /**
     * How far diffusers' own bf16 is from its fp32 in an output. Half as much again is granted to
     * one output, since the order in which a kernel adds decides single roundings; over all outputs
     * such luck evens out.
     */
    static double bfloat16Distance(SafeTensorsFile golden, String output) {
        return 1.5 * golden.readFloats("bf16." + output).values()[0];
    }

    /** Mean of the outputs' distances from fp32 against diffusers' own, about 1 at best. */
    static double bfloat16Share(SafeTensorsFile golden, Map<String, FloatTensor> outputs) {
        return outputs.entrySet().stream()
                .mapToDouble(
                        output ->
                                relativeError(output.getValue(), golden.readFloats(output.getKey()))
                                        / golden.readFloats("bf16." + output.getKey()).values()[0])
                .average()
                .orElseThrow();
    }

    /**
     * @param rows bytes of a picture {@code [1, height, width, 3]}
     * @return {@code [1, 3, height, width]} in 0 to 1
     */
    static FloatTensor planes(FloatTensor rows) {
        int height = rows.length(1);
        int width = rows.length(2);
        float[] planes = new float[rows.values().length];
        for (int i = 0; i < planes.length; i++) {
            planes[i % 3 * height * width + i / 3] = rows.values()[i] / 255f;
        }
        return new FloatTensor(List.of(1L, 3L, (long) height, (long) width), planes);
    }

    static void assertClose(FloatTensor actual, FloatTensor expected, double tolerance) {
        assertThat(relativeError(actual, expected)).isLessThan(tolerance);
    }
}
