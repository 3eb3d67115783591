package org.liverystudio.ai.cli;

import java.util.OptionalLong;
import org.liverystudio.ai.engine.DeviceKind;
import org.liverystudio.ai.engine.NetworkSettings;
import picocli.CommandLine.Option;

/** What of the computer is used for a picture. */
final class MachineOptions {
    @Option(
            names = "--device",
            paramLabel = "auto|cpu",
            defaultValue = "auto",
            converter = Converters.OfDevice.class,
            description = "What computes (default: ${DEFAULT-VALUE}).")
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

    NetworkSettings apply(NetworkSettings networks) {
        return networks.withDevice(device).withMemoryLimit(memory);
    }
}
