package org.liverystudio.host;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The editor's documents and the files it can read and write. */
public interface Documents {
    /** Documents on the screen; none where there is no screen. */
    List<Document> open();

    /** The one in front. */
    Optional<Document> active();

    /** Called with {@link #active()} whenever another document comes to the front. */
    Subscription onActiveChanged(Consumer<Optional<Document>> listener);

    /**
     * Reads a file without showing it.
     *
     * @throws LiveryException if it is missing, damaged or of a kind that cannot be read
     */
    Document read(Path file);

    /**
     * Writes a document; the file appears whole or not at all. The ending of the name decides the
     * format.
     *
     * @return what the format could not hold, one sentence each
     * @throws LiveryException if the ending is unknown or the file cannot be written
     */
    List<String> write(Document document, Path file);

    /**
     * Checks before long work that {@link #write} could write there. A host that cannot tell
     * beforehand finds nothing wrong.
     *
     * @throws LiveryException if the ending is unknown or the folder takes no files
     */
    default void checkWritable(Path file) {}
}
