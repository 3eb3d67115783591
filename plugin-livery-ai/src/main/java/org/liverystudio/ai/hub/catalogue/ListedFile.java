package org.liverystudio.ai.hub.catalogue;

import java.util.Optional;

/**
 * A file of a repository as the hub lists it.
 *
 * @param sha256 of large files; small ones are kept by git under another hash
 */
public record ListedFile(String path, long sizeBytes, Optional<String> sha256) {
    /** Before the last slash; empty for files at the top. */
    String folder() {
        return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
    }

    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
