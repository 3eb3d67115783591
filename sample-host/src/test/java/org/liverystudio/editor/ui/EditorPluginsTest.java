package org.liverystudio.editor.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liverystudio.editor.plugin.PluginBuilder.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.editor.plugin.PluginBuilder;

@Timeout(120)
class EditorPluginsTest {
    private static final String TOOL =
            """
            package made;
            import java.util.List;
            import java.util.Optional;
            import java.util.concurrent.CountDownLatch;
            import javafx.scene.Node;
            import javafx.scene.control.Label;
            import org.liverystudio.host.*;
            import org.liverystudio.host.ui.PanelTool;
            public class Tool implements PanelTool {
                private final Label label = new Label("not picked");
                private ToolContext context;
                public String id() { return "spray"; }
                public String displayName() { return "Spray Can"; }
                public String tooltip() { return "Sprays"; }
                public List<ToolAction> actions() {
                    return List.of(
                        new ToolAction("spray.shake", "Shake", Optional.of("Shortcut+Enter"),
                            () -> label.setText("shaken")),
                        new ToolAction("spray.burst", "Burst", Optional.empty(),
                            () -> { throw new IllegalStateException("too hot"); }),
                        new ToolAction("spray.slow", "Slow", Optional.empty(),
                            () -> context.tasks().start("Spray slowly", progress -> {
                                progress.update(0.5, "half way");
                                while (!progress.isCancelled()) { Thread.onSpinWait(); }
                                progress.throwIfCancelled();
                                return null;
                            })));
                }
                public Node createPanel(ToolContext context) {
                    this.context = context;
                    label.setId("spray-label");
                    return label;
                }
                public void activate(ToolContext context) {
                    label.setText("picked");
                    context.showStatus("Spraying");
                }
                public void deactivate() { label.setText("left"); }
            }
            """;

    @TempDir Path home;
    @TempDir Path plugins;
    @TempDir Path elsewhere;

    private EditorFixture editor;

    private static PluginBuilder spray() {
        return plugin("spray-can").set("provider", "A Painter").extension("made.Tool", TOOL);
    }

    private void start() {
        editor = EditorFixture.in(home).plugins(plugins).start();
        editor.awaitIdle();
    }

    @AfterEach
    void close() {
        editor.close();
    }

    private void awaitLabel(String text) {
        editor.await(
                "the label to say " + text,
                () ->
                        EditorFixture.lookup("spray-label")
                                .filter(node -> ((Label) node).getText().equals(text))
                                .isPresent());
    }

    private void awaitText(String id, String text) {
        editor.await(
                id + " to say " + text,
                () ->
                        EditorFixture.lookup(id)
                                .filter(node -> ((Labeled) node).getText().equals(text))
                                .isPresent());
    }

    @Test
    void aToolHasAButtonAPanelAndAMenuAndHearsWhenItIsPickedAndLeft() throws IOException {
        spray().zip(plugins.resolve("spray.zip"));
        start();
        awaitLabel("not picked");

        editor.robot().clickOn("#tool-spray-can");
        awaitLabel("picked");
        awaitText("status-message", "Spraying");
        editor.robot().clickOn("#tool-hand");
        awaitLabel("left");
        editor.choose("menu-spray-can", "action-spray-shake");

        awaitLabel("shaken");
        editor.awaitNode("tool-spray-can");
    }

    @Test
    void anActionThatThrowsIsToldAndTheEditorGoesOn() throws IOException {
        spray().zip(plugins.resolve("spray.zip"));
        start();
        awaitLabel("not picked");

        editor.choose("menu-spray-can", "action-spray-burst");

        editor.awaitToast("too hot");
        editor.choose("menu-spray-can", "action-spray-shake");
        awaitLabel("shaken");
    }

    @Test
    void aTaskOfAPluginShowsInTheStatusBarAndCanBeCancelledThere() throws IOException {
        spray().zip(plugins.resolve("spray.zip"));
        start();
        awaitLabel("not picked");

        editor.choose("menu-spray-can", "action-spray-slow");
        awaitText("task-title", "Spray slowly: half way");
        editor.robot().clickOn("#task-cancel");

        editor.await("the task to go", () -> !EditorFixture.lookup("task").get().isVisible());
        assertThat(editor.services().tasks().active()).isEmpty();
    }

    @Test
    void aPluginIsInstalledDisabledEnabledAndRemovedWhileTheEditorRuns() throws IOException {
        Path zip = spray().zip(elsewhere.resolve("spray.zip"));
        start();
        editor.choose("menu-plugins", "plugins-manage");
        editor.awaitNode("plugins-none");
        editor.dialogs().answer(zip);

        editor.robot().clickOn("#plugin-install");
        awaitText("plugin-state-spray-can", "running");
        awaitLabel("not picked");
        editor.screenshot(EditorFixture.find("plugin-manager").getScene(), "plugin-manager", 1);

        editor.robot().clickOn("#plugin-disable-spray-can");
        awaitText("plugin-state-spray-can", "disabled");
        editor.await("the panel to go", () -> EditorFixture.lookup("spray-label").isEmpty());
        assertThat(EditorFixture.onFx(() -> editor.menu("menu-spray-can"))).isEmpty();

        editor.robot().clickOn("#plugin-enable-spray-can");
        awaitText("plugin-state-spray-can", "running");
        awaitLabel("not picked");

        editor.robot().clickOn("#plugin-remove-spray-can");
        editor.awaitNode("plugins-none");
        assertThat(plugins.resolve("spray.zip")).doesNotExist();
        assertThat(elsewhere.resolve("spray.zip")).exists();
    }

    @Test
    void aPluginThatFailsIsNamedInAToastAndItsCardSaysWhy() throws IOException {
        spray().main("throw new IllegalStateException(\"no paint left\");", "", "")
                .zip(plugins.resolve("spray.zip"));
        start();

        editor.awaitToast("no paint left");
        editor.choose("menu-plugins", "plugins-manage");

        awaitText("plugin-state-spray-can", "failed");
        assertThat(
                        EditorFixture.onFx(
                                () ->
                                        EditorFixture.find("plugin-spray-can")
                                                .lookupAll(".plugin-problem")
                                                .stream()
                                                .map(node -> ((Label) node).getText())
                                                .toList()))
                .singleElement()
                .asString()
                .contains("spray.zip", "no paint left");
    }

    @Test
    void aFileThatIsNoPluginIsRefusedWithItsName() throws IOException {
        Path wrong = Files.writeString(elsewhere.resolve("notes.zip"), "not a zip");
        start();
        editor.choose("menu-plugins", "plugins-manage");
        editor.awaitNode("plugin-install");
        editor.dialogs().answer(wrong);

        editor.robot().clickOn("#plugin-install");

        editor.awaitToast("notes.zip");
        assertThat(editor.plugins().plugins()).isEmpty();
    }
}
