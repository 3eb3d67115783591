package org.liverystudio.ai.torch;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the folder of unpacked native libraries from growing. */
final class NativeCache {
    private static final Logger LOG = LoggerFactory.getLogger(NativeCache.class);

    /** Longer than any unpacking takes: a younger folder may belong to another process. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    private NativeCache() {}

    /**
     * Deletes what a start that was cut off left behind, up to 400 MB each time. DJL unpacks into
     * {@code pytorch/tmp...} and renames the folder when it is whole.
     */
    static void deleteLeftovers(Path cacheFolder, Instant now) throws IOException {
        Path engine = cacheFolder.resolve("pytorch");
        if (!Files.isDirectory(engine)) {
            return;
        }
        try (Stream<Path> folders = Files.list(engine)) {
            for (Path folder : folders.toList()) {
                if (folder.getFileName().toString().startsWith("tmp") && isAbandoned(folder, now)) {
                    delete(folder);
                }
            }
        }
    }

    private static boolean isAbandoned(Path folder, Instant now) throws IOException {
        Instant changed = Files.getLastModifiedTime(folder).toInstant();
        return changed.plus(ABANDONED).isBefore(now);
    }

    private static void delete(Path folder) {
        try {
            Files.walkFileTree(
                    folder,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                                throws IOException {
                            Files.delete(file);
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult postVisitDirectory(Path visited, IOException failure)
                                throws IOException {
                            Files.delete(visited);
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            // It only takes space; the next start tries again.
            LOG.info("The leftover folder {} cannot be deleted", folder, e);
        }
    }
}
