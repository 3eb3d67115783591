package org.liverystudio.ai.hub.catalogue;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Files that are fetched together.
 *
 * @param name as typed on the command line
 * @param title shown to people
 */
public record ModelSet(String name, String title, List<PinnedFile> files) {
    public ModelSet {
        files = List.copyOf(files);
    }

    /** Few bytes of unknown size may come on top. */
    public long sizeBytes() {
        return files.stream().mapToLong(PinnedFile::sizeBytes).sum();
    }

    /** Such as {@code MIT, openrail++}. */
    public String licences() {
        return files.stream()
                .map(PinnedFile::licence)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
