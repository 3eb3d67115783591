package org.liverystudio.editor.ui;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import org.liverystudio.editor.app.EditorServices;
import org.liverystudio.editor.app.PlatformFolders;
import org.liverystudio.editor.edit.EditorDocument;
import org.liverystudio.editor.plugin.PluginHost;
import org.liverystudio.editor.ui.canvas.CanvasView;
import org.liverystudio.editor.ui.shell.Toast;
import org.liverystudio.editor.ui.shell.UiThread;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/**
 * A real editor in a window of JavaFX's headless platform, for tests from the first click to the
 * saved file.
 *
 * <pre>{@code
 * try (EditorFixture editor = EditorFixture.in(home).plugins(plugins).open(psd).start()) {
 *     editor.awaitDocument("car.psd");
 *     editor.choose("menu-edit", "edit-undo");
 *     editor.screenshot("after-undo");
 * }
 * }</pre>
 *
 * <p>Waiting looks at the condition with every frame of JavaFX; nothing sleeps.
 */
public final class EditorFixture implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Where {@link #screenshot} puts its pictures. */
    public static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final EditorServices services;
    private final ScriptedDialogs dialogs;
    private final Stage stage;
    private final EditorApp app;
    private final FxRobot robot = new FxRobot();

    private EditorFixture(
            EditorServices services, ScriptedDialogs dialogs, Stage stage, EditorApp app) {
        this.services = services;
        this.dialogs = dialogs;
        this.stage = stage;
        this.app = app;
    }

    /** How an editor shall be started. */
    public static final class Setup {
        private final Path home;
        private Path plugins;
        private Optional<Path> samples = Optional.empty();
        private final List<Path> files = new ArrayList<>();
        private double width = 1000;
        private double height = 760;

        private Setup(Path home) {
            this.home = home;
            this.plugins = home.resolve("plugins");
        }

        public Setup plugins(Path folder) {
            plugins = folder;
            return this;
        }

        public Setup samples(Path folder) {
            samples = Optional.of(folder);
            return this;
        }

        public Setup open(Path file) {
            files.add(file);
            return this;
        }

        /** At most 1000 x 1000, the size of the headless screen. */
        public Setup size(double newWidth, double newHeight) {
            width = newWidth;
            height = newHeight;
            return this;
        }

        /** As large as the window was at the last start. */
        public Setup lastSize() {
            width = 0;
            return this;
        }

        public EditorFixture start() {
            EditorServices services = EditorServices.in(PlatformFolders.under(home));
            if (width > 0) {
                String placement = "0 0 %.0f %.0f".formatted(width, height);
                services.settings().editor().put("window", placement);
            }
            ScriptedDialogs dialogs = new ScriptedDialogs();
            try {
                FxToolkit.registerPrimaryStage();
            } catch (TimeoutException e) {
                throw new AssertionError("JavaFX does not start", e);
            }
            Platform.setImplicitExit(false);
            return onFx(
                    () -> {
                        Stage stage = new Stage();
                        EditorApp app =
                                EditorApp.start(stage, services, plugins, samples, dialogs, files);
                        return new EditorFixture(services, dialogs, stage, app);
                    });
        }
    }

    /**
     * @param home folder for settings, caches and logs
     */
    public static Setup in(Path home) {
        return new Setup(home);
    }

    public FxRobot robot() {
        return robot;
    }

    public ScriptedDialogs dialogs() {
        return dialogs;
    }

    public EditorServices services() {
        return services;
    }

    public PluginHost plugins() {
        return app.plugins();
    }

    public Stage stage() {
        return stage;
    }

    /** The document in front. */
    public EditorDocument document() {
        return services.workspace().active().orElseThrow(() -> new AssertionError("no document"));
    }

    /** Runs something on the JavaFX thread and gives its result. */
    public static <T> T onFx(Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        UiThread.UI.execute(
                () -> {
                    try {
                        result.complete(work.call());
                    } catch (Throwable e) {
                        result.completeExceptionally(e);
                    }
                });
        return get(result, "the JavaFX thread");
    }

    private static <T> T get(CompletableFuture<T> future, String what) {
        return get(future, what, PATIENCE);
    }

