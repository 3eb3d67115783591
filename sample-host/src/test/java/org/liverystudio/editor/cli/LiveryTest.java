package org.liverystudio.editor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liverystudio.editor.cli.LiveryHarness.line;
import static org.liverystudio.editor.plugin.PluginBuilder.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.editor.plugin.PluginBuilder;

class LiveryTest {
    @TempDir Path home;
    @TempDir Path plugins;
    @TempDir Path work;

    private LiveryHarness livery;

    @BeforeEach
    void createProgram() {
        livery = new LiveryHarness(home, plugins);
    }

    @AfterEach
    void closeProgram() {
        livery.close();
    }

    @Test
    void withoutArgumentsTheEditorOpens() {
        assertThat(livery.run()).isZero();
        assertThat(livery.opened).containsExactly(Optional.empty());
    }

    @Test
    void aFileOpensInTheEditor() throws IOException {
        Path file = Files.createFile(work.resolve("car.psd"));

        assertThat(livery.run(file.toString())).isZero();
        assertThat(livery.opened).containsExactly(Optional.of(file));
    }

    @Test
    void aMissingFileIsNamed() {
        assertThat(livery.run("cars/none.psd")).isEqualTo(1);
        assertThat(livery.err())
                .isEqualTo(
                        line(
                                "There is no file cars/none.psd. Check the name and the"
                                        + " folder."));
        assertThat(livery.opened).isEmpty();
    }

    @Test
    void aSecondFileIsTooMuch() throws IOException {
        Path file = Files.createFile(work.resolve("car.psd"));

        assertThat(livery.run(file.toString(), "b.psd")).isEqualTo(2);
        assertThat(livery.err())
                .isEqualTo(line("The editor opens one file; \"b.psd\" is too much."));
    }

    @Test
    void withoutADisplayOneLineShowsTheCommand() {
        livery.environment.remove("DISPLAY");

        assertThat(livery.run()).isEqualTo(1);
        assertThat(livery.err())
                .isEqualTo(line(livery.err().strip()))
                .startsWith("The editor needs a display, and neither DISPLAY nor WAYLAND_DISPLAY")
                .contains("livery generate TEMPLATE.psd -p");
        assertThat(livery.opened).isEmpty();
    }

    @Test
    void theVersionIsTheResult() {
        assertThat(livery.run("--version")).isZero();
        assertThat(livery.out())
                .matches("livery \\d+\\.\\d+\\.\\d+ \\(host API 1\\.0\\.0, .*\\)\\R");
        assertThat(livery.err()).isEqualTo("");
    }

    @Test
    void theHelpListsCommandsOfPluginsToo() throws IOException {
        plugin("paint").command("spray", "1").zip(plugins.resolve("paint.zip"));

        assertThat(livery.run("--help")).isZero();
        assertThat(livery.out())
                .contains("livery [FILE]")
                .containsPattern("info +Prints the layer tree")
                .containsPattern("convert +Writes a picture")
                .containsPattern("spray +Does what a test needs");
    }

    @Test
    void theHelpSaysWhyAPluginsCommandIsMissing() throws IOException {
        plugin("paint").set("class", "no.Such").zip(plugins.resolve("paint.zip"));

        assertThat(livery.run("-h")).isZero();
        assertThat(livery.out()).contains("livery [FILE]");
        assertThat(livery.err()).startsWith("The plugin paint (paint.zip) names the class no.Such");
    }

    @Test
    void anUnknownOptionIsWrongUsage() {
        assertThat(livery.run("--colour")).isEqualTo(2);
        assertThat(livery.err()).isEqualTo(line("Unknown option: '--colour'. Try: livery --help"));
        assertThat(livery.run("info")).isEqualTo(2);
        assertThat(livery.err())
                .endsWith(line("Missing required parameter: 'FILE'. Try: livery info --help"));
    }

    @Test
    void aPluginsCommandGetsItsArgumentsAndPrintsItsResult() throws IOException {
        plugin("paint").command("spray", "arguments").zip(plugins.resolve("paint.zip"));

        assertThat(livery.run("spray", "car.psd", "--help")).isZero();
        assertThat(livery.out()).isEqualTo(line("[car.psd, --help]"));
        assertThat(livery.err()).isEqualTo("");
    }

