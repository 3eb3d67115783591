package org.liverystudio.editor.plugin;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.liverystudio.host.LiveryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder that holds the plugins: zips, jars, and the folders that zips were unpacked into.
 *
 * <p>A folder with {@code plugin.properties} that no zip stands for is a plugin under development.
 * Files that cannot be deleted now, because Windows keeps open ones, are listed in {@code
 * .delete-at-start}.
 */
final class PluginFolder {
    private static final Logger LOG = LoggerFactory.getLogger(PluginFolder.class);
    private static final String LATER = ".delete-at-start";
    private static final String LOCK = ".lock";

    /** File locks work between processes only; this one works between threads. */
    private static final ReentrantLock IN_PROCESS = new ReentrantLock();

    /** Work on the folder's files. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    private final Path root;

    PluginFolder(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    Path root() {
        return root;
    }

    /** Files and folders that claim to be plugins, by name. */
    List<Path> candidates() throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(root)) {
            return entries.filter(this::isCandidate).sorted().toList();
        }
    }

    private boolean isCandidate(Path entry) {
        String name = entry.getFileName().toString();
        if (name.startsWith(".")) {
            return false;
        }
        if (Files.isDirectory(entry)) {
            return Files.exists(entry.resolve("plugin.properties"))
                    && !Files.exists(entry.resolve(PluginUnpacker.STAMP))
                    && !Files.exists(entry.resolveSibling(name + ".zip"));
        }
        return name.endsWith(".zip") || name.endsWith(".jar");
    }

    /** Deletes what earlier runs left: listed files, half unpacked folders, those of gone zips. */
    void sweep() throws IOException {
        if (!Files.isDirectory(root)) {
            return;
        }
        List<Path> rubbish;
        try (Stream<Path> entries = Files.list(root)) {
            rubbish = entries.filter(this::isRubbish).toList();
        }
        Set<Path> all = new LinkedHashSet<>(listedForDeletion());
        all.addAll(rubbish);
        if (!all.isEmpty()) {
            locked(
                    () -> {
                        Files.deleteIfExists(root.resolve(LATER));
                        delete(all.toArray(Path[]::new));
                        return null;
                    });
        }
    }

    private boolean isRubbish(Path entry) {
        String name = entry.getFileName().toString();
        if (name.startsWith(PluginUnpacker.PASSING)) {
            return true;
        }
        return Files.exists(entry.resolve(PluginUnpacker.STAMP))
                && !Files.exists(entry.resolveSibling(name + ".zip"));
    }

    /**
     * Deletes files and folders, now or at the next start.
     *
     * @return whether all are gone now
     */
    boolean delete(Path... entries) throws IOException {
        Set<Path> left = new LinkedHashSet<>();
        for (Path entry : entries) {
            try {
                FileTrees.delete(entry);
            } catch (IOException e) {
                LOG.info("{} is in use and is deleted at the next start", entry, e);
                left.add(entry);
            }
        }
        if (!left.isEmpty()) {
            left.addAll(listedForDeletion());
            List<String> names = left.stream().map(path -> path.getFileName().toString()).toList();
            Files.write(root.resolve(LATER), names);
        }
        return left.isEmpty();
    }

    /** Only plain names inside this folder: the list can delete nothing elsewhere. */
    private List<Path> listedForDeletion() throws IOException {
        Path list = root.resolve(LATER);
        if (!Files.exists(list)) {
            return List.of();
        }
        return Files.readAllLines(list).stream()
                .filter(name -> !name.isBlank())
                .map(name -> root.resolve(name).normalize())
                .filter(path -> root.equals(path.getParent()))
                .toList();
    }

    /** Runs the work while no other editor changes this folder. */
    <T> T locked(Work<T> work) throws IOException {
        IN_PROCESS.lock();
        try {
            if (IN_PROCESS.getHoldCount() > 1) {
                return work.run();
            }
            Files.createDirectories(root);
            try (FileChannel channel =
                            FileChannel.open(
                                    root.resolve(LOCK),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    FileLock _ = channel.lock()) {
                return work.run();
            }
        } finally {
            IN_PROCESS.unlock();
        }
    }

    /** As {@link #locked}, with words for the painter if the folder cannot be written. */
    <T> T change(Work<T> work) {
        try {
            return locked(work);
        } catch (IOException e) {
            throw new LiveryException(
                    "The plugins folder %s cannot be changed: %s.".formatted(root, e.getMessage()),
                    "Check that this user may write there and that the disk has room.",
                    e);
        }
    }
}
