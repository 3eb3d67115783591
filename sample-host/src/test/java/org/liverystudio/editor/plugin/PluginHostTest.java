package org.liverystudio.editor.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liverystudio.editor.plugin.PluginBuilder.plugin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.editor.app.EditorServices;
import org.liverystudio.editor.app.PlatformFolders;
import org.liverystudio.host.CommandLineTool;

class PluginHostTest {
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
    void aMissingFolderMeansNoPlugins() {
        PluginHost other = new PluginHost(plugins.resolve("none"), services, List.of());

        assertThat(other.start()).isEqualTo(new StartReport(List.of(), Map.of()));
    }

    @Test
    void aZipAndAJarBothStartAndOfferTheirCommands() throws IOException {
        plugin("zipped").command("one", "1").zip(plugins.resolve("zipped-1.0.0.zip"));
        plugin("packed").command("two", "2").jar(plugins.resolve("packed.jar"));

        StartReport report = host.start();

        assertThat(report.problems()).isEmpty();
        assertThat(report.started()).containsExactly("packed", "zipped");
        assertThat(host.extensions(CommandLineTool.class))
                .extracting(command -> command.<String>call("naming", CommandLineTool::name))
                .containsExactly("two", "one");
    }

    @Test
    void theListShowsWhatAPluginSaysOfItself() throws IOException {
        Path file =
                plugin("paint")
                        .set("provider", "A maker")
                        .set("description", "Paints.")
                        .zip(plugins.resolve("paint.zip"));
        host.start();

        assertThat(host.plugins())
                .containsExactly(
                        new InstalledPlugin(
                                "paint",
                                "1.0.0",
                                "A maker",
                                "Paints.",
                                file,
                                new PluginStatus.Running()));
    }

    @Test
    void aJarMayDescribeItselfInItsManifest() throws IOException {
        String manifest = "Manifest-Version: 1.0\nPlugin-Id: old\nPlugin-Version: 2.1.0\n";
        Files.write(
                plugins.resolve("old.jar"),
                PluginBuilder.zipped(Map.of("META-INF/MANIFEST.MF", bytes(manifest))));

        assertThat(host.start().started()).containsExactly("old");
    }

    @Test
    void aBrokenPluginIsNamedAndTheOthersStart() throws IOException {
        plugin("paint").set("class", "no.Such").zip(plugins.resolve("paint-1.0.zip"));
        plugin("good").zip(plugins.resolve("good.zip"));

        StartReport report = host.start();

        assertThat(report.started()).containsExactly("good");
        assertThat(report.problems().get("paint"))
                .hasMessage(
                        "The plugin paint (paint-1.0.zip) names the class no.Such, but does not"
                                + " contain it.");
    }

    @Test
    void aFileThatIsNoZipIsNamed() throws IOException {
        Files.writeString(plugins.resolve("torn.zip"), "not a zip at all");

        assertThat(host.start().problems().get("torn.zip"))
                .hasMessageStartingWith("torn.zip is not a readable zip file:");
    }

    @Test
    void aZipWithoutDescriptionIsNoPlugin() throws IOException {
        Files.write(
                plugins.resolve("pictures.zip"),
                PluginBuilder.zipped(Map.of("a.png", new byte[4])));

        assertThat(host.start().problems().get("pictures.zip"))
                .hasMessage("pictures.zip is not a plugin: it holds no plugin.properties.");
    }

    @Test
    void aPluginWithoutVersionOrWithAnOddIdIsRefused() throws IOException {
        plugin("bare").set("version", "").zip(plugins.resolve("bare.zip"));
        plugin("../up").zip(plugins.resolve("odd.zip"));

        assertThat(host.start().problems().get("bare.zip"))
                .hasMessage("bare.zip does not say its plugin.version.");
        assertThat(host.start().problems().get("odd.zip"))
                .hasMessage(
                        "odd.zip has the plugin id \"../up\", which is not made of letters,"
                                + " digits, dots and dashes.");
    }

    @Test
    void aMainClassOfTheWrongTypeIsNamed() throws IOException {
        plugin("paint")
                .main("made.Main", "package made; public class Main {}")
                .zip(plugins.resolve("paint.zip"));

        assertThat(host.start().problems().get("paint"))
                .hasMessage(
                        "The plugin paint (paint.zip) names made.Main as its class, which is no"
                                + " org.pf4j.Plugin.");
    }

