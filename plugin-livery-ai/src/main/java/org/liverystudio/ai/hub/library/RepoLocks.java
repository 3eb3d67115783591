package org.liverystudio.ai.hub.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.liverystudio.ai.hub.cache.RepoId;
import org.liverystudio.ai.hub.cache.SharedLock;
import org.liverystudio.host.LiveryException;

/** All locks of one repository, so that no program fetches into it while it moves. */
final class RepoLocks implements AutoCloseable {
    private final List<SharedLock> locks;

    private RepoLocks(List<SharedLock> locks) {
        this.locks = locks;
    }

    /**
     * @param folder of the repository's lock files; need not exist
     * @throws LiveryException if another program has one of them
     */
    static RepoLocks acquire(RepoId repo, Path folder) throws IOException {
        List<SharedLock> locks = new ArrayList<>();
        RepoLocks all = new RepoLocks(locks);
        boolean complete = false;
        try {
            for (Path file : files(folder)) {
                Optional<SharedLock> lock = SharedLock.tryAcquire(file);
                if (lock.isEmpty()) {
                    throw new LiveryException(
                            "%s is being fetched now.".formatted(repo),
                            "Wait until that has ended, or stop it; then start again.");
                }
                locks.add(lock.get());
            }
            complete = true;
            return all;
        } finally {
            if (!complete) {
                all.close();
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".lock")).sorted().toList();
        }
    }

    @Override
    public void close() throws IOException {
        for (SharedLock lock : locks) {
            lock.close();
        }
    }
}
