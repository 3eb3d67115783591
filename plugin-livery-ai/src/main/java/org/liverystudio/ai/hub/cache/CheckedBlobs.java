package org.liverystudio.ai.hub.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.liverystudio.ai.hub.files.ContentHash;
import org.liverystudio.ai.hub.files.DurableFiles;
import org.liverystudio.host.LiveryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Remembers which files were hashed, by size and time of change, so that gigabytes are hashed once.
 * Other programs put files into the shared cache after a look at their size only, so none is
 * trusted unseen. The list lies with our own data: the cache belongs to all.
 */
public final class CheckedBlobs {
    private static final Logger LOG = LoggerFactory.getLogger(CheckedBlobs.class);
    private static final JsonMapper JSON = JsonMapper.shared();

    /** What a file looked like when its hash was right. */
    public record Mark(String hash, long sizeBytes, long changedMillis) {}

    private final Path list;

    /**
     * @param list a JSON file, made when there is something to remember
     */
    public CheckedBlobs(Path list) {
        this.list = list;
    }

    public synchronized boolean isChecked(Path file, ContentHash hash) throws IOException {
        Path real = file.toRealPath();
        return mark(real, hash).equals(read().get(real.toString()));
    }

    public synchronized void add(Path file, ContentHash hash) throws IOException {
        Path real = file.toRealPath();
        Map<String, Mark> marks = read();
        marks.put(real.toString(), mark(real, hash));
        write(marks);
    }

    public synchronized void remove(Path file) throws IOException {
        Map<String, Mark> marks = read();
        if (marks.remove(file.toRealPath().toString()) != null) {
            write(marks);
        }
    }

    private static Mark mark(Path real, ContentHash hash) throws IOException {
        return new Mark(hash.hex(), Files.size(real), Files.getLastModifiedTime(real).toMillis());
    }

    /** A damaged list costs a second look at the files, nothing else. */
    private Map<String, Mark> read() {
        if (Files.isRegularFile(list)) {
            try {
                return JSON.readValue(list.toFile(), new TypeReference<TreeMap<String, Mark>>() {});
            } catch (JacksonException e) {
                LOG.warn("{} cannot be read; models are checked again", list, e);
            }
        }
        return new TreeMap<>();
    }

    private void write(Map<String, Mark> marks) {
        try {
            Files.createDirectories(list.toAbsolutePath().getParent());
            DurableFiles.write(list, JSON.writeValueAsBytes(marks));
        } catch (IOException e) {
            throw new LiveryException(
                    "The list of checked models, %s, cannot be written: %s."
                            .formatted(list, e.getMessage()),
                    "Check the disk; the models themselves are safe.",
                    e);
        }
    }
}
