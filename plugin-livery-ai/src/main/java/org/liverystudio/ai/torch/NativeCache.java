package org.liverystudio.ai.torch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of unpacked native libraries, which all processes of a user share. One at a time
 * unpacks; what one that was cut off left behind, up to 400 MB, is deleted.
 */
public final class NativeCache {
    private static final Logger LOG = LoggerFactory.getLogger(NativeCache.class);
    private static final String LOCK = "natives.lock";

    /** DJL unpacks into {@code pytorch/tmp...} and renames the folder when it is whole. */
    private static final String ENGINE = "pytorch";

    private static final String UNFINISHED = "tmp";

    private NativeCache() {}

    /**
     * Does work that unpacks libraries, once no other process does.
     *
     * @param folder is made if need be
     * @throws IOException if it cannot be made or written to
     */
    static <T> T unpack(Path folder, Supplier<T> work) throws IOException {
        Files.createDirectories(folder);
        try (FileChannel lockFile = open(folder)) {
            if (isLocked(folder, lockFile)) {
                deleteUnfinished(folder);
            }
            return work.get();
        }
    }

    private static FileChannel open(Path folder) throws IOException {
        return FileChannel.open(
                folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static boolean isLocked(Path folder, FileChannel lockFile) {
        try {
            return lockFile.lock().isValid();
        } catch (IOException | OverlappingFileLockException e) {
            // Some network drives know no locks, and another class loader may hold it. Two that
            // unpack at a time only do double work.
            LOG.info("{} cannot be locked", folder, e);
            return false;
        }
    }

    /** Deletes what processes that were cut off have left, unless one is unpacking just now. */
    public static void tidy(Path folder) {
        if (!hasUnfinished(folder)) {
            return;
        }
        try (FileChannel lockFile = open(folder)) {
            Optional<FileLock> lock = Optional.ofNullable(lockFile.tryLock());
            if (lock.isPresent()) {
                deleteUnfinished(folder);
            }
        } catch (IOException | OverlappingFileLockException e) {
            LOG.info("{} is left as it is until the next start", folder, e);
        }
    }

    private static boolean hasUnfinished(Path folder) {
        try (Stream<Path> unfinished = unfinished(folder)) {
            return unfinished.findAny().isPresent();
        } catch (IOException e) {
            LOG.debug("{} has nothing in it yet", folder, e);
            return false;
        }
    }

    private static void deleteUnfinished(Path folder) throws IOException {
        if (Files.isDirectory(folder.resolve(ENGINE))) {
            try (Stream<Path> unfinished = unfinished(folder)) {
                unfinished.forEach(FolderTree::delete);
            }
        }
    }

    private static Stream<Path> unfinished(Path folder) throws IOException {
        return Files.list(folder.resolve(ENGINE))
                .filter(path -> path.getFileName().toString().startsWith(UNFINISHED));
    }
}