    @Test
    void whatStartThrowsIsNamedWithTheFile() throws IOException {
        plugin("angry")
                .main("throw new IllegalStateException(\"no paint left\");", "", "")
                .zip(plugins.resolve("angry.zip"));
        plugin("broken")
                .main("throw new NoClassDefFoundError(\"gone/Type\");", "", "")
                .zip(plugins.resolve("broken.zip"));

        Map<String, ?> problems = host.start().problems();

        assertThat(problems.get("angry"))
                .hasToString(
                        "org.liverystudio.host.LiveryException: The plugin angry (angry.zip)"
                                + " failed while starting: IllegalStateException: no paint left.");
        assertThat(problems.get("broken").toString())
                .endsWith(
                        "The plugin broken (broken.zip) failed while starting:"
                                + " NoClassDefFoundError: gone/Type.");
    }

    @Test
    void anExtensionThatCannotBeMadeStopsItsPlugin() throws IOException {
        String code =
                """
                package made;
                public class Command implements org.liverystudio.host.CommandLineTool {
                    public Command() { throw new IllegalStateException("no brush"); }
                    public String name() { return "x"; }
                    public String summary() { return "x"; }
                    public int run(java.util.List<String> a,
                            org.liverystudio.host.CommandContext c) { return 0; }
                }
                """;
        plugin("paint").extension("made.Command", code).zip(plugins.resolve("paint.zip"));

        assertThat(host.start().problems().get("paint"))
                .hasMessage(
                        "The plugin paint (paint.zip) failed while making its tools:"
                                + " IllegalStateException: no brush.");
        assertThat(host.extensions(CommandLineTool.class)).isEmpty();
    }

    @Test
    void anExtensionThatIsListedButMissingIsNamed() throws IOException {
        plugin("paint")
                .file("classes/META-INF/extensions.idx", bytes("made.Gone\n"))
                .zip(plugins.resolve("paint.zip"));

        assertThat(host.start().problems().get("paint"))
                .hasMessage(
                        "The plugin paint (paint.zip) failed while making its tools:"
                                + " ClassNotFoundException: made.Gone.");
    }

    @Test
    void aPluginForANewerHostIsRefused() throws IOException {
        plugin("future").set("requires", ">=2.0.0").zip(plugins.resolve("future.zip"));
        plugin("next").set("requires", "1.1.0").zip(plugins.resolve("next.zip"));
        plugin("odd").set("requires", "soon").zip(plugins.resolve("odd.zip"));
        plugin("fits").set("requires", ">=1.0.0 & <2.0.0").zip(plugins.resolve("fits.zip"));

        StartReport report = host.start();

        assertThat(report.started()).containsExactly("fits");
        assertThat(report.problems().get("future"))
                .hasMessage(
                        "The plugin future (future.zip) needs version >=2.0.0 of the host API;"
                                + " this editor offers 1.0.0.");
        assertThat(report.problems().get("next")).hasMessageContaining("needs version 1.1.0");
        assertThat(report.problems().get("odd"))
                .hasMessageContaining("\"soon\", which is not a range such as >=1.0.0");
    }

    @Test
    void ofTwoFilesWithOnePluginTheNewerIsUsed() throws IOException {
        plugin("paint").set("version", "0.9.0").zip(plugins.resolve("paint-a.zip"));
        plugin("paint").set("version", "0.10.0").zip(plugins.resolve("paint-b.zip"));

        StartReport report = host.start();

        assertThat(report.started()).containsExactly("paint");
        assertThat(report.problems().get("paint-a.zip"))
                .hasMessage(
                        "paint-a.zip and paint-b.zip both hold the plugin paint; paint-b.zip with"
                                + " version 0.10.0 is used.");
    }

    @Test
    void aPluginStartsAfterThoseThatItNeeds() throws IOException {
        plugin("a").set("dependencies", "b@>=1.0.0").zip(plugins.resolve("a.zip"));
        plugin("b").zip(plugins.resolve("b.zip"));
        plugin("lonely").set("dependencies", "nobody").zip(plugins.resolve("lonely.zip"));
        plugin("picky").set("dependencies", "b@>=3.0.0").zip(plugins.resolve("picky.zip"));

        StartReport report = host.start();

        assertThat(report.started()).containsExactly("a", "b");
        assertThat(report.problems().get("lonely"))
                .hasMessage(
                        "The plugin lonely (lonely.zip) needs the plugin nobody, which does not"
                                + " run.");
        assertThat(report.problems().get("picky"))
                .hasMessageStartingWith("The plugin picky (picky.zip) failed while loading:");
    }

    @Test
    void aPluginThatFailsToStopIsUnloadedAllTheSame() throws IOException {
        plugin("stuck")
                .main("", "throw new IllegalStateException(\"never\");", "")
                .zip(plugins.resolve("stuck.zip"));
        host.start();

        host.remove("stuck");

        assertThat(host.plugins()).isEmpty();
        assertThat(plugins.resolve("stuck.zip")).doesNotExist();
        assertThat(plugins.resolve("stuck")).doesNotExist();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
