package org.liverystudio.editor.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.liverystudio.editor.plugin.PluginBuilder.plugin;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.editor.app.EditorServices;
import org.liverystudio.editor.app.PlatformFolders;
import org.liverystudio.host.CommandLineTool;
import org.liverystudio.host.LiveryException;

class PluginInstallTest {
    @TempDir Path plugins;
    @TempDir Path home;
    @TempDir Path downloads;

    private EditorServices services;
    private PluginHost host;

    @BeforeEach
    void createHost() {
        services = EditorServices.in(PlatformFolders.under(home));
        host = newHost();
    }

    @AfterEach
    void closeHost() {
        host.close();
        services.close();
    }

    private PluginHost newHost() {
        return new PluginHost(plugins, services, List.of(CommandLineTool.class));
    }

    @Test
    void aZipIsInstalledAndRunsAtOnce() throws IOException {
        host.start();

        InstalledPlugin installed =
                host.install(plugin("paint").command("x", "1").zip(downloads.resolve("p.zip")));

        assertThat(installed.status()).isEqualTo(new PluginStatus.Running());
        assertThat(installed.file()).isEqualTo(plugins.resolve("p.zip"));
        assertThat(host.extensions(CommandLineTool.class)).hasSize(1);
    }

    @Test
    void aFileThatIsNoPluginChangesNothing() throws IOException {
        host.start();
        Path text = Files.writeString(downloads.resolve("notes.txt"), "hello");
        Path torn = Files.writeString(downloads.resolve("torn.zip"), "hello");

        assertThatThrownBy(() -> host.install(text))
                .hasMessage(text + " is no plugin: plugins are zip or jar files.");
        assertThatThrownBy(() -> host.install(torn))
                .hasMessageStartingWith("torn.zip is not a readable zip file");
        assertThatThrownBy(() -> host.install(downloads.resolve("gone.zip")))
                .hasMessage(downloads.resolve("gone.zip") + " is not there.");
        assertThat(entries()).isEmpty();
    }

    @Test
    void aNewVersionReplacesTheOldOne() throws IOException {
        host.start();
        host.install(plugin("paint").command("x", "1").zip(downloads.resolve("paint-1.zip")));

        host.install(
                plugin("paint")
                        .set("version", "2.0.0")
                        .command("y", "2")
                        .zip(downloads.resolve("paint-2.zip")));

        assertThat(host.plugins())
                .extracting(InstalledPlugin::version, InstalledPlugin::file)
                .containsExactly(tuple("2.0.0", plugins.resolve("paint-2.zip")));
        assertThat(commandNames()).containsExactly("y");
        assertThat(entries()).containsExactly("paint-2", "paint-2.zip");
    }

    @Test
    void aNewVersionThatFailsLeavesTheOldOneRunning() throws IOException {
        host.start();
        host.install(plugin("paint").command("x", "1").zip(downloads.resolve("paint.zip")));
        Path bad =
                plugin("paint")
                        .set("version", "2.0.0")
                        .main("throw new IllegalStateException(\"no\");", "", "")
                        .zip(downloads.resolve("paint-2.zip"));

        assertThatThrownBy(() -> host.install(bad))
                .isInstanceOf(LiveryException.class)
                .hasMessageContaining("The plugin paint (paint-2.zip) failed while starting");

        assertThat(host.plugins())
                .extracting(InstalledPlugin::version, InstalledPlugin::status)
                .containsExactly(tuple("1.0.0", new PluginStatus.Running()));
        assertThat(commandNames()).containsExactly("x");
        assertThat(entries()).containsExactly("paint", "paint.zip");
    }

    @Test
    void aRemovedPluginIsGoneAndCanBeInstalledAgain() throws IOException {
        host.start();
        Path zip = plugin("paint").command("x", "1").zip(downloads.resolve("paint.zip"));

        for (int round = 0; round < 3; round++) {
            host.install(zip);
            assertThat(commandNames()).containsExactly("x");
            host.remove("paint");
            assertThat(host.plugins()).isEmpty();
            assertThat(host.extensions(CommandLineTool.class)).isEmpty();
            assertThat(entries()).isEmpty();
        }
    }

    @Test
    void nothingKeepsTheClassesOfARemovedPlugin() throws IOException {
        host.start();
        host.install(plugin("paint").command("x", "1").zip(downloads.resolve("paint.zip")));
        WeakReference<ClassLoader> loader = new WeakReference<>(loaderOfTheOnlyCommand());

        host.remove("paint");

        assertThat(isCollected(loader)).isTrue();
    }

    @Test
    void aDisabledPluginStaysOffAtTheNextStartUntilItIsEnabled() throws IOException {
        plugin("paint").command("x", "1").zip(plugins.resolve("paint.zip"));
        host.start();
        host.disable("paint");
        assertThat(host.extensions(CommandLineTool.class)).isEmpty();

        try (PluginHost next = newHost()) {
            assertThat(next.start().started()).isEmpty();
            assertThat(next.plugins().getFirst().status()).isEqualTo(new PluginStatus.Disabled());
            next.enable("paint");
            assertThat(next.extensions(CommandLineTool.class)).hasSize(1);
        }
        try (PluginHost next = newHost()) {
            assertThat(next.start().started()).containsExactly("paint");
        }
    }

