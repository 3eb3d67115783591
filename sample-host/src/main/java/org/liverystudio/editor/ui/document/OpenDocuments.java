package org.liverystudio.editor.ui.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.liverystudio.editor.app.Workspace;
import org.liverystudio.editor.edit.EditorDocument;
import org.liverystudio.host.LiveryException;
import org.liverystudio.host.Subscription;

/**
 * The workspace as the window sees it: a model for each open document, in the order of the tabs.
 * The workspace changes on any thread, the models here on the thread of the user interface only.
 */
public final class OpenDocuments implements AutoCloseable {
    private final Workspace workspace;
    private final Executor ui;
    private final Consumer<LiveryException> problems;
    private final ObservableList<DocumentModel> models = FXCollections.observableArrayList();
    // kept: a read-only list is held weakly by the list it mirrors, and its listeners with it
    private final ObservableList<DocumentModel> readOnlyModels =
            FXCollections.unmodifiableObservableList(models);
    private final ReadOnlyObjectWrapper<Optional<DocumentModel>> active =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final List<Subscription> subscriptions;

    /**
     * @param ui runs tasks on the thread of the user interface
     * @param problems told about edits that cannot be done
     */
    public OpenDocuments(Workspace workspace, Executor ui, Consumer<LiveryException> problems) {
        this.workspace = workspace;
        this.ui = ui;
        this.problems = problems;
        subscriptions =
                List.of(
                        workspace.onListChanged(() -> ui.execute(this::refresh)),
                        workspace.onActiveChanged(document -> ui.execute(this::refresh)));
        refresh();
    }

    private void refresh() {
        List<EditorDocument> wanted = workspace.documents();
        List<DocumentModel> gone = new ArrayList<>();
        for (DocumentModel model : models) {
            if (!wanted.contains(model.document())) {
                gone.add(model);
            }
        }
        models.removeAll(gone);
        for (EditorDocument document : wanted) {
            if (modelOf(document).isEmpty()) {
                models.add(new DocumentModel(document, ui, problems));
            }
        }
        active.set(workspace.active().flatMap(this::modelOf));
        gone.forEach(DocumentModel::close);
    }

    /** Open documents in the order of their tabs; read-only. */
    public ObservableList<DocumentModel> models() {
        return readOnlyModels;
    }

    public ReadOnlyObjectProperty<Optional<DocumentModel>> activeProperty() {
        return active.getReadOnlyProperty();
    }

    public Optional<DocumentModel> active() {
        return active.get();
    }

    public void activate(DocumentModel model) {
        workspace.activate(model.document());
    }

    /** Takes a document off the screen, whatever is unsaved. */
    public void close(DocumentModel model) {
        workspace.close(model.document());
    }

    private Optional<DocumentModel> modelOf(EditorDocument document) {
        return models.stream().filter(model -> model.document() == document).findFirst();
    }

    @Override
    public void close() {
        subscriptions.forEach(Subscription::close);
        models.forEach(DocumentModel::close);
    }
}
