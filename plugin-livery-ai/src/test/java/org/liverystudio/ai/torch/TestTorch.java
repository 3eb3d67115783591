package org.liverystudio.ai.torch;

import java.nio.file.Path;

/** PyTorch for tests: unpacked once into the build folder. */
public final class TestTorch {
    /** Where tests keep the native libraries. */
    public static final Path NATIVES = Path.of("target", "natives").toAbsolutePath();

    private TestTorch() {}

    /** Starts PyTorch if need be and readies the calling thread. */
    public static Torch start() {
        Torch torch = Torch.start(NATIVES, 2);
        torch.prepareThread();
        return torch;
    }
}
