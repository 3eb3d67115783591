package org.liverystudio.editor.ui.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import javafx.stage.Window;
import org.liverystudio.editor.format.FileFormats;
import org.liverystudio.editor.ui.document.DocumentFiles;
import org.liverystudio.editor.ui.document.DocumentModel;
import org.liverystudio.editor.ui.document.OpenDocuments;

/** The File menu: asks what must be asked, then lets {@link DocumentFiles} do it. */
final class DocumentActions {
    private final Window window;
    private final Dialogs dialogs;
    private final EditorSettings settings;
    private final FileFormats formats;
    private final OpenDocuments documents;
    private final DocumentFiles files;

    DocumentActions(Window window, Dialogs dialogs, FileFormats formats, EditorModels models) {
        this.window = window;
        this.dialogs = dialogs;
        this.settings = models.settings;
        this.formats = formats;
        this.documents = models.documents;
        this.files = models.files;
    }

    void open() {
        open(dialogs.chooseToOpen(window, formats.readableExtensions(), settings.lastFolder()));
    }

    void open(List<Path> chosen) {
        chosen.forEach(this::open);
    }

    void open(Path file) {
        remember(file);
        files.open(file);
    }

    private void remember(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            settings.setLastFolder(folder);
        }
    }

    void save() {
        documents.active().ifPresent(this::save);
    }

    private CompletionStage<Boolean> save(DocumentModel model) {
        return DocumentFiles.hasHome(model.document()) ? files.save(model) : saveAs(model);
    }

    void saveAs() {
        documents.active().ifPresent(this::saveAs);
    }

    private CompletionStage<Boolean> saveAs(DocumentModel model) {
        return ask(model, "Save as", "psd", files::saveAs);
    }

    void exportPng() {
        documents.active().ifPresent(model -> ask(model, "Export PNG", "png", files::exportPng));
    }

    private CompletionStage<Boolean> ask(
            DocumentModel model,
            String title,
            String ending,
            BiFunction<DocumentModel, Path, CompletionStage<Boolean>> write) {
        Optional<Path> folder =
                model.document().file().map(Path::getParent).or(settings::lastFolder);
        String name = DocumentFiles.suggestedName(model.document(), "." + ending);
        Optional<Path> chosen = dialogs.chooseToSave(window, title, name, ending, folder);
        chosen.ifPresent(this::remember);
        return chosen.map(file -> write.apply(model, file))
                .orElse(CompletableFuture.completedFuture(false));
    }

    void close() {
        documents.active().ifPresent(this::close);
    }

    /** Closes a document after asking about changes. */
    void close(DocumentModel model) {
        closed(model);
    }

    /** Closes all documents; ends early, and with false, if the painter wants to keep one. */
    CompletionStage<Boolean> closeAll() {
        Optional<DocumentModel> next = documents.models().stream().findFirst();
        if (next.isEmpty()) {
            return CompletableFuture.completedFuture(true);
        }
        return closed(next.get())
                .thenCompose(done -> done ? closeAll() : CompletableFuture.completedFuture(false));
    }

    private CompletionStage<Boolean> closed(DocumentModel model) {
        if (!model.document().isChanged()) {
            documents.close(model);
            return CompletableFuture.completedFuture(true);
        }
        documents.activate(model);
        return switch (dialogs.askToSave(window, model.document().name())) {
            case CANCEL -> CompletableFuture.completedFuture(false);
            case DISCARD -> {
                documents.close(model);
                yield CompletableFuture.completedFuture(true);
            }
            case SAVE ->
                    save(model)
                            .thenApply(
                                    safe -> {
                                        if (safe) {
                                            documents.close(model);
                                        }
                                        return safe;
                                    });
        };
    }
}
