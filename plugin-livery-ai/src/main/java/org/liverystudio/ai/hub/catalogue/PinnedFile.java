package org.liverystudio.ai.hub.catalogue;

import java.util.Optional;
import org.liverystudio.ai.hub.cache.RepoId;
import org.liverystudio.ai.hub.files.PieceHashes;

/**
 * One file of a repository at one commit, as the catalogue knows it.
 *
 * @param path inside the repository, with slashes
 * @param sizeBytes 0 where the catalogue does not know
 * @param sizeIsSure else the size only serves estimates; what the hub says counts
 * @param sha256 empty where the catalogue does not know; the hub's own hash is checked then
 * @param pieces hashes of its pieces, where the catalogue has them
 * @param role what it is for, such as {@code unet}
 * @param licence name of the licence
 */
public record PinnedFile(
        RepoId repo,
        String commit,
        String path,
        long sizeBytes,
        boolean sizeIsSure,
        Optional<String> sha256,
        Optional<PieceHashes> pieces,
        String role,
        String licence) {
    /** Whether both have the same place in the cache. */
    public boolean isAtPlaceOf(PinnedFile other) {
        return repo.equals(other.repo) && commit.equals(other.commit) && path.equals(other.path);
    }
}
