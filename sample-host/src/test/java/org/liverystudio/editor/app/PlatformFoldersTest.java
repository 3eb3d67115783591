package org.liverystudio.editor.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformFoldersTest {
    private static final Path HOME = Path.of("/home/ann");

    @Test
    void linuxFollowsTheXdgSpecification() {
        assertThat(PlatformFolders.of("Linux", HOME, Map.of()))
                .isEqualTo(
                        new PlatformFolders(
                                HOME.resolve(".config/ai-livery"),
                                HOME.resolve(".local/share/ai-livery"),
                                HOME.resolve(".cache/ai-livery"),
                                HOME.resolve(".local/state/ai-livery/logs")));
        Map<String, String> set =
                Map.of(
                        "XDG_CACHE_HOME",
                        "/fast",
                        "XDG_CONFIG_HOME",
                        "relative",
                        "XDG_DATA_HOME",
                        "");
        assertThat(PlatformFolders.of("Linux", HOME, set))
                .isEqualTo(
                        new PlatformFolders(
                                HOME.resolve(".config/ai-livery"),
                                HOME.resolve(".local/share/ai-livery"),
                                Path.of("/fast/ai-livery"),
                                HOME.resolve(".local/state/ai-livery/logs")));
    }

    @Test
    void macOsUsesTheLibrary() {
        Path support = HOME.resolve("Library/Application Support/AI Livery");
        assertThat(PlatformFolders.of("Mac OS X", HOME, Map.of()))
                .isEqualTo(
                        new PlatformFolders(
                                support.resolve("config"),
                                support.resolve("data"),
                                HOME.resolve("Library/Caches/AI Livery"),
                                HOME.resolve("Library/Logs/AI Livery")));
    }

    @Test
    void windowsUsesRoamingAndLocalData() {
        Map<String, String> set = Map.of("APPDATA", "/roam", "LOCALAPPDATA", "/local");
        assertThat(PlatformFolders.of("Windows 11", HOME, set))
                .isEqualTo(
                        new PlatformFolders(
                                Path.of("/roam/AI Livery/config"),
                                Path.of("/local/AI Livery/data"),
                                Path.of("/local/AI Livery/cache"),
                                Path.of("/local/AI Livery/logs")));
    }

    @Test
    void liveryHomeOverridesAll() {
        PlatformFolders folders =
                PlatformFolders.of(
                        "Linux", HOME, Map.of("LIVERY_HOME", "/stick", "XDG_CACHE_HOME", "/fast"));
        assertThat(folders).isEqualTo(PlatformFolders.under(Path.of("/stick")));
        assertThat(folders.cache()).isEqualTo(Path.of("/stick/cache"));
    }

    @Test
    void aPluginsFoldersExistWhenTheyAreAskedFor(@TempDir Path home) {
        var folders = PlatformFolders.under(home).forPlugin("paint");

        assertThat(folders.data()).isDirectory().isEqualTo(home.resolve("data/plugins/paint"));
        assertThat(folders.cache()).isDirectory().isEqualTo(home.resolve("cache/plugins/paint"));
        assertThat(folders.logs()).isDirectory().isEqualTo(home.resolve("logs"));
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed(@TempDir Path home) throws IOException {
        Path file = Files.createFile(home.resolve("file"));

        assertThatThrownBy(() -> PlatformFolders.under(file).forPlugin("paint").data())
                .hasMessageStartingWith(
                        "The folder " + file.resolve("data/plugins/paint") + " cannot be made:")
                .extracting("advice")
                .asString()
                .contains("LIVERY_HOME");
    }
}
