package org.liverystudio.ai.hub.library;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.liverystudio.ai.hub.cache.PointerFiles;
import org.liverystudio.ai.hub.files.ByteWalk;
import org.liverystudio.ai.hub.files.ContentHash;
import org.liverystudio.ai.hub.files.DurableFiles;

/**
 * Moves a repository to another cache. On the same drive that is one rename; to another drive each
 * file is copied, hashed on the way, and only when all are there the old ones go. Started again
 * after any stop, it goes on.
 */
final class Relocation {
    private static final int BUFFER_BYTES = 1 << 20;

    private final PointerFiles pointers = new PointerFiles();
    private final ByteWalk walk;

    Relocation(ByteWalk walk) {
        this.walk = walk;
    }

    void move(Path repo, Path target) throws IOException {
        RepoTree tree = new RepoTree(repo);
        if (!Files.exists(target) && sameDrive(repo, target.getParent())) {
            long size = tree.sizeBytes();
            Files.move(repo, target, StandardCopyOption.ATOMIC_MOVE);
            walk.advance(size);
            return;
        }
        List<Path> all = tree.all();
        for (Path path : all) {
            copy(path, target.resolve(repo.relativize(path).toString()));
        }
        for (Path path : all.stream().sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(path);
        }
    }

    private static boolean sameDrive(Path from, Path to) throws IOException {
        return Files.getFileStore(from).equals(Files.getFileStore(to));
    }

    private void copy(Path from, Path to) throws IOException {
        if (Files.isSymbolicLink(from)) {
            link(from, to);
        } else if (Files.isDirectory(from)) {
            Files.createDirectories(to);
        } else {
            file(from, to);
        }
    }

    /** Folders are sorted, so that blobs are there before the snapshots that point at them. */
    private void link(Path from, Path to) throws IOException {
        Optional<Path> blob = RepoTree.blobOf(from);
        Path inRepo = to.getParent().resolve(Files.readSymbolicLink(from)).normalize();
        if (Files.isRegularFile(inRepo)) {
            pointers.point(to, inRepo, false);
        } else if (!Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            // Into a store of another program: the same store from the new place.
            try {
                Files.createSymbolicLink(to, blob.orElseThrow());
            } catch (UnsupportedOperationException | FileSystemException e) {
                file(from, to);
            }
        }
    }

    private void file(Path from, Path to) throws IOException {
        long size = Files.size(from);
        if (Files.isRegularFile(to) && Files.size(to) == size) {
            walk.advance(size);
            return;
        }
        Path temporary = DurableFiles.beside(to);
        try {
            copyBytes(from, temporary);
            DurableFiles.syncFile(temporary);
            DurableFiles.move(temporary, to);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private void copyBytes(Path from, Path to) throws IOException {
        Optional<ContentHash> hash = ContentHash.ofEtag(from.getFileName().toString());
        MessageDigest digest = hash.orElse(ContentHash.sha256("")).newDigest(Files.size(from));
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(from);
                OutputStream out =
                        Files.newOutputStream(
                                to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
                out.write(buffer, 0, count);
                walk.advance(count);
            }
        }
        String found = HexFormat.of().formatHex(digest.digest());
        if (hash.isPresent() && !hash.get().hex().equals(found)) {
            throw new IOException(from + " is damaged, its hash is wrong");
        }
    }
}
