package org.liverystudio.editor.plugin;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.liverystudio.editor.app.EditorServices;
import org.liverystudio.editor.edit.EditorDocument;
import org.liverystudio.editor.format.NoProgress;
import org.liverystudio.editor.format.ReadDocument;
import org.liverystudio.host.Document;
import org.liverystudio.host.Documents;
import org.liverystudio.host.Subscription;

/** The editor's documents and files for one plugin. */
record PluginDocuments(PluginScope scope) implements Documents {
    @Override
    public List<Document> open() {
        return services().workspace().documents().stream().map(this::view).toList();
    }

    @Override
    public Optional<Document> active() {
        return services().workspace().active().map(this::view);
    }

    @Override
    public Subscription onActiveChanged(Consumer<Optional<Document>> listener) {
        Consumer<Optional<Document>> guarded = scope.guarded(listener);
        return scope.hold(
                services()
                        .workspace()
                        .onActiveChanged(active -> guarded.accept(active.map(this::view))));
    }

    @Override
    public Document read(Path file) {
        ReadDocument read = services().formats().read(file, NoProgress.INSTANCE);
        return view(
                new EditorDocument(
                        file.getFileName().toString(),
                        Optional.of(file),
                        read.state(),
                        read.notices()));
    }

    @Override
    public List<String> write(Document document, Path file) {
        if (!(document instanceof DocumentView view)) {
            throw new IllegalArgumentException("not a document of this editor: " + document);
        }
        return services().formats().write(view.document().state(), file, NoProgress.INSTANCE);
    }

    @Override
    public void checkWritable(Path file) {
        services().formats().writerFor(file);
    }

    private Document view(EditorDocument document) {
        return new DocumentView(document, scope);
    }

    private EditorServices services() {
        return scope.services();
    }
}
