package org.liverystudio.ai.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.ai.fixture.TestHost;
import org.liverystudio.host.LiveryException;
import org.liverystudio.host.ToolAction;

class LiveryAiPluginTest {
    @TempDir Path folder;

    @AfterEach
    void stop() {
        LiveryServices.stop();
    }

    @Test
    void theCommandAnswersItsHelpWithoutAnyModel() {
        LiveryServices.start(folder);
        TestHost host = new TestHost(folder);

        int code = new GenerateCommand().run(List.of("--help"), host);

        assertThat(code).isZero();
        assertThat(host.printed()).contains("TEMPLATE").contains("--control");
    }

    @Test
    void aStoppedPluginSaysSo() {
        LiveryServices.start(folder);
        new LiveryAiPlugin().stop();

        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> new GenerateCommand().run(List.of(), new TestHost(folder)))
                .satisfies(
                        e ->
                                assertThat(e.oneLine())
                                        .isEqualTo(
                                                "AI Livery has been stopped. Enable the plugin"
                                                        + " again under Plugins."));
    }

    @Test
    void theMenuOffersPanelGenerateAndCancelBeforeThereIsAPanel() {
        List<ToolAction> actions = new LiveryTool().actions();

        assertThat(actions)
                .extracting(ToolAction::label)
                .containsExactly("Open panel", "Generate", "Cancel");
        actions.forEach(action -> action.action().run());
    }

    @Test
    void thePluginsFolderIsTheOneAboveItsJar() {
        // In tests the classes lie in target/classes, where an installed plugin has lib/*.jar.
        assertThat(PluginHome.find()).isEqualTo(Path.of("").toAbsolutePath());
    }
}
