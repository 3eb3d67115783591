package org.liverystudio.ai.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.tensors.SafeTensorsFile;
import org.liverystudio.ai.tensors.SafeTensorsWriter;
import org.liverystudio.host.LiveryException;

/** Latents on disk: a safetensors file with one tensor named {@code latents}. */
final class LatentFiles {
    private static final String NAME = "latents";

    private LatentFiles() {}

    /**
     * @param shape that the request needs
     * @throws LiveryException if the file holds no latents of this shape, or numbers that are none
     */
    static FloatTensor read(Path file, List<Long> shape) {
        FloatTensor latents = SafeTensorsFile.open(file).readFloats(NAME);
        if (!latents.shape().equals(shape)) {
            throw new LiveryException(
                    "The latents in %s have the shape %s; this size and count need %s."
                            .formatted(file, latents.shape(), shape),
                    "Choose the size and count that the latents were made for.");
        }
        for (float value : latents.values()) {
            if (!Float.isFinite(value)) {
                throw new LiveryException(
                        "The latents in %s hold numbers that are not finite.".formatted(file),
                        "Choose another file.");
            }
        }
        return latents;
    }

    static void write(Path file, FloatTensor latents) {
        SafeTensorsWriter.write(file, Map.of(NAME, latents), Map.of());
    }
}
