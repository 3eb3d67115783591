package org.liverystudio.ai.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeCacheTest {
    @TempDir private Path cache;

    @Test
    void onlyAbandonedHalfUnpackedLibrariesAreDeleted() throws IOException {
        Path half = Files.createDirectories(cache.resolve("pytorch/tmp123"));
        Path whole = Files.createDirectories(cache.resolve("pytorch/2.7.1-cpu-linux-x86_64"));
        Files.writeString(half.resolve("libtorch.so"), "half");
        Files.writeString(whole.resolve("libtorch.so"), "whole");

        NativeCache.deleteLeftovers(cache, Instant.now());
        assertThat(half).exists();

        NativeCache.deleteLeftovers(cache, Instant.now().plus(Duration.ofHours(2)));
        assertThat(half).doesNotExist();
        assertThat(whole.resolve("libtorch.so")).hasContent("whole");
    }

    @Test
    void aFreshCacheHasNothingToDelete() throws IOException {
        NativeCache.deleteLeftovers(cache.resolve("none"), Instant.now());

        assertThat(cache).isEmptyDirectory();
    }
}
