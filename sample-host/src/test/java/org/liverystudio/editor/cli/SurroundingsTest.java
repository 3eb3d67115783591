package org.liverystudio.editor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.liverystudio.editor.app.PlatformFolders;
import org.liverystudio.editor.plugin.Terminal;

class SurroundingsTest {
    private static final PlatformFolders FOLDERS = PlatformFolders.under(Path.of("/home"));

    @Test
    void theVariableForPluginsBeatsTheLauncherAndThatTheUsersData() {
        Map<String, String> told = Map.of("livery.plugins", "/app/plugins");

        assertThat(with(Map.of("LIVERY_PLUGINS", "/mine"), told).pluginsFolder(FOLDERS))
                .isEqualTo(Path.of("/mine"));
        assertThat(with(Map.of("LIVERY_PLUGINS", " "), told).pluginsFolder(FOLDERS))
                .isEqualTo(Path.of("/app/plugins"));
        assertThat(with(Map.of(), Map.of()).pluginsFolder(FOLDERS))
                .isEqualTo(Path.of("/home/data/plugins"));
    }

    @Test
    void onlyLinuxMayLackADisplay() {
        Map<String, String> linux = Map.of("os.name", "Linux");

        assertThat(with(Map.of(), linux).hasDisplay()).isFalse();
        assertThat(with(Map.of("DISPLAY", ""), linux).hasDisplay()).isFalse();
        assertThat(with(Map.of("DISPLAY", ":0"), linux).hasDisplay()).isTrue();
        assertThat(with(Map.of("WAYLAND_DISPLAY", "wayland-0"), linux).hasDisplay()).isTrue();
        assertThat(with(Map.of(), Map.of("os.name", "Mac OS X")).hasDisplay()).isTrue();
        assertThat(
                        with(Map.of(), Map.of("os.name", "Linux", "glass.platform", "Headless"))
                                .hasDisplay())
                .isTrue();
    }

    private static Surroundings with(
            Map<String, String> environment, Map<String, String> properties) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        return new Surroundings(
                new Terminal(nowhere, nowhere, false, () -> false), environment, properties);
    }
}
