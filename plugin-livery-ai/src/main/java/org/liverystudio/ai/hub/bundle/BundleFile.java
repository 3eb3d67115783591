package org.liverystudio.ai.hub.bundle;

import java.util.List;
import java.util.Optional;
import org.liverystudio.ai.hub.cache.RepoId;
import org.liverystudio.ai.hub.catalogue.PinnedFile;

/**
 * One file of a bundle.
 *
 * @param etag name of its blob in the cache
 * @param sha256 of the whole content
 * @param pieces the SHA-256 of each piece
 */
record BundleFile(
        RepoId repo,
        String commit,
        String path,
        long sizeBytes,
        String etag,
        String sha256,
        String role,
        String licence,
        List<String> pieces) {
    BundleFile {
        pieces = List.copyOf(pieces);
    }

    PinnedFile pinned() {
        return new PinnedFile(
                repo,
                commit,
                path,
                sizeBytes,
                true,
                Optional.of(sha256),
                Optional.empty(),
                role,
                licence);
    }

    @Override
    public String toString() {
        return repo + ": " + path;
    }
}
