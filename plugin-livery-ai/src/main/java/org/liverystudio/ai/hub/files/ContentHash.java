package org.liverystudio.ai.hub.files;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * What the bytes of a file must hash to.
 *
 * @param kind which hash
 * @param hex in small letters
 */
public record ContentHash(Kind kind, String hex) {
    /** The hub names large files by the first and small ones, which git keeps, by the second. */
    public enum Kind {
        SHA256("SHA-256"),
        GIT_BLOB("SHA-1");

        private final String algorithm;

        Kind(String algorithm) {
            this.algorithm = algorithm;
        }
    }

    public static ContentHash sha256(String hex) {
        return new ContentHash(Kind.SHA256, hex);
    }

    /**
     * @return empty if the etag, or the name of a blob, is no hash of the content
     */
    public static Optional<ContentHash> ofEtag(String etag) {
        if (etag.matches("[0-9a-f]{64}")) {
            return Optional.of(sha256(etag));
        }
        return etag.matches("[0-9a-f]{40}")
                ? Optional.of(new ContentHash(Kind.GIT_BLOB, etag))
                : Optional.empty();
    }

    /**
     * @param sizeBytes of the whole content; git hashes it before the content
     */
    public MessageDigest newDigest(long sizeBytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance(kind.algorithm);
            if (kind == Kind.GIT_BLOB) {
                digest.update(("blob " + sizeBytes + "\0").getBytes(StandardCharsets.US_ASCII));
            }
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has " + kind.algorithm, e);
        }
    }
}
