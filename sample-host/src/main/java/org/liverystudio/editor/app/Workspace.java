package org.liverystudio.editor.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.liverystudio.editor.edit.EditorDocument;
import org.liverystudio.host.Subscription;

/**
 * The open documents and the one in front. Safe on any thread; listeners are called on the thread
 * that changed something, after the change and without a lock.
 */
public final class Workspace {
    private final List<Consumer<Optional<EditorDocument>>> activeListeners =
            new CopyOnWriteArrayList<>();
    private final List<Runnable> listListeners = new CopyOnWriteArrayList<>();
    private final Object lock = new Object();
    private List<EditorDocument> documents = List.of();
    private Optional<EditorDocument> active = Optional.empty();

    /** Open documents in the order of their tabs. */
    public List<EditorDocument> documents() {
        synchronized (lock) {
            return documents;
        }
    }

    /** The document in front; empty only if none is open. */
    public Optional<EditorDocument> active() {
        synchronized (lock) {
            return active;
        }
    }

    /** Adds a document behind the others and brings it to the front. */
    public void open(EditorDocument document) {
        change(
                () -> {
                    List<EditorDocument> more = new ArrayList<>(documents);
                    more.add(document);
                    documents = List.copyOf(more);
                    active = Optional.of(document);
                });
    }

    /** Brings an open document to the front; another one is ignored. */
    public void activate(EditorDocument document) {
        change(
                () -> {
                    if (documents.contains(document)) {
                        active = Optional.of(document);
                    }
                });
    }

    /** Takes a document away; its neighbour comes to the front. */
    public void close(EditorDocument document) {
        change(
                () -> {
                    int index = documents.indexOf(document);
                    List<EditorDocument> fewer = new ArrayList<>(documents);
                    fewer.remove(document);
                    documents = List.copyOf(fewer);
                    if (active.equals(Optional.of(document))) {
                        active =
                                fewer.isEmpty()
                                        ? Optional.empty()
                                        : Optional.of(fewer.get(Math.min(index, fewer.size() - 1)));
                    }
                });
    }

    /** Called with {@link #active()} whenever another document, or none, comes to the front. */
    public Subscription onActiveChanged(Consumer<Optional<EditorDocument>> listener) {
        activeListeners.add(listener);
        return () -> activeListeners.remove(listener);
    }

    /** Called whenever a document was opened or closed. */
    public Subscription onListChanged(Runnable listener) {
        listListeners.add(listener);
        return () -> listListeners.remove(listener);
    }

    private void change(Runnable change) {
        List<EditorDocument> listBefore;
        Optional<EditorDocument> activeBefore;
        List<EditorDocument> listAfter;
        Optional<EditorDocument> activeAfter;
        synchronized (lock) {
            listBefore = documents;
            activeBefore = active;
            change.run();
            listAfter = documents;
            activeAfter = active;
        }
        if (listBefore != listAfter) {
            listListeners.forEach(Runnable::run);
        }
        if (!activeBefore.equals(activeAfter)) {
            activeListeners.forEach(listener -> listener.accept(activeAfter));
        }
    }
}
