package org.liverystudio.ai.hub.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.liverystudio.ai.hub.bundle.BundleManifest.Piece;
import org.liverystudio.ai.hub.cache.CheckedBlobs;
import org.liverystudio.ai.hub.cache.HubCache;
import org.liverystudio.ai.hub.cache.PointerFiles;
import org.liverystudio.ai.hub.cache.RepoFolder;
import org.liverystudio.ai.hub.cache.SharedLock;
import org.liverystudio.ai.hub.catalogue.Catalogue;
import org.liverystudio.ai.hub.catalogue.ModelSet;
import org.liverystudio.ai.hub.catalogue.ModelStore;
import org.liverystudio.ai.hub.catalogue.ModelStore.FileState;
import org.liverystudio.ai.hub.catalogue.PinnedFile;
import org.liverystudio.ai.hub.download.FileIntake;
import org.liverystudio.ai.hub.files.ByteProgress;
import org.liverystudio.ai.hub.files.ByteWalk;
import org.liverystudio.ai.hub.files.ContentHash;
import org.liverystudio.ai.hub.files.FileHasher;
import org.liverystudio.ai.hub.files.FreeSpace;
import org.liverystudio.host.LiveryException;

/**
 * Brings a bundle into the cache. It takes what the parts at hand hold; with the next part, or a
 * new copy of a broken one, it goes on where it was.
 */
public final class BundleImport {
    private static final long LOCK_LOOK_MILLIS = 200;

    private final Catalogue catalogue;
    private final HubCache cache;
    private final CheckedBlobs checked;
    private final ModelStore store;
    private final PointerFiles pointers = new PointerFiles();

    public BundleImport(Catalogue catalogue, HubCache cache, CheckedBlobs checked) {
        this.catalogue = catalogue;
        this.cache = cache;
        this.checked = checked;
        store = new ModelStore(cache, checked);
    }

    /**
     * @param path a folder with a manifest or with parts, or one part; its neighbours are used too
     * @return the set, which is here now as a whole
     * @throws LiveryException if parts are missing or broken, naming them; what was whole is kept
     * @throws CancellationException if cancelled; what has been read is kept
     */
    public ModelSet read(Path path, Consumer<ByteProgress> progress, BooleanSupplier cancelled) {
        try (BundleParts parts = BundleParts.find(path.toAbsolutePath())) {
            BundleManifest manifest = parts.manifest();
            manifest.files().forEach(this::requireKnown);
            long needed = bytesToWrite(manifest);
            FreeSpace.require(cache.folder(), needed, FreeSpace.bytesAt(cache.folder()));
            cache.prepare();
            ByteWalk walk = new ByteWalk("Importing", manifest.sizeBytes(), progress, cancelled);
            Set<String> problems = new LinkedHashSet<>(parts.broken());
            boolean complete = true;
            for (BundleFile file : manifest.files()) {
                complete &= bring(file, parts, walk, problems);
            }
            if (!complete) {
                throw incomplete(parts, problems);
            }
            return new ModelSet(
                    manifest.setName(),
                    manifest.setTitle(),
                    manifest.files().stream().map(BundleFile::pinned).toList());
        } catch (IOException e) {
            throw new LiveryException(
                    "%s cannot be imported: %s.".formatted(path, e.getMessage()),
                    "Check both drives, and import again; what was read stays.",
                    e);
        }
    }

    /** A file that the catalogue knows must be the one that it knows. */
    private void requireKnown(BundleFile file) {
        Optional<String> known = catalogue.find(file.pinned()).flatMap(PinnedFile::sha256);
        if (!known.orElse(file.sha256()).equals(file.sha256())) {
            throw new LiveryException(
                    "The export holds another %s than the one that is known to be good."
                            .formatted(file),
                    "Do not use it; nothing was imported.");
        }
    }

    private long bytesToWrite(BundleManifest manifest) {
        return manifest.files().stream()
                .filter(file -> !ModelStore.isUsable(store.state(file.pinned())))
                .mapToLong(BundleFile::sizeBytes)
                .sum();
    }

