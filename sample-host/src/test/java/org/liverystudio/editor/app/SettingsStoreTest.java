package org.liverystudio.editor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.host.Preferences;

class SettingsStoreTest {
    @TempDir Path folder;

    @Test
    void valuesLastAndEachPluginHasItsOwn() {
        try (SettingsStore store = new SettingsStore(folder)) {
            store.editor().put("theme", "dark");
            store.forPlugin("paint").put("prompt", "orange \"tiger\" — stripes");
            store.forPlugin("paint").put("gone", "x");
            store.forPlugin("paint").remove("gone");
        }
        try (SettingsStore store = new SettingsStore(folder)) {
            assertThat(store.editor().get("theme")).contains("dark");
            assertThat(store.editor().get("prompt")).isEmpty();
            assertThat(store.forPlugin("paint").get("prompt"))
                    .contains("orange \"tiger\" — stripes");
            assertThat(store.forPlugin("paint").get("gone")).isEmpty();
        }
    }

    @Test
    void twoEditorsKeepEachOthersSettings() {
        try (SettingsStore one = new SettingsStore(folder);
                SettingsStore two = new SettingsStore(folder)) {
            Preferences first = one.editor();
            Preferences second = two.editor();
            first.put("theme", "dark");
            one.flush();
            second.put("zoom", "2");
            two.flush();
        }
        try (SettingsStore store = new SettingsStore(folder)) {
            assertThat(store.editor().get("theme")).contains("dark");
            assertThat(store.editor().get("zoom")).contains("2");
        }
    }

    @Test
    void aDamagedFileIsKeptAsideAndTheSettingsStartAnew() throws IOException {
        Files.writeString(folder.resolve("editor.json"), "{\"theme\": \"da");

        try (SettingsStore store = new SettingsStore(folder)) {
            assertThat(store.editor().get("theme")).isEmpty();
            store.editor().put("theme", "light");
        }

        assertThat(folder.resolve("editor.json.damaged")).hasContent("{\"theme\": \"da");
        try (SettingsStore store = new SettingsStore(folder)) {
            assertThat(store.editor().get("theme")).contains("light");
        }
    }

    @Test
    void settingsThatCannotBeWrittenStayInMemory() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        try (SettingsStore store = new SettingsStore(file)) {
            store.editor().put("theme", "dark");
            store.flush();
            assertThat(store.editor().get("theme")).contains("dark");
        }
    }
}
