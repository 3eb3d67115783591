package org.liverystudio.editor.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.liverystudio.editor.app.EditorServices;
import org.liverystudio.editor.plugin.PluginHost;
import org.liverystudio.editor.plugin.StartReport;
import org.liverystudio.editor.ui.shell.Dialogs;
import org.liverystudio.editor.ui.shell.EditorWindow;
import org.liverystudio.host.LiveryException;
import org.liverystudio.host.PaintTool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the editor on the screen: first the window, then the plugins, off its thread. */
public final class EditorApp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EditorApp.class);

    private final EditorServices services;
    private final PluginHost plugins;
    private final EditorWindow window;

    private EditorApp(
            Stage stage,
            EditorServices services,
            Path pluginsFolder,
            Optional<Path> samplesFolder,
            Dialogs dialogs) {
        this.services = services;
        plugins = new PluginHost(pluginsFolder, services, List.of(PaintTool.class));
        window =
                new EditorWindow(
                        stage,
                        services,
                        plugins,
                        dialogs,
                        samplesFolder.flatMap(EditorApp::firstSample));
    }

    /**
     * Runs the editor until its window is closed.
     *
     * @param pluginsFolder where plugins lie
     * @param samplesFolder where our own templates lie, if they are installed
     * @param files to open
     */
    public static void run(
            EditorServices services,
            Path pluginsFolder,
            Optional<Path> samplesFolder,
            List<Path> files) {
        CompletableFuture<EditorApp> closed = new CompletableFuture<>();
        Platform.startup(
                () -> {
                    Platform.setImplicitExit(false); // plugins stop after the window is gone
                    Thread.currentThread()
                            .setUncaughtExceptionHandler((thread, e) -> unexpected(services, e));
                    try {
                        EditorApp app =
                                start(
                                        new Stage(),
                                        services,
                                        pluginsFolder,
                                        samplesFolder,
                                        Dialogs.ofSystem(),
                                        files);
                        app.window.setOnClosed(() -> closed.complete(app));
                    } catch (RuntimeException e) {
                        closed.completeExceptionally(e);
                    }
                });
        try {
            closed.join().plugins.close();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException reason ? reason : e;
        } finally {
            Platform.exit();
        }
    }

    /** Opens the window on a stage of the caller's; JavaFX thread only. */
    static EditorApp start(
            Stage stage,
            EditorServices services,
            Path pluginsFolder,
            Optional<Path> samplesFolder,
            Dialogs dialogs,
            List<Path> files) {
        EditorApp app = new EditorApp(stage, services, pluginsFolder, samplesFolder, dialogs);
        app.window.show(files);
        app.startPlugins();
        return app;
    }

    private void startPlugins() {
        services.tasks()
                .start("Start plugins", progress -> plugins.start())
                .result()
                .whenComplete(this::pluginsStarted);
    }

    private void pluginsStarted(StartReport report, Throwable failure) {
        if (failure != null) {
            unexpected(services, failure);
        } else {
            report.problems().values().forEach(services.notices()::error);
        }
    }

    private static void unexpected(EditorServices services, Throwable failure) {
        services.notices()
                .error(
                        failure instanceof LiveryException known
                                ? known
                                : new LiveryException(
                                        "Something unexpected went wrong: %s.".formatted(failure),
                                        "Save your work under another name. The log in %s has the details."
                                                .formatted(services.folders().logs()),
                                        failure));
    }

    private static Optional<Path> firstSample(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".psd"))
                    .sorted()
                    .findFirst();
        } catch (IOException e) {
            LOG.warn("{} cannot be listed", folder, e);
            return Optional.empty();
        }
    }

    PluginHost plugins() {
        return plugins;
    }

    /** Closes the window without asking, and stops the plugins. JavaFX thread only. */
    @Override
    public void close() {
        window.close();
        plugins.close();
    }
}