    /**
     * @param problems takes the names of parts that are missing or broken
     * @return whether the file is here now
     */
    private boolean bring(BundleFile file, BundleParts parts, ByteWalk walk, Set<String> problems)
            throws IOException {
        if (isHere(file, walk)) {
            walk.advance(file.sizeBytes());
            return true;
        }
        RepoFolder repo = cache.repo(file.repo());
        repo.remember(file.commit(), file.commit());
        Path blob = repo.blob(file.etag());
        Path pointer = repo.pointer(file.commit(), file.path());
        try (SharedLock _ = lock(repo.lockFile(file.etag()), walk)) {
            boolean isNew = !isWhole(blob, file, walk);
            if (isNew && !fill(file, repo, parts, walk, problems)) {
                return false;
            }
            if (!isNew) {
                walk.advance(file.sizeBytes());
            }
            pointers.point(pointer, blob, isNew);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
        checked.add(pointer, ContentHash.sha256(file.sha256()));
        return true;
    }

    private static boolean fill(
            BundleFile file,
            RepoFolder repo,
            BundleParts parts,
            ByteWalk walk,
            Set<String> problems)
            throws IOException, InterruptedException {
        try (FileIntake intake =
                FileIntake.open(repo, file.toString(), file.etag(), file.sizeBytes())) {
            for (Piece piece : parts.manifest().pieces(file)) {
                if (!intake.has(piece.offset(), piece.offset() + piece.bytes())) {
                    take(piece, parts, intake, problems);
                }
                walk.advance(piece.bytes());
            }
            ContentHash named = ContentHash.ofEtag(file.etag()).orElseThrow();
            return intake.finish(named, repo.blob(file.etag()));
        }
    }

    /** Another program may have brought it, or another file of the bundle is the same. */
    private static boolean isWhole(Path blob, BundleFile file, ByteWalk walk) throws IOException {
        return Files.isRegularFile(blob)
                && Files.size(blob) == file.sizeBytes()
                && FileHasher.matches(
                        blob, ContentHash.sha256(file.sha256()), _ -> {}, walk.cancelled());
    }

    private boolean isHere(BundleFile file, ByteWalk walk) {
        return switch (store.state(file.pinned())) {
            case CHECKED -> true;
            case UNCHECKED ->
                    store.verify(file.pinned(), _ -> {}, walk.cancelled()) == FileState.CHECKED;
            case MISSING, BROKEN -> false;
        };
    }

    private static SharedLock lock(Path file, ByteWalk walk)
            throws IOException, InterruptedException {
        while (true) {
            Optional<SharedLock> lock = SharedLock.tryAcquire(file);
            if (lock.isPresent()) {
                return lock.get();
            }
            walk.throwIfCancelled();
            Thread.sleep(LOCK_LOOK_MILLIS);
        }
    }

    private static void take(
            Piece piece, BundleParts parts, FileIntake intake, Set<String> problems)
            throws IOException {
        boolean told = false;
        for (PieceSource source : parts.open()) {
            Optional<byte[]> bytes;
            try {
                bytes = source.read(piece);
            } catch (IOException e) {
                problems.add("%s is broken (%s)".formatted(source.name(), e.getMessage()));
                told = true;
                continue;
            }
            if (bytes.isPresent()) {
                if (BundleExport.sha256(bytes.get()).equals(piece.sha256())) {
                    intake.put(piece.offset(), ByteBuffer.wrap(bytes.get()));
                    return;
                }
                problems.add(
                        "%s is broken (a piece of %s, at byte %d)"
                                .formatted(source.name(), piece.file(), piece.offset()));
                told = true;
            }
        }
        if (!told) {
            tellMissing(piece, parts, problems);
        }
    }

    private static void tellMissing(Piece piece, BundleParts parts, Set<String> problems) {
        String part = parts.manifest().partOf(piece.number()).name();
        boolean isFolder = part.equals(BundleManifest.FOLDER);
        boolean isBroken = problems.stream().anyMatch(problem -> problem.startsWith(part + " is "));
        if (isFolder || !isBroken) {
            problems.add((isFolder ? piece.file() : part) + " is missing");
        }
    }

    private LiveryException incomplete(BundleParts parts, Set<String> problems) {
        List<String> words = new ArrayList<>(problems);
        return new LiveryException(
                "%s is not complete yet: %s."
                        .formatted(
                                parts.manifest().setName(),
                                words.isEmpty()
                                        ? "the drive of %s lost bytes".formatted(cache.folder())
                                        : String.join(", ", words)),
                "Put the missing parts beside the others, or copy the broken ones again, and import"
                        + " once more; what was whole is kept.");
    }
}
