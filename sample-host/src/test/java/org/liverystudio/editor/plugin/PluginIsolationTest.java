package org.liverystudio.editor.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.liverystudio.editor.plugin.PluginBuilder.plugin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.editor.app.EditorServices;
import org.liverystudio.editor.app.PlatformFolders;
import org.liverystudio.host.CommandLineTool;
import org.liverystudio.host.EditorContext;
import tools.jackson.databind.json.JsonMapper;

class PluginIsolationTest {
    @TempDir Path plugins;
    @TempDir Path home;

    private EditorServices services;
    private PluginHost host;

    @BeforeEach
    void createHost() {
        services = EditorServices.in(PlatformFolders.under(home));
        host = new PluginHost(plugins, services, List.of(CommandLineTool.class));
    }

    @AfterEach
    void closeHost() {
        host.close();
        services.close();
    }

    @Test
    void aPluginSeesTheApiSlf4jJavaFxAndTheJdkButNoLibraryOfTheEditor() throws Exception {
        ClassLoader loader = loaderOf(plugin("paint").command("x", "1"));

        for (String shared :
                List.of(
                        "org.liverystudio.host.EditorContext",
                        "org.slf4j.Logger",
                        "javafx.scene.Node",
                        "org.pf4j.Plugin",
                        "java.sql.Connection",
                        "java.net.http.HttpClient")) {
            assertThat(loader.loadClass(shared)).isSameAs(Class.forName(shared));
        }
        for (String hidden :
                List.of(
                        "tools.jackson.databind.json.JsonMapper",
                        "picocli.CommandLine",
                        "ch.qos.logback.classic.Logger",
                        "atlantafx.base.theme.Theme",
                        "org.liverystudio.editor.plugin.PluginHost")) {
            Class.forName(hidden); // the editor itself has it
            assertThatThrownBy(() -> loader.loadClass(hidden))
                    .isInstanceOf(ClassNotFoundException.class);
        }
    }

    @Test
    void serviceFilesOfTheEditorAreHiddenToo() throws Exception {
        String jackson = "META-INF/services/tools.jackson.core.TokenStreamFactory";
        String logback = "META-INF/services/org.slf4j.spi.SLF4JServiceProvider";
        ClassLoader loader = loaderOf(plugin("paint").command("x", "1"));

        for (String name : List.of(jackson, logback)) {
            assertThat(getClass().getClassLoader().getResource(name)).isNotNull();
            assertThat(loader.getResource(name)).isNull();
            assertThat(Collections.list(loader.getResources(name))).isEmpty();
        }
    }

    @Test
    void aLibraryThatBothUseIsThereTwice() throws Exception {
        String code = "package tools.jackson.databind.json; public class JsonMapper {}";
        ClassLoader loader =
                loaderOf(
                        plugin("paint")
                                .source("tools.jackson.databind.json.JsonMapper", code)
                                .command("x", "new tools.jackson.databind.json.JsonMapper()"));

        Class<?> ofPlugin = loader.loadClass(JsonMapper.class.getName());

        assertThat(ofPlugin).isNotSameAs(JsonMapper.class);
        assertThat(ofPlugin.getClassLoader()).isSameAs(loader);
    }

    @Test
    void aPluginThatBringsTheHostApiIsRefusedWithWords() throws IOException {
        byte[] api = classFile(EditorContext.class);
        plugin("paint")
                .file(
                        "lib/host-api-1.0.0.jar",
                        PluginBuilder.zipped(
                                Map.of("org/liverystudio/host/EditorContext.class", api)))
                .zip(plugins.resolve("paint.zip"));

        assertThat(host.start().problems().get("paint"))
                .hasMessage(
                        "The plugin paint (paint.zip) contains the host API itself (in"
                                + " host-api-1.0.0.jar).")
                .extracting("advice")
                .asString()
                .contains("provided dependency");
    }

    @Test
    void duringACallTheContextClassLoaderIsThePluginsAndThenTheOldOneAgain() throws IOException {
        String context = "Thread.currentThread().getContextClassLoader()";
        plugin("paint")
                .main(
                        "System.setProperty(\"test.start\", \"\" + ("
                                + context
                                + " == getClass()"
                                + ".getClassLoader()));",
                        "",
                        "")
                .command("x", "1")
                .zip(plugins.resolve("paint.zip"));
        ClassLoader before = Thread.currentThread().getContextClassLoader();

        host.start();

        assertThat(System.clearProperty("test.start")).isEqualTo("true");
        PluginExtension<CommandLineTool> tool = host.extensions(CommandLineTool.class).getFirst();
        Boolean during =
                tool.call(
                        "testing",
                        t ->
                                t.getClass().getClassLoader()
                                        == Thread.currentThread().getContextClassLoader());
        assertThat(during).isTrue();
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    @Test
    void aCallThatThrowsNamesThePlugin() throws IOException {
        plugin("paint").command("x", "1").zip(plugins.resolve("paint.zip"));
        host.start();
        PluginExtension<CommandLineTool> tool = host.extensions(CommandLineTool.class).getFirst();

        assertThatThrownBy(
                        () ->
                                tool.run(
                                        "opening its panel",
                                        t -> {
                                            throw new ExceptionInInitializerError("no GPU");
                                        }))
                .hasMessage(
                        "The plugin paint (paint.zip) failed while opening its panel:"
                                + " ExceptionInInitializerError: no GPU.");
    }

    private ClassLoader loaderOf(PluginBuilder plugin) throws IOException {
        plugin.zip(plugins.resolve("paint.zip"));
        assertThat(host.start().problems()).isEmpty();
        return host.extensions(CommandLineTool.class)
                .getFirst()
                .call("looking", tool -> tool.getClass().getClassLoader());
    }

    private static byte[] classFile(Class<?> type) throws IOException {
        String name = "/" + type.getName().replace('.', '/') + ".class";
        try (var in = type.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }
}
