package org.liverystudio.editor.plugin;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.liverystudio.editor.edit.EditorDocument;
import org.liverystudio.editor.plugin.view.EditTranslation;
import org.liverystudio.editor.plugin.view.SnapshotView;
import org.liverystudio.host.Document;
import org.liverystudio.host.DocumentEdit;
import org.liverystudio.host.DocumentSnapshot;
import org.liverystudio.host.LayerId;
import org.liverystudio.host.Subscription;

/** A document as one plugin sees it; two views of the same document are equal. */
record DocumentView(EditorDocument document, PluginScope scope) implements Document {
    @Override
    public String name() {
        return document.name();
    }

    @Override
    public Optional<Path> file() {
        return document.file();
    }

    @Override
    public DocumentSnapshot snapshot() {
        return new SnapshotView(document.state());
    }

    @Override
    public List<LayerId> apply(DocumentEdit edit) {
        EditTranslation translation = EditTranslation.of(edit);
        document.apply(translation.edit());
        return translation.added();
    }

    @Override
    public List<String> notices() {
        return document.notices();
    }

    @Override
    public Subscription onChange(Consumer<DocumentSnapshot> listener) {
        Consumer<DocumentSnapshot> guarded = scope.guarded(listener);
        return scope.hold(
                document.onChange(change -> guarded.accept(new SnapshotView(change.after()))));
    }
}