    @Test
    void enablingAPluginThatStillFailsSaysWhy() throws IOException {
        plugin("paint").set("class", "no.Such").zip(plugins.resolve("paint.zip"));
        host.start();

        assertThatThrownBy(() -> host.enable("paint"))
                .hasMessageContaining("names the class no.Such, but does not contain it");
    }

    @Test
    void disablingAPluginStopsThoseThatNeedIt() throws IOException {
        plugin("base").zip(plugins.resolve("base.zip"));
        plugin("top").set("dependencies", "base").zip(plugins.resolve("top.zip"));
        host.start();

        host.disable("base");

        assertThat(host.plugins())
                .filteredOn(plugin -> plugin.id().equals("top"))
                .extracting(plugin -> ((PluginStatus.Failed) plugin.status()).reason())
                .first()
                .isInstanceOfSatisfying(
                        LiveryException.class,
                        reason ->
                                assertThat(reason)
                                        .hasMessageContaining(
                                                "needs the plugin base, which does not run"));
    }

    @Test
    void aRebuiltZipWithTheSameVersionIsUnpackedAnew() throws IOException {
        Path zip = plugin("paint").command("before", "1").zip(plugins.resolve("paint.zip"));
        host.start();
        host.close();
        plugin("paint").command("rebuilt", "1").zip(zip);
        // Older than the unpacked folder, as a file from an archive or a download may be.
        Files.setLastModifiedTime(zip, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));

        try (PluginHost next = newHost()) {
            next.start();
            assertThat(
                            next.extensions(CommandLineTool.class)
                                    .getFirst()
                                    .<String>call("naming", CommandLineTool::name))
                    .isEqualTo("rebuilt");
        }
    }

    @Test
    void anUnchangedZipIsUnpackedOnce() throws IOException {
        plugin("paint").zip(plugins.resolve("paint.zip"));
        host.start();
        host.close();
        Path mark = Files.createFile(plugins.resolve("paint/mark"));

        try (PluginHost next = newHost()) {
            next.start();
        }

        assertThat(mark).exists();
    }

    @Test
    void anEntryThatPointsOutsideIsRefusedAndWritesNothing() throws IOException {
        plugin("evil").file("../../evil.txt", new byte[1]).zip(plugins.resolve("evil.zip"));

        assertThat(host.start().problems().get("evil"))
                .hasMessageContaining(
                        "it holds an entry that points outside its folder, \"../../evil.txt\"");
        assertThat(plugins.getParent().resolve("evil.txt")).doesNotExist();
        assertThat(entries()).containsExactly("evil.zip");
    }

    @Test
    void leftOversOfEarlierRunsAreSweptAway() throws IOException {
        Path gone = plugin("gone").zip(plugins.resolve("gone.zip"));
        host.start();
        host.close();
        Files.delete(gone);
        Files.createDirectories(plugins.resolve(PluginUnpacker.PASSING + "1/half"));
        Files.createFile(plugins.resolve("busy.zip"));
        Path outside = Files.createFile(downloads.resolve("mine"));
        Files.writeString(plugins.resolve(".delete-at-start"), "busy.zip\n" + outside + "\n");

        try (PluginHost next = newHost()) {
            assertThat(next.start().problems()).isEmpty();
        }

        assertThat(entries()).isEmpty();
        assertThat(outside).exists();
    }

    @Test
    void aFolderOfTheUsersOwnIsNotOverwritten() throws IOException {
        plugin("paint").zip(plugins.resolve("paint.zip"));
        Path own = Files.createDirectories(plugins.resolve("paint/own"));

        assertThat(host.start().problems().get("paint"))
                .hasMessageContaining("that folder was there before and is not an unpacked plugin");
        assertThat(own).exists();
    }

    @Test
    void listenersHearOfAPluginBeforeItStops() throws IOException {
        List<String> heard = new ArrayList<>();
        host.listen(
                new PluginListener() {
                    @Override
                    public void started(InstalledPlugin plugin) {
                        heard.add("started " + plugin.id());
                    }

                    @Override
                    public void stopping(InstalledPlugin plugin) {
                        heard.add("stopping, stopped: " + System.getProperty("test.stopped"));
                    }
                });
        plugin("paint")
                .main("", "System.setProperty(\"test.stopped\", \"yes\");", "")
                .zip(plugins.resolve("paint.zip"));

        host.start();
        host.disable("paint");

        assertThat(heard).containsExactly("started paint", "stopping, stopped: null");
        assertThat(System.clearProperty("test.stopped")).isEqualTo("yes");
    }

    private ClassLoader loaderOfTheOnlyCommand() {
        return host.extensions(CommandLineTool.class)
                .getFirst()
                .call("looking", tool -> tool.getClass().getClassLoader());
    }

    private List<String> commandNames() {
        return host.extensions(CommandLineTool.class).stream()
                .map(tool -> tool.<String>call("naming", CommandLineTool::name))
                .toList();
    }

    /** What a user sees in the folder. */
    private List<String> entries() throws IOException {
        try (Stream<Path> files = Files.list(plugins)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals(".lock"))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isCollected(WeakReference<?> reference) {
        Instant end = Instant.now().plus(Duration.ofSeconds(10));
        while (reference.get() != null && Instant.now().isBefore(end)) {
            System.gc();
        }
        return reference.get() == null;
    }
}
