package org.liverystudio.editor.ui.document;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.liverystudio.editor.app.Notices;
import org.liverystudio.editor.app.Workspace;
import org.liverystudio.editor.document.PixelLayer;
import org.liverystudio.editor.edit.EditorDocument;
import org.liverystudio.editor.edit.Revision;
import org.liverystudio.editor.format.FileFormats;
import org.liverystudio.editor.format.ReadDocument;
import org.liverystudio.host.Tasks;

/**
 * Opens and saves documents as tasks, off the thread of the user interface, and tells what went
 * wrong or was lost. A failure changes no document and no file.
 */
public final class DocumentFiles {
    private static final String LAYERED_ENDING = ".psd";

    private final Workspace workspace;
    private final FileFormats formats;
    private final Tasks tasks;
    private final FileNews news;
    private final RecentFiles recent;
    private final Executor ui;

    /**
     * @param ui runs tasks on the thread of the user interface
     */
    public DocumentFiles(
            Workspace workspace,
            FileFormats formats,
            Tasks tasks,
            Notices notices,
            RecentFiles recent,
            Executor ui) {
        this.workspace = workspace;
        this.formats = formats;
        this.tasks = tasks;
        this.news = new FileNews(notices);
        this.recent = recent;
        this.ui = ui;
    }

    /** Opens a file, or brings it to the front if it is open already. */
    public void open(Path file) {
        Optional<EditorDocument> known = holding(file);
        if (known.isPresent()) {
            workspace.activate(known.get());
            return;
        }
        read(file, read -> show(file, Optional.of(file.toAbsolutePath().normalize()), read));
    }

    /** Opens a sample: saving it asks for a place, so that the sample itself stays as it is. */
    public void openCopy(Path file) {
        read(file, read -> show(file, Optional.empty(), read));
    }

    private void read(Path file, Consumer<ReadDocument> show) {
        tasks.start("Open " + file.getFileName(), progress -> formats.read(file, progress))
                .result()
                .whenComplete(
                        (read, failure) ->
                                ui.execute(
                                        () -> {
                                            if (failure == null) {
                                                show.accept(read);
                                            } else {
                                                tellUnreadable(file, failure);
                                            }
                                        }));
    }

    private void tellUnreadable(Path file, Throwable failure) {
        if (!Files.exists(file)) {
            recent.remove(file);
        }
        news.failed("%s cannot be opened".formatted(file), failure);
    }

    private void show(Path file, Optional<Path> home, ReadDocument read) {
        String name = file.getFileName().toString();
        workspace.open(new EditorDocument(name, home, read.state(), read.notices()));
        home.ifPresent(recent::add);
        news.warn(name, read.notices());
    }

    private Optional<EditorDocument> holding(Path file) {
        Path wanted = file.toAbsolutePath().normalize();
        return workspace.documents().stream()
                .filter(document -> document.file().filter(wanted::equals).isPresent())
                .findFirst();
    }

    /**
     * Whether a document can be saved where it came from without losing its layers; otherwise a
     * place for it must be chosen.
     */
    public static boolean hasHome(EditorDocument document) {
        return document.file().filter(file -> isLayered(file) || isFlat(document)).isPresent();
    }

    private static boolean isLayered(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(LAYERED_ENDING);
    }

    private static boolean isFlat(EditorDocument document) {
        return document.state().layers().size() == 1
                && document.state().layers().getFirst() instanceof PixelLayer;
    }

    /** A name to save a document under, such as {@code "car.psd"} for {@code "car.png"}. */
    public static String suggestedName(EditorDocument document, String ending) {
        return document.name().replaceFirst("\\.[^.]*$", "") + ending;
    }

    /**
     * Saves a document where it came from.
     *
     * @return whether it is safe; completes on the thread of the user interface
     */
    public CompletionStage<Boolean> save(DocumentModel model) {
        return write(model, model.document().file().orElseThrow(), true);
    }

    /**
     * Saves a document with its layers under another name, which it has from then on.
     *
     * @return as {@link #save}
     */
    public CompletionStage<Boolean> saveAs(DocumentModel model, Path chosen) {
        return write(model, withEnding(chosen, LAYERED_ENDING), true);
    }

    /**
     * Writes the flat picture into another file; the document keeps its own.
     *
     * @return as {@link #save}
     */
    public CompletionStage<Boolean> exportPng(DocumentModel model, Path chosen) {
        return write(model, withEnding(chosen, ".png"), false);
    }

    private static Path withEnding(Path chosen, String ending) {
        String name = chosen.getFileName().toString();
        return name.toLowerCase(Locale.ROOT).endsWith(ending)
                ? chosen
                : chosen.resolveSibling(name + ending);
    }

    private CompletionStage<Boolean> write(DocumentModel model, Path file, boolean isHome) {
        Revision revision = model.document().revision();
        CompletableFuture<Boolean> safe = new CompletableFuture<>();
        tasks.start(
                        (isHome ? "Save " : "Export ") + file.getFileName(),
                        progress -> formats.write(revision.state(), file, progress))
                .result()
                .whenComplete(
                        (losses, failure) ->
                                ui.execute(
                                        () -> {
                                            if (failure == null) {
                                                written(model, revision, file, isHome, losses);
                                            } else {
                                                news.failed(file + " was not written", failure);
                                            }
                                            safe.complete(failure == null);
                                        }));
        return safe;
    }

    private void written(
            DocumentModel model,
            Revision revision,
            Path file,
            boolean isHome,
            List<String> losses) {
        if (isHome) {
            model.document().markSaved(revision, file.toAbsolutePath().normalize());
            model.refresh();
            recent.add(file);
            news.warn(file.getFileName().toString(), losses);
        } else {
            // that a flat picture has no layers is what an export is for
            news.info("%s is written.".formatted(file));
        }
    }
}
