package org.liverystudio.host;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** An open picture with layers. */
public interface Document {
    /** The name on its tab. */
    String name();

    /** The file that it was read from or last saved to. */
    Optional<Path> file();

    /** What it looks like now. */
    DocumentSnapshot snapshot();

    /**
     * Changes the document as one step of undo.
     *
     * @return ids of the layers added, in the order of the changes
     * @throws LiveryException if a layer named by the edit is gone; nothing has changed then
     */
    List<LayerId> apply(DocumentEdit edit);

    /** What the file held that this editor cannot show or edit, one sentence each. */
    List<String> notices();

    /** Called after every change, on the thread that made it. */
    Subscription onChange(Consumer<DocumentSnapshot> listener);
}
