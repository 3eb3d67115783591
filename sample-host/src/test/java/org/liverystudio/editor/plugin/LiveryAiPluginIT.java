package org.liverystudio.editor.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.editor.app.EditorServices;
import org.liverystudio.editor.app.PlatformFolders;
import org.liverystudio.editor.document.DocumentInfo;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.PixelLayer;
import org.liverystudio.editor.e2e.BuiltPlugin;
import org.liverystudio.editor.format.FileFormats;
import org.liverystudio.editor.format.NoProgress;
import org.liverystudio.editor.image.TiledImage;
import org.liverystudio.host.CommandLineTool;
import org.liverystudio.host.PaintTool;
import org.liverystudio.host.Rect;
import tools.jackson.databind.json.JsonMapper;

/** The real plugin zip, built before this module, in the plugin host. */
@Timeout(300)
class LiveryAiPluginIT {
    private static final String ID = "livery-ai";

    @TempDir Path plugins;
    @TempDir Path home;

    private final StringWriter printed = new StringWriter();
    private EditorServices services;
    private PluginHost host;

    @BeforeEach
    void installPlugin() throws IOException {
        services = EditorServices.in(PlatformFolders.under(home));
        host = new PluginHost(plugins, services, List.of(PaintTool.class, CommandLineTool.class));
        assertThat(host.start().problems()).isEmpty();
        host.install(BuiltPlugin.zip());
    }

    @AfterEach
    void close() {
        host.close();
        services.close();
    }

    @Test
    void itRunsAndOffersItsToolAndItsCommand() {
        assertThat(host.plugins())
                .extracting(InstalledPlugin::id, InstalledPlugin::status)
                .containsExactly(tuple(ID, new PluginStatus.Running()));
        assertThat(host.extensions(PaintTool.class)).hasSize(1);
        assertThat(command().<String>call("naming", CommandLineTool::name)).isEqualTo("generate");
    }

    @Test
    void theCommandAnswersItsOwnHelp() {
        assertThat(generate("--help")).isZero();
        assertThat(printed.toString()).contains("--prompt", "--control", "--mask");
    }

    @Test
    void itGeneratesIsRemovedInstalledAgainAndGeneratesAgain() throws IOException {
        List<String> names = new ArrayList<>();
        for (String output : List.of("first.psd", "second.psd")) {
            Path file = home.resolve(output);
            int code =
                    generate(
                            template().toString(),
                            "--prompt=red",
                            "--size=64x64",
                            "--steps=1",
                            "--seed=5",
                            "--output=" + file);
            assertThat(code).as(printed.toString()).isZero();
            FileFormats.standard()
                    .read(file, NoProgress.INSTANCE)
                    .state()
                    .layers()
                    .forEach(layer -> names.add(layer.name()));
            WeakReference<ClassLoader> used = new WeakReference<>(loader());
            host.remove(ID);
            assertThat(isCollected(used)).isTrue();
            host.install(BuiltPlugin.zip());
        }

        assertThat(names).containsExactly("paint", "red (seed 5)", "paint", "red (seed 5)");
    }

    private Path template() {
        byte[] grey = new byte[64 * 64 * 4];
        Arrays.fill(grey, (byte) 255);
        Rect area = new Rect(0, 0, 64, 64);
        DocumentState state =
                DocumentState.of(
                        64,
                        64,
                        List.of(PixelLayer.named("paint", TiledImage.ofRgba(area, grey))),
                        DocumentInfo.DEFAULT);
        Path file = home.resolve("car.psd");
        FileFormats.standard().write(state, file, NoProgress.INSTANCE);
        return file;
    }

    private int generate(String... arguments) {
        PrintWriter writer = new PrintWriter(printed);
        Terminal terminal = new Terminal(writer, writer, false, () -> false);
        PluginExtension<CommandLineTool> command = command();
        return command.call(
                "running", tool -> tool.run(List.of(arguments), command.commandContext(terminal)));
    }

    @Test
    void theEditorCannotLoadItsLibrariesAndItCannotLoadTheEditors() throws Exception {
        ClassLoader editor = PluginHost.class.getClassLoader();
        ClassLoader plugin = loader();

        for (String name :
                List.of(
                        "ai.djl.ndarray.NDManager",
                        "ai.djl.pytorch.jni.PyTorchLibrary",
                        "org.liverystudio.ai.plugin.LiveryAiPlugin")) {
            assertThat(plugin.loadClass(name).getClassLoader()).isSameAs(plugin);
            assertThatThrownBy(() -> editor.loadClass(name))
                    .isInstanceOf(ClassNotFoundException.class);
        }
        assertThatThrownBy(() -> editor.loadClass("okhttp3.OkHttpClient"))
                .isInstanceOf(ClassNotFoundException.class);
        for (String name :
                List.of(
                        "org.liverystudio.editor.plugin.PluginHost",
                        "ch.qos.logback.classic.Logger",
                        "atlantafx.base.theme.Theme")) {
            assertThatThrownBy(() -> plugin.loadClass(name))
                    .isInstanceOf(ClassNotFoundException.class);
        }
    }

    @Test
    void jacksonIsThereTwice() throws Exception {
        Class<?> ofPlugin = loader().loadClass(JsonMapper.class.getName());

        assertThat(ofPlugin).isNotSameAs(JsonMapper.class);
        assertThat(ofPlugin.getClassLoader()).isSameAs(loader());
    }

    @Test
    void removedAndInstalledAgainItRunsAndItsOldClassesAreGone() throws IOException {
        WeakReference<ClassLoader> old = new WeakReference<>(loader());

        host.remove(ID);

        assertThat(isCollected(old)).isTrue();
        try (Stream<Path> files = Files.list(plugins)) {
            assertThat(files)
                    .extracting(file -> file.getFileName().toString())
                    .containsOnly(".lock");
        }
        host.install(BuiltPlugin.zip());
        assertThat(command().<String>call("naming", CommandLineTool::name)).isEqualTo("generate");
    }

    private PluginExtension<CommandLineTool> command() {
        return host.extensions(CommandLineTool.class).stream()
                .filter(c -> c.<String>call("naming", CommandLineTool::name).equals("generate"))
                .findFirst()
                .orElseThrow();
    }

    private ClassLoader loader() {
        return command().call("looking", tool -> tool.getClass().getClassLoader());
    }

    private static boolean isCollected(WeakReference<?> reference) {
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (reference.get() != null && Instant.now().isBefore(end)) {
            System.gc();
        }
        return reference.get() == null;
    }
}
