package org.liverystudio.ai.engine.worker;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.liverystudio.ai.torch.FolderTree;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder that no other user may open, for as long as its maker lives. A lock on a file in it says
 * that somebody does; a folder whose maker was killed is deleted when the next one is made.
 */
final class PrivateFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PrivateFolder.class);
    private static final String PREFIX = "worker-";
    private static final String LOCK = "in-use";

    /** Longer than it takes from making a folder to locking it. */
    private static final Duration UNCLAIMED = Duration.ofMinutes(1);

    /**
     * Those of this process. They are not even looked at while cleaning up: on Unix, closing a file
     * gives up all locks that the process has on it.
     */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lockFile;

    private PrivateFolder(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /**
     * Makes a folder, and deletes those that dead processes left behind.
     *
     * @param parent is made if need be
     */
    static PrivateFolder make(Path parent, Instant now) throws IOException {
        Files.createDirectories(parent);
        deleteLeftovers(parent, now);
        // Where a system knows such rights, this gives them to the owner alone.
        Path path = Files.createTempDirectory(parent, PREFIX);
        OWN.add(path);
        FileChannel lockFile =
                FileChannel.open(
                        path.resolve(LOCK),
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE);
        lockFile.lock();
        return new PrivateFolder(path, lockFile);
    }

    Path path() {
        return path;
    }

    private static void deleteLeftovers(Path parent, Instant now) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : folders) {
                if (!OWN.contains(folder) && isAbandoned(folder, now)) {
                    FolderTree.delete(folder);
                }
            }
        }
    }

    private static boolean isAbandoned(Path folder, Instant now) {
        try (FileChannel file = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock lock = file.tryLock()) {
            return lock != null && isOld(folder, now);
        } catch (NoSuchFileException e) {
            return isOld(folder, now);
        } catch (IOException | OverlappingFileLockException e) {
            LOG.debug("{} may be in use", folder, e);
            return false;
        }
    }

    private static boolean isOld(Path folder, Instant now) {
        try {
            Instant changed = Files.getLastModifiedTime(folder).toInstant();
            return changed.plus(UNCLAIMED).isBefore(now);
        } catch (IOException e) {
            LOG.debug("{} has just been deleted by another process", folder, e);
            return false;
        }
    }

    /** Deletes the folder. */
    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            LOG.info("The lock in {} was not given up", path, e);
        }
        FolderTree.delete(path);
        OWN.remove(path);
    }
}
