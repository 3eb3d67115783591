package org.liverystudio.editor.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liverystudio.editor.app.EditorServices;
import org.liverystudio.editor.app.PlatformFolders;
import org.liverystudio.editor.plugin.PluginExtension;
import org.liverystudio.editor.plugin.PluginHost;
import org.liverystudio.host.CommandLineTool;
import tools.jackson.databind.ObjectMapper;

/** The editor and the built plugin share the API and nothing else. */
@Timeout(300)
class PluginIsolationIT {
    @TempDir Path home;
    @TempDir Path plugins;

    private EditorServices services() {
        return EditorServices.in(PlatformFolders.under(home));
    }

    private PluginHost host(EditorServices services) {
        return new PluginHost(plugins, services, List.of(CommandLineTool.class));
    }

    private static ClassLoader loaderOf(PluginHost host) {
        List<PluginExtension<CommandLineTool>> commands = host.extensions(CommandLineTool.class);
        assertThat(commands).hasSize(1);
        return commands.getFirst().call("a test", tool -> tool.getClass().getClassLoader());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ai.djl.engine.Engine",
                "ai.djl.pytorch.engine.PtEngine",
                "okhttp3.OkHttpClient",
                "org.liverystudio.ai.plugin.LiveryAiPlugin"
            })
    void theEditorsLoaderKnowsNothingOfThePluginsLibraries(String name) {
        assertThatThrownBy(() -> Class.forName(name, false, getClass().getClassLoader()))
                .isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void thePluginSeesItsOwnLibrariesAndNoneOfTheEditors() throws Exception {
        BuiltPlugin.installedIn(plugins);
        try (EditorServices services = services();
                PluginHost host = host(services)) {
            assertThat(host.start().problems()).isEmpty();
            ClassLoader loader = loaderOf(host);

            Class<?> theirs = loader.loadClass("tools.jackson.databind.ObjectMapper");
            assertThat(theirs).isNotSameAs(ObjectMapper.class);
            assertThat(theirs.getClassLoader()).isSameAs(loader);
            assertThat(loader.loadClass("ai.djl.engine.Engine").getClassLoader()).isSameAs(loader);
            assertThat(loader.loadClass(CommandLineTool.class.getName()))
                    .isSameAs(CommandLineTool.class);
            assertThatThrownBy(() -> loader.loadClass("ch.qos.logback.classic.Logger"))
                    .isInstanceOf(ClassNotFoundException.class);
            assertThatThrownBy(() -> loader.loadClass(PluginHost.class.getName()))
                    .isInstanceOf(ClassNotFoundException.class);
            assertThat(loader.getResource("logback.xml")).isNull();
        }
    }

    @Test
    void aPluginThatWasRemovedAndInstalledAgainGeneratesInTheSameEditor() throws Exception {
        BuiltPlugin.installedIn(plugins);
        Path template = BuiltPlugin.sampleIn(home);
        try (EditorServices services = services();
                PluginHost host = host(services)) {
            host.start();
            ClassLoader first = loaderOf(host);
            byte[] once = generate(host, template, home.resolve("once.png"));

            host.remove(BuiltPlugin.ID);
            assertThat(host.extensions(CommandLineTool.class)).isEmpty();
            assertThat(filesIn(plugins)).isEmpty();
            host.install(BuiltPlugin.zip());
            byte[] again = generate(host, template, home.resolve("again.png"));

            assertThat(loaderOf(host)).isNotSameAs(first);
            assertThat(again).isEqualTo(once);
        }
    }

    private static List<String> filesIn(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals(".lock"))
                    .toList();
        }
    }

    private static byte[] generate(PluginHost host, Path template, Path out) throws IOException {
        MemoryTerminal terminal = new MemoryTerminal();
        PluginExtension<CommandLineTool> command =
                host.extensions(CommandLineTool.class).getFirst();
        List<String> arguments =
                List.of(
                        template.toString(),
                        "-p",
                        "red and white racing stripes",
                        "--steps=2",
                        "--size=256x256",
                        "--seed=5",
                        "-o",
                        out.toString());
        int code =
                command.call(
                        "generating",
                        tool -> tool.run(arguments, command.commandContext(terminal.terminal())));
        assertThat(code).as(terminal.err()).isZero();
        return Files.readAllBytes(out);
    }
}
