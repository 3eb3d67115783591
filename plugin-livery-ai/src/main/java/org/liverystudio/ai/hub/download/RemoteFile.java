package org.liverystudio.ai.hub.download;

import okhttp3.HttpUrl;
import org.liverystudio.ai.hub.cache.RepoId;

/**
 * A file as the hub described it.
 *
 * @param etag name of its blob; a hash of the content for files of the hub
 * @param location where the bytes are; may be signed and run out, so it is never shown
 */
record RemoteFile(
        RepoId repo, String commit, String path, String etag, long sizeBytes, HttpUrl location) {
    boolean hasSameContentAs(RemoteFile other) {
        return etag.equals(other.etag) && sizeBytes == other.sizeBytes;
    }

    @Override
    public String toString() {
        return repo + ": " + path;
    }
}