    @Test
    void builtInCommandsDoNotStartPlugins() throws IOException {
        plugin("paint")
                .main("System.setProperty(\"test.started\", \"yes\");", "", "")
                .zip(plugins.resolve("paint.zip"));

        assertThat(livery.run("info", "none.psd")).isEqualTo(1);
        assertThat(System.getProperty("test.started")).isNull();
        assertThat(livery.run("convert", "none.psd", "x.png")).isEqualTo(1);
        assertThat(System.getProperty("test.started")).isNull();
    }

    @Test
    void anUnknownCommandNamesThePluginsFolder() {
        assertThat(livery.run("generate", "car.psd")).isEqualTo(2);
        assertThat(livery.err())
                .isEqualTo(
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

        assertThat(livery.run("generate", "car.psd")).isEqualTo(2);
        assertThat(livery.err())
                .contains("Not every plugin in " + plugins + " could be started")
                .contains("The plugin paint (paint.zip) names the class no.Such");
    }

    @Test
    void aCommandThatFailsPrintsOneLine() throws IOException {
        failing("throw new LiveryException(\"No paint.\\nNone.\", \"Buy some.\");");

        assertThat(livery.run("spray")).isEqualTo(1);
        assertThat(livery.err()).isEqualTo(line("No paint. None. Buy some."));
    }

    @Test
    void messagesOfPluginsAreLinesOnStderr() throws IOException {
        failing(
                """
                context.notifications().info("Half way.");
                context.notifications().warn("Little paint.");
                context.notifications().error(new LiveryException("No paint.", "Buy some."));
                return 0;
                """);

        assertThat(livery.run("spray")).isZero();
        assertThat(livery.err())
                .isEqualTo(
                        line("Half way.")
                                + line("Warning: Little paint.")
                                + line("No paint. Buy some."));
    }

    @Test
    void aWordThatIsNoCommandButAFileOpensInTheEditorAfterThePluginsStopped() throws IOException {
        plugin("paint")
                .main("", "System.setProperty(\"test.stopped\", \"yes\");", "")
                .zip(plugins.resolve("paint.zip"));
        Path here = Path.of("pom"); // a name that no file has
        assertThat(livery.run(here.toString())).isEqualTo(2);
        assertThat(System.clearProperty("test.stopped")).isEqualTo("yes");

        assertThat(livery.run("src")).isZero();
        assertThat(livery.opened).containsExactly(Optional.of(Path.of("src")));
        assertThat(System.clearProperty("test.stopped")).isEqualTo("yes");
    }

    @Test
    void aCommandThatThrowsAnythingElseNamesItsPlugin() throws IOException {
        failing("throw new IllegalStateException(\"bug\");");

        assertThat(livery.run("spray")).isEqualTo(1);
        assertThat(livery.err())
                .startsWith(
                        "The plugin paint (paint.zip) failed while running its command:"
                                + " IllegalStateException: bug.");
    }

    @Test
    void aCancelledCommandEndsWith130() throws IOException {
        failing("throw new java.util.concurrent.CancellationException();");

        assertThat(livery.run("spray")).isEqualTo(130);
        assertThat(livery.err()).isEqualTo(line("Cancelled."));
    }

    @Test
    void whatBreaksAfterCtrlCIsNoFailure() throws IOException {
        failing("throw new LiveryException(\"The worker is gone.\", \"\");");
        livery.interrupted = true;

        assertThat(livery.run("spray")).isEqualTo(130);
        assertThat(livery.err()).isEqualTo(line("Cancelled."));
    }

    @Test
    void tooLittleMemoryIsToldInWords() throws IOException {
        failing("throw new OutOfMemoryError(\"heap\");");

        assertThat(livery.run("spray")).isEqualTo(1);
        assertThat(livery.err()).startsWith("There is not enough memory for this.");
    }

    private void failing(String statement) throws IOException {
        String code =
                """
                package made;
                import org.liverystudio.host.*;
                public class Command implements CommandLineTool {
                    public String name() { return "spray"; }
                    public String summary() { return "Fails"; }
                    public int run(java.util.List<String> arguments, CommandContext context) { %s }
                }
                """;
        PluginBuilder builder = plugin("paint");
        builder.extension("made.Command", code.formatted(statement))
                .zip(plugins.resolve("paint.zip"));
    }
}
