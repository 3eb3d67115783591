package org.liverystudio.ai.hub.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of one repository in the cache, as they lie on the drive. */
final class RepoTree {
    private final Path folder;

    RepoTree(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /** Everything below, folders before what is in them; links are not followed. */
    List<Path> all() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted().toList();
        }
    }

    /** Bytes that this folder takes; what a link leads to elsewhere is not counted. */
    long sizeBytes() throws IOException {
        long sum = 0;
        for (Path file : all()) {
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                sum += Files.size(file);
            }
        }
        return sum;
    }

    /** The blob that a pointer leads to; empty if the pointer is the file itself. */
    static Optional<Path> blobOf(Path pointer) throws IOException {
        if (!Files.isSymbolicLink(pointer)) {
            return Optional.empty();
        }
        Path target = Files.readSymbolicLink(pointer);
        return Optional.of(pointer.getParent().resolve(target).normalize());
    }

    /** Pointers of all snapshots that lead to a blob. */
    List<Path> pointersTo(Path blob) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("snapshots"))) {
            List<Path> links = files.filter(Files::isSymbolicLink).toList();
            return links.stream().filter(link -> leadsTo(link, blob)).toList();
        }
    }

    private static boolean leadsTo(Path link, Path blob) {
        try {
            return blobOf(link).equals(Optional.of(blob));
        } catch (IOException e) {
            return true; // What cannot be read may be needed.
        }
    }

    /** Removes folders that hold nothing, from the deepest up, this one too. */
    void removeEmptyFolders() throws IOException {
        List<Path> deepestFirst = all().stream().sorted(Comparator.reverseOrder()).toList();
        for (Path path : deepestFirst) {
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) && isEmpty(path)) {
                Files.delete(path);
            }
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    /** A branch or tag whose snapshot is gone counts as damage, so it goes too. */
    void removeRefsWithoutSnapshot() throws IOException {
        Path refs = folder.resolve("refs");
        for (Path ref : new RepoTree(refs).all()) {
            if (Files.isRegularFile(ref)) {
                Path snapshot = folder.resolve("snapshots").resolve(Files.readString(ref).strip());
                if (!Files.isDirectory(snapshot)) {
                    Files.delete(ref);
                }
            }
        }
        Path missing = folder.resolve(".no_exist");
        for (Path note : new RepoTree(missing).all()) {
            Path commit = missing.relativize(note).getName(0);
            if (Files.isRegularFile(note)
                    && !Files.isDirectory(folder.resolve("snapshots").resolve(commit))) {
                Files.delete(note);
            }
        }
    }
}
