package org.liverystudio.ai.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeCacheTest {
    @TempDir private Path cache;

    @Test
    void whatWasHalfUnpackedIsDeletedBeforeTheNextUnpacking() throws IOException {
        Path half = half();
        Path whole = Files.createDirectories(cache.resolve("pytorch/2.7.1-cpu-linux-x86_64"));
        Files.writeString(whole.resolve("libtorch.so"), "whole");

        boolean halfIsGone = NativeCache.unpack(cache, () -> Files.notExists(half));

        assertThat(halfIsGone).isTrue();
        assertThat(whole.resolve("libtorch.so")).hasContent("whole");
    }

    @Test
    void aFreshCacheHasNothingToDelete() throws IOException {
        Path fresh = cache.resolve("none");
        NativeCache.tidy(fresh);
        assertThat(fresh).doesNotExist();

        assertThat(NativeCache.unpack(fresh, () -> "done")).isEqualTo("done");
    }

    @Test
    void tidyingDeletesWhatWasHalfUnpacked() throws IOException {
        Path half = half();

        NativeCache.tidy(cache);

        assertThat(half).doesNotExist();
    }

    @Test
    void tidyingLeavesAloneWhatIsBeingUnpacked() throws IOException {
        try (FileChannel other =
                FileChannel.open(
                        cache.resolve("natives.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE)) {
            assertThat(other.lock().isValid()).isTrue();
            Path half = half();

            NativeCache.tidy(cache);

            assertThat(half).exists();
        }
    }

    private Path half() throws IOException {
        Path half = Files.createDirectories(cache.resolve("pytorch/tmp123"));
        Files.writeString(half.resolve("libtorch.so"), "half");
        return half;
    }
}
