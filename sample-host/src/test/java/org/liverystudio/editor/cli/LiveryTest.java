package org.liverystudio.editor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liverystudio.editor.plugin.PluginBuilder.plugin;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.editor.app.EditorServices;
import org.liverystudio.editor.app.PlatformFolders;
import org.liverystudio.editor.plugin.PluginBuilder;
import org.liverystudio.editor.plugin.Terminal;

class LiveryTest {
    @TempDir Path home;
    @TempDir Path plugins;
    @TempDir Path work;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Map<String, String> environment = new HashMap<>(Map.of("DISPLAY", ":0"));
    private final List<Optional<Path>> opened = new ArrayList<>();
    private EditorServices services;

    @BeforeEach
    void createServices() {
        services = EditorServices.in(PlatformFolders.under(home));
    }

    @AfterEach
    void closeServices() {
        services.close();
    }

    private int livery(String... arguments) {
        Terminal terminal =
                new Terminal(new PrintWriter(out), new PrintWriter(err), false, () -> false);
        environment.putIfAbsent("LIVERY_PLUGINS", plugins.toString());
        Map<String, String> properties = Map.of("os.name", "Linux");
        Surroundings surroundings = new Surroundings(terminal, environment, properties);
        return new Livery(
                        surroundings,
                        services,
                        file -> {
                            opened.add(file);
                            return 0;
                        })
                .run(List.of(arguments));
    }

    @Test
    void withoutArgumentsTheEditorOpens() {
        assertThat(livery()).isZero();
        assertThat(opened).containsExactly(Optional.empty());
    }

    @Test
    void aFileOpensInTheEditor() throws IOException {
        Path file = Files.createFile(work.resolve("car.psd"));

        assertThat(livery(file.toString())).isZero();
        assertThat(opened).containsExactly(Optional.of(file));
    }

    @Test
    void aMissingFileIsNamed() {
        assertThat(livery("cars/none.psd")).isEqualTo(1);
        assertThat(err).hasToString(line("There is no file cars/none.psd. Check the name and the"
                + " folder."));
        assertThat(opened).isEmpty();
    }

    @Test
    void aSecondFileIsTooMuch() throws IOException {
        Path file = Files.createFile(work.resolve("car.psd"));

        assertThat(livery(file.toString(), "b.psd")).isEqualTo(2);
        assertThat(err).hasToString(line("The editor opens one file; \"b.psd\" is too much."));
    }

    @Test
    void withoutADisplayOneLineShowsTheCommand() {
        environment.remove("DISPLAY");

        assertThat(livery()).isEqualTo(1);
        assertThat(err.toString())
                .isEqualTo(line(err.toString().strip()))
                .startsWith("The editor needs a display, and neither DISPLAY nor WAYLAND_DISPLAY")
                .contains("livery generate TEMPLATE.psd -p");
        assertThat(opened).isEmpty();
    }

    @Test
    void theVersionIsTheResult() {
        assertThat(livery("--version")).isZero();
        assertThat(out.toString()).matches("livery \\d+\\.\\d+\\.\\d+ \\(host API 1\\.0\\.0, .*\\)\\R");
        assertThat(err).hasToString("");
    }

    @Test
    void theHelpListsCommandsOfPluginsToo() throws IOException {
        plugin("paint").command("spray", "1").zip(plugins.resolve("paint.zip"));

        assertThat(livery("--help")).isZero();
        assertThat(out.toString())
                .contains("livery [FILE]")
                .containsPattern("info +Prints the layer tree")
                .containsPattern("convert +Reads a picture")
                .containsPattern("spray +Does what a test needs");
    }

    @Test
    void anUnknownOptionIsWrongUsage() {
        assertThat(livery("--colour")).isEqualTo(2);
        assertThat(err).hasToString(line("Unknown option: '--colour'. Try: livery --help"));
        assertThat(livery("info")).isEqualTo(2);
        assertThat(err.toString())
                .endsWith(line("Missing required parameter: 'FILE'. Try: livery info --help"));
    }

    @Test
    void aPluginsCommandGetsItsArgumentsAndPrintsItsResult() throws IOException {
        plugin("paint").command("spray", "arguments").zip(plugins.resolve("paint.zip"));

        assertThat(livery("spray", "car.psd", "--help")).isZero();
        assertThat(out).hasToString(line("[car.psd, --help]"));
        assertThat(err).hasToString("");
    }

    @Test
    void builtInCommandsDoNotStartPlugins() throws IOException {
        plugin("paint")
                .main("System.setProperty(\"test.started\", \"yes\");", "", "")
                .zip(plugins.resolve("paint.zip"));

        assertThat(livery("info", "none.psd")).isEqualTo(1);
        assertThat(System.getProperty("test.started")).isNull();
        assertThat(livery("convert", "none.psd", "x.png")).isEqualTo(1);
        assertThat(System.getProperty("test.started")).isNull();
    }

    @Test
    void anUnknownCommandNamesThePluginsFolder() {
        assertThat(livery("generate", "car.psd")).isEqualTo(2);
        assertThat(err)
                .hasToString(
                        line(
                                "There is no command \"generate\" and no file of that name; the"
                                        + " commands are: info, convert. Plugins add commands;"
                                        + " they are looked for in "
                                        + plugins
                                        + "."));
    }

    @Test
    void anUnknownCommandNamesThePluginThatFailed() throws IOException {
        plugin("paint").set("class", "no.Such").zip(plugins.resolve("paint.zip"));

        assertThat(livery("generate", "car.psd")).isEqualTo(2);
        assertThat(err.toString())
                .contains("Not every plugin in " + plugins + " could be started")
                .contains("The plugin paint (paint.zip) names the class no.Such");
    }

    @Test
    void aCommandThatFailsPrintsOneLine() throws IOException {
        failing("throw new LiveryException(\"No paint.\\nNone.\", \"Buy some.\");");

        assertThat(livery("spray")).isEqualTo(1);
        assertThat(err).hasToString(line("No paint. None. Buy some."));
    }

    @Test
    void aCommandThatThrowsAnythingElseNamesItsPlugin() throws IOException {
        failing("throw new IllegalStateException(\"bug\");");

        assertThat(livery("spray")).isEqualTo(1);
        assertThat(err.toString())
                .startsWith(
                        "The plugin paint (paint.zip) failed while running its command:"
                                + " IllegalStateException: bug.");
    }

    @Test
    void aCancelledCommandEndsWith130() throws IOException {
        failing("throw new java.util.concurrent.CancellationException();");

        assertThat(livery("spray")).isEqualTo(130);
        assertThat(err).hasToString(line("Cancelled."));
    }

    @Test
    void tooLittleMemoryIsToldInWords() throws IOException {
        failing("throw new OutOfMemoryError(\"heap\");");

        assertThat(livery("spray")).isEqualTo(1);
        assertThat(err.toString()).startsWith("There is not enough memory for this.");
    }

    private void failing(String statement) throws IOException {
        String code =
                """
                package made;
                import java.util.List;
                import org.liverystudio.host.*;
                public class Command implements CommandLineTool {
                    public String name() { return "spray"; }
                    public String summary() { return "Fails"; }
                    public int run(List<String> arguments, CommandContext context) { %s }
                }
                """;
        PluginBuilder builder = plugin("paint");
        builder.extension("made.Command", code.formatted(statement))
                .zip(plugins.resolve("paint.zip"));
    }

    private static String line(String text) {
        return text + System.lineSeparator();
    }
}
