package org.liverystudio.ai.hub.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * A lock that excludes other programs, Python's filelock among them.
 *
 * <p>filelock takes {@code flock} on Unix, which Java's own file locks ({@code fcntl}) neither see
 * nor stop, so the system is called. On Windows both are {@code LockFileEx} on the first byte.
 */
public final class SharedLock implements AutoCloseable {
    private static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

    /** Ends a lock. */
    private interface Release {
        void run() throws IOException;
    }

    private final Release release;

    private SharedLock(Release release) {
        this.release = release;
    }

    /**
     * @return empty if another program, or another part of this one, has it now
     * @throws IOException if the file cannot be made or locked at all
     */
    public static Optional<SharedLock> tryAcquire(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        create(file);
        return WINDOWS ? tryRange(file) : tryFlock(file);
    }

    /** Writable for the group too, as others make it: caches are shared between users. */
    private static void create(Path file) throws IOException {
        try {
            Files.createFile(file);
            if (!WINDOWS) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
            }
        } catch (FileAlreadyExistsException _) {
            // Made once and never removed, so this is the usual case.
        }
    }

    private static Optional<SharedLock> tryFlock(Path file) throws IOException {
        int descriptor = UnixFlock.open(file);
        boolean locked = false;
        try {
            locked = UnixFlock.tryLock(descriptor, file);
        } finally {
            if (!locked) {
                UnixFlock.close(descriptor);
            }
        }
        return locked
                ? Optional.of(new SharedLock(() -> UnixFlock.close(descriptor)))
                : Optional.empty();
    }

    private static Optional<SharedLock> tryRange(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Optional<FileLock> lock = Optional.empty();
        try {
            lock = Optional.ofNullable(channel.tryLock(0, 1, false));
        } catch (OverlappingFileLockException _) {
            // Another part of this program has it: busy, like a lock of another program.
        } finally {
            if (lock.isEmpty()) {
                channel.close();
            }
        }
        return lock.map(_ -> new SharedLock(channel::close));
    }

    @Override
    public void close() throws IOException {
        release.run();
    }
}
