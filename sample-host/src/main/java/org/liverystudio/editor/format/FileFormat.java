package org.liverystudio.editor.format;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.host.LiveryException;
import org.liverystudio.host.TaskProgress;

/** A kind of file that holds pictures. */
public interface FileFormat {
    /** Name for people, such as "Photoshop document". */
    String name();

    /** Endings of file names in small letters, without dot; the usual one first. */
    List<String> extensions();

    boolean canWrite();

    /**
     * Whether a file is of this kind.
     *
     * @param head its first bytes, at most {@link FileFormats#HEAD_BYTES}
     */
    boolean matches(byte[] head);

    /**
     * Reads a file.
     *
     * @throws LiveryException if it is damaged, too big for the memory, or of a variety that is not
     *     supported; the message names the file
     * @throws CancellationException if the task was cancelled
     */
    ReadDocument read(Path file, TaskProgress progress);

    /**
     * Writes a file, whole or not at all.
     *
     * @return what the format cannot hold, one sentence each
     * @throws LiveryException if the document does not fit the format or the file cannot be written
     * @throws CancellationException if the task was cancelled; the file is as before
     */
    List<String> write(DocumentState document, Path file, TaskProgress progress);
}
