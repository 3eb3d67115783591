package org.liverystudio.ai.hub.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liverystudio.ai.hub.cache.CheckedBlobs;
import org.liverystudio.ai.hub.cache.HubCache;
import org.liverystudio.ai.hub.cache.RepoFolder;
import org.liverystudio.ai.hub.cache.SharedLock;
import org.liverystudio.ai.hub.catalogue.ModelSet;
import org.liverystudio.ai.hub.catalogue.PinnedFile;
import org.liverystudio.host.LiveryException;

/**
 * Takes a set off the drive: its files, but not those that another set needs, nor contents that
 * another snapshot points at, nor anything outside of the cache.
 */
final class Removal {
    /**
     * What was done.
     *
     * @param freedBytes on the drive
     * @param removed files of the set
     * @param kept files of the set that other sets need
     */
    record Report(long freedBytes, List<PinnedFile> removed, List<PinnedFile> kept) {
        Report {
            removed = List.copyOf(removed);
            kept = List.copyOf(kept);
        }
    }

    private final HubCache cache;
    private final CheckedBlobs checked;

    Removal(HubCache cache, CheckedBlobs checked) {
        this.cache = cache;
        this.checked = checked;
    }

    /**
     * @param others sets that must stay whole
     * @throws LiveryException if a file is being fetched now, or cannot be deleted
     */
    Report remove(ModelSet set, List<ModelSet> others) {
        long freed = 0;
        List<PinnedFile> removed = new ArrayList<>();
        List<PinnedFile> kept = new ArrayList<>();
        for (PinnedFile file : set.files()) {
            if (others.stream().flatMap(o -> o.files().stream()).anyMatch(file::isAtPlaceOf)) {
                kept.add(file);
                continue;
            }
            try {
                long before = freed;
                freed += remove(file);
                if (freed > before) {
                    removed.add(file);
                }
            } catch (IOException e) {
                throw new LiveryException(
                        "%s of %s cannot be removed: %s."
                                .formatted(file.path(), file.repo(), e.getMessage()),
                        "Close programs that use it and check the folder's permissions.",
                        e);
            }
        }
        return new Report(freed, removed, kept);
    }

    private long remove(PinnedFile file) throws IOException {
        RepoFolder repo = cache.repo(file.repo());
        Path pointer = repo.pointer(file.commit(), file.path());
        RepoTree tree = new RepoTree(repo.folder());
        Optional<Path> blob = RepoTree.blobOf(pointer);
        Optional<String> etag = blob.map(b -> b.getFileName().toString()).or(file::sha256);
        if (etag.isEmpty()) {
            return removeFile(pointer);
        }
        Optional<SharedLock> lock = SharedLock.tryAcquire(repo.lockFile(etag.get()));
        if (lock.isEmpty()) {
            throw new LiveryException(
                    "%s of %s is being fetched now.".formatted(file.path(), file.repo()),
                    "Wait until that has ended, or stop it.");
        }
        long freed = 0;
        try (SharedLock _ = lock.get()) {
            if (Files.isRegularFile(pointer)) {
                checked.remove(pointer);
            }
            freed += removeFile(pointer);
            if (blob.isPresent() && tree.pointersTo(blob.get()).isEmpty()) {
                freed += removeFile(blob.get());
            }
            for (String half : List.of(".part", ".journal")) {
                freed += removeFile(repo.partials().resolve(etag.get() + half));
            }
        }
        new RepoTree(repo.snapshot(file.commit())).removeEmptyFolders();
        tree.removeRefsWithoutSnapshot();
        tree.removeEmptyFolders();
        return freed;
    }

    /** Of a link only the link goes: what it leads to may belong to everybody. */
    private static long removeFile(Path file) throws IOException {
        long size = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Files.size(file) : 0;
        return Files.deleteIfExists(file) ? size : 0;
    }
}
