package org.liverystudio.ai.torch.devices;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Which native PyTorch is loaded.
 *
 * @param folder that holds libtorch; empty for the one that the plugin brings
 * @param flavor of DJL's bridge to it, such as {@code cu128}
 */
public record Libtorch(Optional<Path> folder, String flavor) {
    /** The version that DJL's bridge was built for; others have another binary interface. */
    public static final String VERSION = "2.7.1";

    static final String CPU_FLAVOR = "cpu";

    /** The only bridge to CUDA that DJL has; it works with all CUDA 12 builds of that version. */
    static final String CUDA_FLAVOR = "cu128";

    /** The plugin's own, for the processor and for Apple silicon. */
    public static Libtorch bundled() {
        return new Libtorch(Optional.empty(), CPU_FLAVOR);
    }

    /**
     * Names and values by which DJL is told, as environment variables or system properties. An
     * empty value keeps DJL from looking elsewhere.
     */
    public Map<String, String> settings() {
        return folder.map(
                        path ->
                                Map.of(
                                        "PYTORCH_LIBRARY_PATH",
                                        path.toString(),
                                        "PYTORCH_VERSION",
                                        VERSION,
                                        "PYTORCH_FLAVOR",
                                        flavor))
                .orElseGet(Map::of);
    }
}
