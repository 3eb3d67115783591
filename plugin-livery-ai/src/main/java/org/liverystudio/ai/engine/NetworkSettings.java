package org.liverystudio.ai.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * How the networks of a model are run, and what is added to them.
 *
 * @param precision of the UNet and ControlNets
 * @param device what computes
 * @param memoryLimit bytes that the engine may hold; empty lets it decide
 * @param loras in any number; their changes add up
 * @param embeddings files of textual inversions, each a new word for prompts
 */
public record NetworkSettings(
        Precision precision,
        DeviceKind device,
        OptionalLong memoryLimit,
        List<LoraChoice> loras,
        List<Path> embeddings) {
    public NetworkSettings {
        loras = List.copyOf(loras);
        embeddings = List.copyOf(embeddings);
    }

    /** The model alone, on the best device that is found. */
    public static NetworkSettings usual() {
        return new NetworkSettings(
                Precision.AUTO, DeviceKind.AUTO, OptionalLong.empty(), List.of(), List.of());
    }

    public NetworkSettings withPrecision(Precision other) {
        return new NetworkSettings(other, device, memoryLimit, loras, embeddings);
    }

    public NetworkSettings withDevice(DeviceKind other) {
        return new NetworkSettings(precision, other, memoryLimit, loras, embeddings);
    }

    public NetworkSettings withMemoryLimit(OptionalLong bytes) {
        return new NetworkSettings(precision, device, bytes, loras, embeddings);
    }

    public NetworkSettings withLoras(List<LoraChoice> others) {
        return new NetworkSettings(precision, device, memoryLimit, others, embeddings);
    }

    public NetworkSettings withEmbeddings(List<Path> files) {
        return new NetworkSettings(precision, device, memoryLimit, loras, files);
    }
}
