package org.liverystudio.ai.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
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

    static void assertClose(FloatTensor actual, FloatTensor expected, double tolerance) {
        assertThat(relativeError(actual, expected)).isLessThan(tolerance);
    }
}
