package org.liverystudio.ai.cli;

import java.nio.file.Path;
import java.util.OptionalLong;
import org.liverystudio.ai.engine.DeviceKind;
import org.liverystudio.ai.engine.NetworkSettings;
import picocli.CommandLine.Option;

/** What of the computer is used for a picture. */
final class MachineOptions {
    @Option(
            names = "--device",
            paramLabel = "auto|cpu|cuda|mps",
            defaultValue = "auto",
            converter = Converters.OfDevice.class,
            description =
                    "What computes: the processor, an NVIDIA card, Apple silicon, or the fastest"
                            + " that is found (default: ${DEFAULT-VALUE}).")
    DeviceKind device;

    @Option(
            names = "--memory",
            paramLabel = "auto|AMOUNT",
            defaultValue = "auto",
            converter = Converters.OfMemory.class,
            description =
                    "The most memory that the engine may take, such as 6GB. Where the model does"
                            + " not fit, its weights come and go in parts, which takes longer."
                            + " By default most of what is free.")
    OptionalLong memory;

    @Option(
            names = "--libtorch",
            paramLabel = "DIR",
            description =
                    "Another libtorch than the plugin's own, for CUDA: an unpacked download or a"
                            + " Python environment with torch. By default one is looked for.")
    Path libtorch;

    NetworkSettings apply(NetworkSettings networks) {
        return networks.withDevice(device).withMemoryLimit(memory);
    }
}
