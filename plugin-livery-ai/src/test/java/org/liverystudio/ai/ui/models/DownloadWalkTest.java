package org.liverystudio.ai.ui.models;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerDark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executor;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.ai.fixture.Fx;
import org.liverystudio.ai.fixture.TestHost;
import org.liverystudio.ai.hub.catalogue.Catalogue;
import org.liverystudio.ai.hub.catalogue.HubFixture;
import org.liverystudio.ai.hub.download.DripHub;
import org.liverystudio.ai.hub.download.HubSettings;
import org.liverystudio.ai.hub.download.ProxySettings;
import org.liverystudio.ai.hub.library.ModelLibrary;

/** A painter's way from the first start to a model that is there, on a slow line. */
@Timeout(120)
class DownloadWalkTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final Executor BACKGROUND = Thread::startVirtualThread;
    private static final int SIZE = 3_000_000;
    private static final int BYTES_PER_SECOND = 1_500_000;

    @TempDir private Path folder;
    private final byte[] content = new byte[SIZE];
    private final List<String> status = Collections.synchronizedList(new ArrayList<>());
    private final List<String> arrived = Collections.synchronizedList(new ArrayList<>());
    private DripHub hub;
    private TestHost host;
    private DownloadModel model;
    private boolean sure;
    private Scene panel;
    private Scene window;
    private Stage stage;

    @BeforeEach
    void start() throws IOException {
        new Random(1).nextBytes(content);
        hub = new DripHub(content, COMMIT, BYTES_PER_SECOND);
        host = new TestHost(folder);
        open();
    }

    private void open() {
        Fx.run(
                () -> {
                    Application.setUserAgentStylesheet(new PrimerDark().getUserAgentStylesheet());
                    model =
                            new DownloadModel(
                                    this::library,
                                    host,
                                    BACKGROUND,
                                    Platform::runLater,
                                    status::add,
                                    set -> arrived.add(set.name()));
                    stage = new Stage();
                    panel =
                            new Scene(
                                    new VBox(new DownloadStrip(model, this::openWindow)), 350, 200);
                    stage.setScene(panel);
                    stage.show();
                });
    }

    private void openWindow() {
        window = new Scene(new DownloadView(model, () -> sure), 620, 700);
        stage.setScene(window);
    }

    @AfterEach
    void closeAll() {
        Fx.run(
                () -> {
                    model.close();
                    stage.close();
                });
        hub.close();
    }

    @Test
    void fromTheQuestionToAModelThatIsThere() {
        Fx.await(model.question(), asked -> asked);
        assertThat(Fx.call(() -> model.sizes().get())).isEqualTo("3.0 MB to 4.0 GB");
        Fx.screenshot(panel, "download-question");
        fire(panel, "livery-download-choose");
        assertThat(text("livery-download-space")).contains(" free in ");
        assertThat(text("livery-download-reason")).isEqualTo("Accept the terms first.");
        assertThat(node("livery-download-start", Button.class).isDisabled()).isTrue();
        Fx.screenshot(window, "download-choices");

        Fx.run(() -> node("livery-download-accept", CheckBox.class).setSelected(true));
        fire(window, "livery-download-start");
        Fx.await(model.run().fraction(), share -> share.doubleValue() > 0.1);
        assertThat(Fx.call(() -> model.question().get())).isFalse();
        assertThat(text("livery-download-text")).matches("[\\d.]+ [kM]B of 3.0 MB .*B/s.*");
        Fx.screenshot(window, "download-running");

        fire(window, "livery-download-pause");
        Fx.await(model.run().paused(), paused -> paused);
        assertThat(text("livery-download-text")).endsWith("paused");
        assertThat(node("livery-download-pause", Button.class).getText()).isEqualTo("Resume");
        Fx.screenshot(window, "download-paused");
        fire(window, "livery-download-pause");
        Fx.await(model.run().paused(), paused -> !paused);

        fire(window, "livery-download-stop");
        Fx.await(model.run().active(), active -> !active);
        assertThat(text("livery-download-text")).startsWith("Stopped. What has arrived stays");

        fire(window, "livery-download-start");
        Fx.await(model.run().active(), active -> !active);
        Fx.await(model.chosen(), choice -> choice.complete());
        assertThat(arrived).containsExactly("small");
        assertThat(status)
                .anyMatch(line -> line.startsWith("Small model: "))
                .contains("Small model is here.");
        assertThat(text("livery-download-reason")).isEqualTo("It is on this computer already.");
        Fx.screenshot(window, "download-done");

        fire(window, "livery-download-remove");
        assertThat(Fx.call(() -> model.chosen().get().complete())).as("not sure").isTrue();
        sure = true;
        fire(window, "livery-download-remove");
        Fx.await(model.chosen(), choice -> !choice.complete());
    }

    @Test
    void whatFailsIsToldInWordsAndCanBeTriedAgain() {
        Fx.await(model.question(), asked -> asked);
        Fx.run(this::openWindow);
        Fx.run(() -> node("livery-download-accept", CheckBox.class).setSelected(true));
        hub.refuse(true);
        fire(window, "livery-download-start");
        Fx.await(model.error(), Optional::isPresent);
        Fx.await(model.run().active(), active -> !active);
        Node error = node("livery-download-error", Node.class);
        assertThat(Fx.call(error::isVisible)).isTrue();
        Fx.screenshot(window, "download-error");

        hub.refuse(false);
        fire(window, "livery-download-start");
        assertThat(Fx.call(error::isVisible)).isFalse();
        Fx.await(model.chosen(), choice -> choice.complete());
    }

    @Test
    void aQuestionThatWasAnsweredDoesNotComeAgain() {
        Fx.await(model.question(), asked -> asked);
        fire(panel, "livery-download-later");

        open();
        Fx.await(model.chosen(), choice -> choice != null);

        assertThat(Fx.call(() -> model.question().get())).isFalse();
    }

    @Test
    void aNameThatTheHubDoesNotKnowIsTold() {
        Fx.await(model.chosen(), choice -> choice != null);
        Fx.run(this::openWindow);
        Fx.run(() -> node("livery-download-other", TextField.class).setText("no name"));
        fire(window, "livery-download-lookup");

        Fx.await(model.error(), Optional::isPresent);

        assertThat(model.error().get().orElseThrow().getMessage()).contains("no name");
    }

    private ModelLibrary library() {
        HubSettings settings =
                new HubSettings(
                        folder.resolve("hub"),
                        true,
                        hub.endpoint(),
                        Optional.empty(),
                        false,
                        ProxySettings.NONE);
        return new ModelLibrary(settings, folder.resolve("data"), catalogue());
    }

    private Catalogue catalogue() {
        return HubFixture.catalogue(
                """
                {"version": 1,
                 "sets": [{"name": "small", "title": "Small model"},
                          {"name": "large", "title": "Large model"}],
                 "repositories": [
                   {"id": "org/base", "commit": "%s", "licence": "openrail++", "files": [
                     {"path": "unet.bin", "sizeBytes": %d, "sha256": "%s", "role": "unet",
                      "sets": ["small", "large"]}]},
                   {"id": "org/net", "commit": "%s", "licence": "MIT", "files": [
                     {"path": "control.bin", "sizeBytes": 4000000000, "role": "controlnet",
                      "sets": ["large"]}]}]}
                """
                        .formatted(COMMIT, SIZE, HubFixture.sha256(content), COMMIT));
    }

    private void fire(Scene scene, String id) {
        Fx.run(() -> ((ButtonBase) scene.lookup("#" + id)).fire());
    }

    private <T extends Node> T node(String id, Class<T> type) {
        return type.cast(window.lookup("#" + id));
    }

    private String text(String id) {
        return Fx.call(() -> node(id, Label.class).getText());
    }
}
