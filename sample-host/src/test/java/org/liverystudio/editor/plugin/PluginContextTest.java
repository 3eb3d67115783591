package org.liverystudio.editor.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.liverystudio.editor.plugin.PluginBuilder.plugin;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.editor.app.EditorServices;
import org.liverystudio.editor.app.ObservableTask;
import org.liverystudio.editor.app.PlatformFolders;
import org.liverystudio.editor.document.DocumentInfo;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.editor.document.PixelLayer;
import org.liverystudio.editor.edit.EditorDocument;
import org.liverystudio.editor.edit.RemoveLayer;
import org.liverystudio.editor.image.LayerMask;
import org.liverystudio.editor.image.TiledImage;
import org.liverystudio.editor.image.TiledMask;
import org.liverystudio.host.CommandContext;
import org.liverystudio.host.CommandLineTool;
import org.liverystudio.host.Document;
import org.liverystudio.host.DocumentEdit;
import org.liverystudio.host.DocumentSnapshot;
import org.liverystudio.host.Layer;
import org.liverystudio.host.LayerId;
import org.liverystudio.host.LayerPlace;
import org.liverystudio.host.LayerRole;
import org.liverystudio.host.NewLayer;
import org.liverystudio.host.Raster;
import org.liverystudio.host.Rect;
import org.liverystudio.host.Selection;
import org.liverystudio.host.Subscription;
import org.liverystudio.host.Tasks;

@Timeout(60)
class PluginContextTest {
    private static final Rect DOT = new Rect(1, 2, 1, 1);
    private static final byte[] RED = {(byte) 255, 0, 0, (byte) 255};

    @TempDir Path plugins;
    @TempDir Path home;

    private EditorServices services;
    private PluginHost host;
    private CommandContext context;
    private final StringWriter out = new StringWriter();

    @BeforeEach
    void startPlugin() throws IOException {
        services = EditorServices.in(PlatformFolders.under(home));
        host = new PluginHost(plugins, services, List.of(CommandLineTool.class));
        plugin("paint").command("x", "context.hostVersion()").zip(plugins.resolve("paint.zip"));
        host.start();
        context = command().commandContext(terminal());
    }

    @AfterEach
    void close() {
        host.close();
        services.close();
    }

    private PluginExtension<CommandLineTool> command() {
        return host.extensions(CommandLineTool.class).getFirst();
    }

    private Terminal terminal() {
        return new Terminal(new PrintWriter(out), new PrintWriter(out), false, () -> false);
    }

    @Test
    void aCommandRunsWithTheServicesOfTheEditor() {
        int code = command().call("running", tool -> tool.run(List.of(), context));

        context.out().flush();
        assertThat(code).isZero();
        assertThat(out).hasToString("1.0.0" + System.lineSeparator());
        assertThat(context.directories().data()).startsWith(home).isDirectory();
    }

    @Test
    void preferencesAreThePluginsOwn() {
        context.preferences().put("prompt", "stripes");

        assertThat(services.settings().forPlugin("paint").get("prompt")).contains("stripes");
        assertThat(services.settings().editor().get("prompt")).isEmpty();
    }

    @Test
    void aFileThatNoFormatWritesIsRefusedBeforeTheWork() {
        context.documents().checkWritable(home.resolve("car.psd"));

        assertThatThrownBy(() -> context.documents().checkWritable(home.resolve("car.xyz")))
                .hasMessageContaining("\".xyz\" cannot be written");
    }

