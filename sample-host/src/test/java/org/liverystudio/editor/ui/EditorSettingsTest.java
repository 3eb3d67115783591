package org.liverystudio.editor.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.application.Application;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.editor.edit.EditorDocument;

@Timeout(120)
class EditorSettingsTest {
    @TempDir Path home;
    @TempDir Path samples;

    @Test
    void theVeryFirstStartOpensTheSampleAndSavingItAsksForAPlace() {
        SamplePictures.template(samples.resolve("sample.psd"));

        try (EditorFixture editor = EditorFixture.in(home).samples(samples).start()) {
            EditorDocument sample = editor.awaitDocument("sample.psd");
            assertThat(sample.file()).isEmpty();
            editor.dialogs().answer(home.resolve("mine.psd"));

            editor.choose("menu-file", "file-save");

            editor.awaitDocument("mine.psd");
            assertThat(editor.dialogs().asked()).containsExactly("Save as sample.psd");
        }
        try (EditorFixture second = EditorFixture.in(home).samples(samples).start()) {
            second.awaitIdle();
            assertThat(second.services().workspace().documents()).isEmpty();
            assertThat(EditorFixture.find("start-sample").isVisible()).isTrue();
        }
    }

    @Test
    void themeAndPanelsAreRemembered() {
        try (EditorFixture editor = EditorFixture.in(home).start()) {
            editor.choose("menu-view", "view-theme-light");
            editor.choose("menu-view", "view-panel-layers");
            editor.await("no layer panel", () -> EditorFixture.lookup("layers-panel").isEmpty());
        }
        try (EditorFixture second = EditorFixture.in(home).start()) {
            second.awaitIdle();
            assertThat(EditorFixture.onFx(() -> EditorFixture.lookup("layers-panel"))).isEmpty();
            assertThat(Application.getUserAgentStylesheet()).contains("primer-light");
        }
    }

    @Test
    void theWindowComesBackWhereItWas() {
        try (EditorFixture editor = EditorFixture.in(home).size(820, 600).start()) {
            EditorFixture.onFx(
                    () -> {
                        editor.stage().setX(40);
                        editor.stage().setY(30);
                        return null;
                    });
        }
        try (EditorFixture second = EditorFixture.in(home).lastSize().start()) {
            assertThat(second.stage().getX()).isEqualTo(40);
            assertThat(second.stage().getY()).isEqualTo(30);
            assertThat(second.stage().getWidth()).isEqualTo(820);
        }
    }
}
