package org.liverystudio.ai.hub.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.liverystudio.ai.hub.cache.HubCache;
import org.liverystudio.ai.hub.cache.RepoFolder;
import org.liverystudio.ai.hub.files.ByteProgress;
import org.liverystudio.ai.hub.files.ByteWalk;
import org.liverystudio.ai.hub.files.FreeSpace;
import org.liverystudio.host.LiveryException;

/** Moves repositories from one cache to another; started again after any stop, it goes on. */
final class CacheMove {
    private final HubCache cache;
    private final Path source;
    private final Path target;

    /**
     * @throws LiveryException if one folder is the other, or inside it
     */
    CacheMove(HubCache cache, Path target) {
        this.cache = cache;
        this.source = cache.folder().toAbsolutePath().normalize();
        this.target = target;
        if (target.startsWith(source) || source.startsWith(target)) {
            throw new LiveryException(
                    "%s and %s are the same folder, or one is inside the other."
                            .formatted(source, target),
                    "Name a folder beside it, or on another drive.");
        }
    }

    /**
     * @throws LiveryException if there is no room, or a file cannot be moved
     */
    void move(List<CachedRepo> repos, Consumer<ByteProgress> progress, BooleanSupplier cancelled) {
        long total = repos.stream().mapToLong(CachedRepo::sizeBytes).sum();
        HubCache there = new HubCache(target);
        there.prepare();
        try {
            if (!Files.getFileStore(target).equals(Files.getFileStore(existing(source)))) {
                FreeSpace.require(target, total, FreeSpace.bytesAt(target));
            }
            Relocation relocation =
                    new Relocation(new ByteWalk("Moving", total, progress, cancelled));
            for (CachedRepo repo : repos) {
                RepoFolder from = cache.repo(repo.id());
                try (RepoLocks _ = RepoLocks.acquire(repo.id(), from.locks())) {
                    relocation.move(from.folder(), there.repo(repo.id()).folder());
                }
            }
        } catch (IOException e) {
            throw new LiveryException(
                    "The models cannot be moved to %s: %s.".formatted(target, e.getMessage()),
                    "Check both drives and start again; what was moved is whole.",
                    e);
        }
    }

    private static Path existing(Path folder) {
        Path path = folder;
        while (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            path = path.getParent();
        }
        return path;
    }
}