    private static <T> T get(CompletableFuture<T> future, String what, Duration patience) {
        try {
            return future.get(patience.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError(what + ": " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("Waited in vain for " + what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /**
     * Waits until a condition holds; it is asked on the JavaFX thread with every frame.
     *
     * @param what for the message if it never does
     */
    public void await(String what, Callable<Boolean> condition) {
        await(what, PATIENCE, condition);
    }

    /** As above, with a patience of its own for long work. */
    public void await(String what, Duration patience, Callable<Boolean> condition) {
        CompletableFuture<Boolean> holds = new CompletableFuture<>();
        AnimationTimer frames =
                onFx(
                        () -> {
                            AnimationTimer timer =
                                    new AnimationTimer() {
                                        @Override
                                        public void handle(long now) {
                                            try {
                                                if (condition.call()) {
                                                    holds.complete(true);
                                                    stop();
                                                }
                                            } catch (Exception e) {
                                                holds.completeExceptionally(e);
                                                stop();
                                            }
                                        }
                                    };
                            timer.start();
                            return timer;
                        });
        try {
            get(holds, what, patience);
        } catch (AssertionError e) {
            screenshot("failed");
            throw e;
        } finally {
            Platform.runLater(frames::stop);
        }
    }

    /** Waits until a document is in front. */
    public EditorDocument awaitDocument(String name) {
        await(
                "document " + name,
                () ->
                        services.workspace()
                                .active()
                                .filter(open -> open.name().equals(name))
                                .isPresent());
        return document();
    }

    /** Waits until no task runs. */
    public void awaitIdle() {
        await("the end of all tasks", () -> services.tasks().active().isEmpty());
    }

    /** Waits until a control is on the screen. */
    public void awaitNode(String id) {
        await("#" + id, () -> lookup(id).isPresent());
    }

    /** Waits for a toast that contains the words. */
    public void awaitToast(String words) {
        await(
                "a toast with \"" + words + "\"",
                () -> toasts().stream().anyMatch(text -> text.contains(words)));
    }

    /** The messages that are shown in the corner; JavaFX thread only. */
    public static List<String> toasts() {
        return ((Pane) lookup("toasts").orElseThrow())
                .getChildren().stream().map(toast -> ((Toast) toast).text()).toList();
    }

    /** A control by its id, in any window, seen or not. */
    public static Node find(String id) {
        return onFx(() -> lookup(id).orElseThrow(() -> new AssertionError("no #" + id)));
    }

    /** A control of a type by its id. */
    public static <T extends Node> T find(String id, Class<T> type) {
        return type.cast(find(id));
    }

    /** A control by its id; JavaFX thread only. */
    public static Optional<Node> lookup(String id) {
        return Window.getWindows().stream()
                .map(Window::getScene)
                .filter(scene -> scene != null)
                .map(Scene::getRoot)
                .flatMap(root -> Optional.ofNullable(root.lookup("#" + id)).stream())
                .findFirst();
    }

    /** A menu by its id; JavaFX thread only. */
    public Optional<Menu> menu(String id) {
        MenuBar bar = (MenuBar) stage.getScene().lookup("#menu-bar");
        return bar.getMenus().stream().filter(menu -> id.equals(menu.getId())).findFirst();
    }

    /** Chooses an entry of a menu, if it is not greyed out. */
    public void choose(String menuId, String itemId) {
        MenuItem item =
                onFx(
                        () ->
                                menu(menuId)
                                        .flatMap(menu -> item(menu, itemId))
                                        .orElseThrow(
                                                () ->
                                                        new AssertionError(
                                                                "no entry "
                                                                        + itemId
                                                                        + " in "
                                                                        + menuId)));
        Platform.runLater(
                () -> {
                    if (item.isDisable()) {
                        throw new AssertionError(itemId + " is greyed out");
                    }
                    select(item);
                    item.fire();
                });
    }

    /** As an open menu does before it fires. */
    private static void select(MenuItem item) {
        if (item instanceof CheckMenuItem check) {
            check.setSelected(!check.isSelected());
        } else if (item instanceof RadioMenuItem radio) {
            radio.setSelected(true);
        }
    }

    private static Optional<MenuItem> item(Menu menu, String id) {
        for (MenuItem item : menu.getItems()) {
            if (id.equals(item.getId())) {
                return Optional.of(item);
            }
            if (item instanceof Menu inner) {
                // some menus make their entries when they open
                Event.fireEvent(inner, new Event(Menu.ON_SHOWING));
                Optional<MenuItem> found = item(inner, id);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** A picture of the editor's window in {@link #SCREENSHOTS}. */
    public Path screenshot(String name) {
        return screenshot(stage.getScene(), name, 1);
    }

    /** Waits until the canvas shows everything in full sharpness. */
    public void awaitCanvas() {
        await("a sharp canvas", () -> ((CanvasView) find("canvas")).isSettled());
    }

    /**
     * A picture of the editor as if its window had another size, also one that the headless screen
     * has no room for.
     */
    public Path screenshot(String name, double width, double height) {
        Scene window = stage.getScene();
        Parent root = window.getRoot();
        Scene large =
                onFx(
                        () -> {
                            window.setRoot(new Region());
                            Scene scene = new Scene(root, width, height);
                            scene.getStylesheets().setAll(window.getStylesheets());
                            scene.snapshot(null); // lays out, so that the canvas asks for a frame
                            return scene;
                        });
        try {
            await("a sharp canvas", () -> ((CanvasView) root.lookup("#canvas")).isSettled());
            return screenshot(large, name, 1);
        } finally {
            onFx(
                    () -> {
                        large.setRoot(new Region());
                        window.setRoot(root);
                        window.snapshot(null); // back to its own size before the next picture
                        return null;
                    });
        }
    }

    /**
     * A picture of any window.
     *
     * @param scale 2 gives twice as many pixels in each direction
     */
    public Path screenshot(Scene scene, String name, double scale) {
        WritableImage image =
                onFx(
                        () -> {
                            SnapshotParameters parameters = new SnapshotParameters();
                            parameters.setTransform(new Scale(scale, scale));
                            return scene.getRoot().snapshot(parameters, null);
                        });
        return write(image, SCREENSHOTS.resolve(name + ".png"));
    }

    private static Path write(WritableImage image, Path file) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] argb = new int[width * height];
        image.getPixelReader()
                .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
        BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        copy.setRGB(0, 0, width, height, argb, 0, width);
        try {
            Files.createDirectories(file.getParent());
            ImageIO.write(copy, "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** Closes the window without asking, stops plugins and tasks. */
    @Override
    public void close() {
        onFx(
                () -> {
                    app.close();
                    return null;
                });
        services.close();
    }
}