    @Test
    void aDocumentIsSeenWithItsLayersAndPixels() {
        services.workspace().open(document());

        Document document = context.documents().active().orElseThrow();
        DocumentSnapshot snapshot = document.snapshot();
        Layer layer = snapshot.layers().getFirst();

        assertThat(context.documents().open()).containsExactly(document);
        assertThat(snapshot.bounds()).isEqualTo(new Rect(0, 0, 8, 4));
        assertThat(layer.name()).isEqualTo("dot");
        assertThat(layer.bounds()).isEqualTo(DOT);
        assertThat(layer.pixels(DOT).toRgba()).isEqualTo(RED);
        assertThat(layer.render(DOT).toRgba()).isEqualTo(RED);
        assertThat(snapshot.composite(DOT).toRgba()).isEqualTo(RED);
        assertThat(layer.pixels(new Rect(0, 2, 3, 1)).toRgba())
                .containsExactly(0, 0, 0, 0, 255, 0, 0, 255, 0, 0, 0, 0);
        assertThatThrownBy(() -> layer.pixels(DOT).copyRgba(new Rect(0, 0, 2, 1), new byte[8], 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aLayerMaskIsSeenAsCoverageUnlessItIsSwitchedOff() {
        Rect area = new Rect(0, 0, 2, 1);
        TiledMask coverage = TiledMask.of(area, new byte[] {0, (byte) 255}, 255);

        assertThat(maskOf(new LayerMask(coverage)))
                .hasValueSatisfying(
                        mask -> {
                            assertThat(mask.bounds()).isEqualTo(new Rect(0, 0, 8, 4));
                            assertThat(mask.coverage(new Rect(-1, 0, 4, 1)))
                                    .containsExactly(0, 0, 255, 255);
                        });
        assertThat(maskOf(new LayerMask(coverage, true, 0.2)))
                .hasValueSatisfying(
                        mask -> assertThat(mask.coverage(area)).containsExactly(204, 255));
        assertThat(maskOf(new LayerMask(coverage).withEnabled(false))).isEmpty();
    }

    private Optional<Selection> maskOf(LayerMask mask) {
        PixelLayer dot = PixelLayer.named("dot", TiledImage.ofRgba(DOT, RED));
        LayerNode masked = dot.with(dot.attributes().withMask(Optional.of(mask)));
        services.workspace()
                .open(
                        new EditorDocument(
                                "masked",
                                Optional.empty(),
                                DocumentState.of(8, 4, List.of(masked), DocumentInfo.DEFAULT),
                                List.of()));
        return context.documents().active().orElseThrow().snapshot().layers().getFirst().mask();
    }

    @Test
    void anEditIsOneStepOfUndoAndTellsTheIdsOfItsLayers() {
        EditorDocument document = document();
        services.workspace().open(document);
        Document view = context.documents().active().orElseThrow();
        LayerId dot = view.snapshot().layers().getFirst().id();
        Raster pixel = Raster.ofRgba(1, 1, RED);

        List<LayerId> added =
                view.apply(
                        new DocumentEdit(
                                "Generate livery",
                                List.of(
                                        new DocumentEdit.AddLayer(
                                                new NewLayer("below", pixel, -3, 0),
                                                new LayerPlace.Below(dot)),
                                        new DocumentEdit.AddLayer(
                                                new NewLayer("top", pixel, 0, 0),
                                                new LayerPlace.Top()))));

        assertThat(view.snapshot().layers())
                .extracting(Layer::name)
                .containsExactly("below", "dot", "top");
        assertThat(added)
                .containsExactly(
                        view.snapshot().layers().get(0).id(), view.snapshot().layers().get(2).id());
        assertThat(document.history().undoLabel()).contains("Generate livery");
        document.undo();
        assertThat(view.snapshot().layers()).extracting(Layer::name).containsExactly("dot");
    }

    @Test
    void anEditThatNamesAGoneLayerChangesNothing() {
        EditorDocument document = document();
        services.workspace().open(document);
        Document view = context.documents().active().orElseThrow();
        Raster pixel = Raster.ofRgba(1, 1, RED);
        DocumentEdit edit =
                new DocumentEdit(
                        "Generate livery",
                        List.of(
                                new DocumentEdit.AddLayer(
                                        new NewLayer("a", pixel, 0, 0), new LayerPlace.Top()),
                                new DocumentEdit.RemoveLayer(new LayerId(-1))));

        assertThatThrownBy(() -> view.apply(edit))
                .hasMessageContaining("not in the document any more");
        assertThat(view.snapshot().layers()).hasSize(1);
    }

    @Test
    void theNameOfAPluginsLayerTellsNoRole() {
        services.workspace().open(document());
        Document view = context.documents().active().orElseThrow();
        NewLayer prompted =
                new NewLayer("yellow number stripes 42", Raster.ofRgba(1, 1, RED), 0, 0);

        view.apply(DocumentEdit.addLayer("Generate", prompted, new LayerPlace.Top()));

        assertThat(view.snapshot().layers().getLast().role()).isEqualTo(LayerRole.NONE);
    }

    @Test
    void aListenerThatThrowsSpoilsNoEdit() {
        EditorDocument document = document();
        services.workspace().open(document);
        Document view = context.documents().active().orElseThrow();
        List<Integer> heard = new ArrayList<>();
        view.onChange(
                snapshot -> {
                    throw new IllegalStateException("listener");
                });
        Subscription second = view.onChange(snapshot -> heard.add(snapshot.layers().size()));
        DocumentEdit edit =
                DocumentEdit.addLayer(
                        "Add",
                        new NewLayer("a", Raster.ofRgba(1, 1, RED), 0, 0),
                        new LayerPlace.Top());

        view.apply(edit);
        second.close();
        view.apply(edit);

        assertThat(heard).containsExactly(2);
    }

    @Test
    void tasksRunInThePluginsContextAndFailWithWhatTheBodyThrew() {
        ClassLoader loader = command().call("looking", t -> t.getClass().getClassLoader());

        ClassLoader during =
                join(
                        context.tasks()
                                .start(
                                        "Look",
                                        progress ->
                                                Thread.currentThread().getContextClassLoader()));
        IOException failure = new IOException("disk");

        assertThat(during).isSameAs(loader);
        assertThatThrownBy(
                        () ->
                                join(
                                        context.tasks()
                                                .start(
                                                        "Fail",
                                                        progress -> {
                                                            throw failure;
                                                        })))
                .hasCause(failure);
    }

    @Test
    void aStoppedPluginLeavesNoTaskAndNoListenerBehind() throws Exception {
        EditorDocument document = document();
        services.workspace().open(document);
        CountDownLatch working = new CountDownLatch(1);
        context.tasks()
                .start(
                        "Paint",
                        progress -> {
                            working.countDown();
                            while (!progress.isCancelled()) {
                                Thread.onSpinWait();
                            }
                            return null;
                        });
        List<String> heard = new ArrayList<>();
        context.documents().active().orElseThrow().onChange(snapshot -> heard.add("change"));
        context.documents().onActiveChanged(active -> heard.add("active"));
        working.await();
        List<ObservableTask> before = services.tasks().active();

        host.disable("paint");
        services.workspace().close(document);
        document.apply(new RemoveLayer(document.state().layers().getFirst().id()));

        assertThat(before).hasSize(1);
        assertThat(heard).isEmpty();
        assertThat(isTrueWithin10s(() -> services.tasks().active().isEmpty())).isTrue();
    }

    @Test
    void aRemovedPluginThatUsedEveryServiceIsCollected() {
        services.workspace().open(document());
        WeakReference<ClassLoader> loader = useEverything();
        context = null;

        host.remove("paint");

        assertThat(
                        isTrueWithin10s(
                                () -> {
                                    System.gc();
                                    return loader.get() == null;
                                }))
                .isTrue();
    }

    private WeakReference<ClassLoader> useEverything() {
        ClassLoader loader = command().call("looking", t -> t.getClass().getClassLoader());
        Document view = context.documents().active().orElseThrow();
        Object ofPlugin = command().call("looking", t -> t);
        view.onChange(snapshot -> ofPlugin.hashCode());
        context.documents().onActiveChanged(active -> ofPlugin.hashCode());
        context.preferences().put("x", "y");
        command()
                .run(
                        "starting a task",
                        t -> join(context.tasks().start("Hash", progress -> ofPlugin.hashCode())));
        return new WeakReference<>(loader);
    }

    private static EditorDocument document() {
        PixelLayer dot = PixelLayer.named("dot", TiledImage.ofRgba(DOT, RED));
        return new EditorDocument(
                "car.psd",
                Optional.empty(),
                DocumentState.of(8, 4, List.of(dot), DocumentInfo.DEFAULT),
                List.of());
    }

    private static <T> T join(Tasks.Running<T> task) {
        return task.result().toCompletableFuture().join();
    }

    private static boolean isTrueWithin10s(BooleanSupplier condition) {
        Instant end = Instant.now().plus(Duration.ofSeconds(10));
        while (!condition.getAsBoolean() && Instant.now().isBefore(end)) {
            Thread.onSpinWait();
        }
        return condition.getAsBoolean();
    }
}
