package org.liverystudio.ai.hub.cache;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.liverystudio.ai.hub.files.DurableFiles;
import org.liverystudio.host.LiveryException;

/**
 * One repository in the cache: {@code blobs/ETAG} holds contents, {@code snapshots/COMMIT/PATH}
 * points at them, {@code refs/REVISION} holds a commit, {@code .no_exist/COMMIT/PATH} notes what is
 * not there. A pointer means that the file is complete.
 */
public final class RepoFolder {
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
    private static final Pattern ETAG = Pattern.compile("[0-9a-zA-Z._-]{1,128}");

    private final Path folder;
    private final Path locks;

    public RepoFolder(Path folder, Path locks) {
        this.folder = folder;
        this.locks = locks.resolve(folder.getFileName());
    }

    public Path folder() {
        return folder;
    }

    public static boolean isCommit(String revision) {
        return COMMIT.matcher(revision).matches();
    }

    public static boolean isEtag(String name) {
        return ETAG.matcher(name).matches() && !name.startsWith(".");
    }

    /** May be a link into a read-only store of another program: read it, never write there. */
    public Path blob(String etag) {
        if (!isEtag(etag)) {
            throw unsafe(etag);
        }
        return folder.resolve("blobs").resolve(etag);
    }

    /** Folder of the lock files of all blobs. */
    public Path locks() {
        return locks;
    }

    /** Never deleted, by us or by others: a lock on a deleted file would exclude nobody. */
    public Path lockFile(String etag) {
        return locks.resolve(blob(etag).getFileName() + ".lock");
    }

    /**
     * Where we keep what has not arrived completely. Others clean up half files below {@code
     * blobs}, so ours lie in a hidden folder of their own on the same drive.
     */
    public Path partials() {
        return folder.resolve(".livery");
    }

    public Path snapshot(String commit) {
        if (!isCommit(commit)) {
            throw unsafe(commit);
        }
        return folder.resolve("snapshots").resolve(commit);
    }

    public Path pointer(String commit, String path) {
        return below(snapshot(commit), path);
    }

    /**
     * @param revision branch, tag or commit
     * @return the complete file, if it is here
     */
    public Optional<Path> find(String revision, String path) {
        return commitOf(revision).map(commit -> pointer(commit, path)).filter(Files::isRegularFile);
    }

    /** The commit that a branch or tag had when it was last asked for. */
    public Optional<String> commitOf(String revision) {
        if (isCommit(revision)) {
            return Optional.of(revision);
        }
        Path ref = below(folder.resolve("refs"), revision);
        if (!Files.isRegularFile(ref)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(ref).strip()).filter(RepoFolder::isCommit);
        } catch (IOException e) {
            throw new LiveryException(
                    "The file %s cannot be read: %s.".formatted(ref, e.getMessage()),
                    "Make it readable, or delete it: it is made again.",
                    e);
        }
    }

    /** A ref without its snapshot counts as damage, so the snapshot's folder comes first. */
    public void remember(String revision, String commit) throws IOException {
        Files.createDirectories(snapshot(commit));
        if (!isCommit(revision) && !commitOf(revision).equals(Optional.of(commit))) {
            Path ref = below(folder.resolve("refs"), revision);
            Files.createDirectories(ref.getParent());
            DurableFiles.write(ref, commit.getBytes(StandardCharsets.US_ASCII));
        }
    }

    public void rememberMissing(String commit, String path) throws IOException {
        Path note = below(folder.resolve(".no_exist").resolve(commit), path);
        Files.createDirectories(note.getParent());
        if (!Files.exists(note)) {
            DurableFiles.write(note, new byte[0]);
        }
    }

    public boolean isKnownMissing(String commit, String path) {
        return Files.isRegularFile(below(folder.resolve(".no_exist").resolve(commit), path));
    }

    /** Paths come from the network: they must stay inside. */
    private static Path below(Path parent, String path) {
        if (!isSafe(path)) {
            throw unsafe(path);
        }
        return parent.resolve(path);
    }

    /** Whether a path inside a repository stays inside, on every system. */
    public static boolean isSafe(String path) {
        return !path.isEmpty()
                && !path.matches("(?s).*[\\\\:\0].*")
                && Stream.of(path.split("/", -1))
                        .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    }

    private static LiveryException unsafe(String name) {
        return new LiveryException(
                "\"%s\" is no safe name for a file of a model.".formatted(name),
                "Do not use this model, or check the name; nothing was written.");
    }
}
