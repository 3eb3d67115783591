package org.liverystudio.ai.hub.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.liverystudio.ai.hub.cache.CheckedBlobs;
import org.liverystudio.ai.hub.cache.HubCache;
import org.liverystudio.ai.hub.files.ContentHash;
import org.liverystudio.ai.hub.files.FileHasher;
import org.liverystudio.ai.hub.files.FreeSpace;
import org.liverystudio.host.LiveryException;

/** Which files of the catalogue are on this computer, and whether they are what they should be. */
public final class ModelStore {
    /** What is known of a file without reading it. */
    public enum FileState {
        MISSING,
        /** There, but of another size: cut off or replaced. */
        BROKEN,
        /** There and of the right size; nobody has hashed it yet. */
        UNCHECKED,
        /** There, and unchanged since its hash was right. */
        CHECKED
    }

    private final HubCache cache;
    private final CheckedBlobs checked;

    public ModelStore(HubCache cache, CheckedBlobs checked) {
        this.cache = cache;
        this.checked = checked;
    }

    public Path folder() {
        return cache.folder();
    }

    /** Bytes free on the drive where models lie, or will lie once the folder is made. */
    public long freeBytes() {
        return FreeSpace.bytesAt(cache.folder());
    }

    /** Where the file is or would be. */
    public Path place(PinnedFile file) {
        return cache.repo(file.repo()).pointer(file.commit(), file.path());
    }

    public FileState state(PinnedFile file) {
        Path place = place(file);
        if (!Files.isRegularFile(place)) {
            return FileState.MISSING;
        }
        try {
            if (file.sizeIsSure() && Files.size(place) != file.sizeBytes()) {
                return FileState.BROKEN;
            }
            Optional<ContentHash> hash = hash(file, place);
            return hash.isPresent() && checked.isChecked(place, hash.get())
                    ? FileState.CHECKED
                    : FileState.UNCHECKED;
        } catch (IOException e) {
            throw unreadable(place, e);
        }
    }

    public boolean isComplete(ModelSet set) {
        return set.files().stream().map(this::state).allMatch(ModelStore::isUsable);
    }

    /** Bytes of a set that are here. */
    public long bytesHere(ModelSet set) {
        return set.files().stream()
                .filter(file -> isUsable(state(file)))
                .mapToLong(PinnedFile::sizeBytes)
                .sum();
    }

    /** Whether a file is there in its size; its hash is another question. */
    public static boolean isUsable(FileState state) {
        return switch (state) {
            case CHECKED, UNCHECKED -> true;
            case MISSING, BROKEN -> false;
        };
    }

    /**
     * Hashes a file and remembers if it was right.
     *
     * @param bytesRead told the number of bytes after each piece
     * @return {@link FileState#CHECKED}, or {@link FileState#UNCHECKED} if nothing says what its
     *     hash should be, or what is wrong
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public FileState verify(PinnedFile file, LongConsumer bytesRead, BooleanSupplier cancelled) {
        Path place = place(file);
        if (!Files.isRegularFile(place)) {
            return FileState.MISSING;
        }
        try {
            Optional<ContentHash> hash = hash(file, place);
            if (hash.isEmpty()) {
                return FileState.UNCHECKED;
            }
            if (!FileHasher.matches(place, hash.get(), bytesRead, cancelled)) {
                checked.remove(place);
                return FileState.BROKEN;
            }
            checked.add(place, hash.get());
            return FileState.CHECKED;
        } catch (IOException e) {
            throw unreadable(place, e);
        }
    }

    /** Takes files for whole that were whole elsewhere and have been moved here. */
    public void trust(List<PinnedFile> files) {
        for (PinnedFile file : files) {
            Path place = place(file);
            try {
                Optional<ContentHash> hash = hash(file, place);
                if (hash.isPresent()) {
                    checked.add(place, hash.get());
                }
            } catch (IOException e) {
                throw unreadable(place, e);
            }
        }
    }

    /** A blob is named by its hash; a file copied into its place tells nothing. */
    private static Optional<ContentHash> hash(PinnedFile file, Path place) throws IOException {
        return file.sha256().isPresent()
                ? file.sha256().map(ContentHash::sha256)
                : ContentHash.ofEtag(place.toRealPath().getFileName().toString());
    }

    private static LiveryException unreadable(Path file, IOException e) {
        return new LiveryException(
                "The model file %s cannot be read: %s.".formatted(file, e.getMessage()),
                "Check the disk and the file's permissions.",
                e);
    }
}
