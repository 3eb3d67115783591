package org.liverystudio.ai.ui;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Slider;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.ai.diffusion.Golden;
import org.liverystudio.ai.engine.EngineProgress.Phase;
import org.liverystudio.ai.engine.LoraChoice;
import org.liverystudio.ai.engine.SchedulerKind;
import org.liverystudio.ai.engine.Seamless;
import org.liverystudio.ai.engine.Upscaler;
import org.liverystudio.ai.fixture.Fx;
import org.liverystudio.ai.fixture.ScriptedEngine;
import org.liverystudio.ai.fixture.TestDocument;
import org.liverystudio.ai.fixture.TestHost;
import org.liverystudio.ai.fixture.TestModels;
import org.liverystudio.ai.fixture.TestSnapshot;
import org.liverystudio.ai.job.JobQueue;
import org.liverystudio.ai.job.detail.Detail;
import org.liverystudio.ai.job.detail.LargerPass;
import org.liverystudio.ai.job.detail.SecondPass;
import org.liverystudio.ai.job.detail.Target;
import org.liverystudio.ai.ui.models.DownloadModel;
import org.liverystudio.host.LiveryException;

@Timeout(60)
class LiveryPanelTest {
    private static final Executor BACKGROUND = Thread::startVirtualThread;

    @TempDir Path folder;
    private TestHost host;
    private final TestDocument document = new TestDocument("car.psd", TestSnapshot.template());
    private ScriptedEngine engine = new ScriptedEngine();
    private JobQueue queue;
    private PanelModel model;
    private Scene scene;
    private Stage stage;

    @BeforeEach
    void makeHost() {
        host = new TestHost(folder);
    }

    private void open() throws IOException {
        var models = TestModels.builtIn(folder);
        queue = new JobQueue(() -> engine, Duration.ofDays(1));
        Fx.run(
                () -> {
                    Application.setUserAgentStylesheet(new PrimerDark().getUserAgentStylesheet());
                    model =
                            new PanelModel(
                                    host, models, queue, Platform::runLater, BACKGROUND, () -> 77);
                    scene = new Scene(new LiveryPanel(model, noDownloads()), 350, 900);
                    stage = new Stage();
                    stage.setScene(scene);
                    stage.show();
                });
    }

    /** A painter who has answered the question. */
    private DownloadModel noDownloads() {
        host.put("models.asked", "true");
        return new DownloadModel(
                () -> TestModels.emptyLibrary(folder),
                host,
                BACKGROUND,
                Platform::runLater,
                _ -> {},
                _ -> {});
    }

    @AfterEach
    void closeAll() {
        Fx.run(
                () -> {
                    model.close();
                    stage.close();
                });
        queue.close();
    }

    @Test
    void withoutADocumentGenerateIsOffAndSaysWhy() throws IOException {
        open();

        assertThat(button("livery-generate").isDisabled()).isTrue();
        assertThat(model.blocked().get()).isEqualTo("Open a template first (File > Open).");
        Fx.screenshot(scene, "panel-no-document");
    }

    @Test
    void typingAndPressingGenerateAddsALayer() throws IOException {
        host.setActive(document);
        open();
        Fx.run(() -> lookup("livery-prompt", TextArea.class).setText("tiger stripes"));
        Fx.await(model.controls().rows().get(0).preview(), picture -> picture.isPresent());
        Fx.screenshot(scene, "panel-ready");

        Fx.run(() -> button("livery-generate").fire());
        Fx.await(model.run().text(), text -> text.startsWith("Done in"));

        assertThat(document.edits()).hasSize(1);
        assertThat(engine.requests().get(0).prompt()).isEqualTo("tiger stripes");
        assertThat(engine.requests().get(0).controls()).hasSize(1);
        assertThat(engine.requests().get(0).sampling().seed()).isEqualTo(77);
        ComboBox<?> layer = lookup("livery-control-0-layer", ComboBox.class);
        assertThat(((LayerChoice) layer.getValue()).name())
                .as("the new layer has changed the list, but not the choice")
                .isEqualTo("Mask");
        Fx.run(
                () ->
                        Application.setUserAgentStylesheet(
                                new PrimerLight().getUserAgentStylesheet()));
        Fx.screenshot(scene, "panel-done-light");
    }

    @Test
    void aLoraIsListedWithItsWordsAndItsWeight() throws IOException {
        host.setActive(document);
        open();
        Path word = Golden.path("lora/tiny-linear-gold.safetensors");
        Fx.run(
                () -> {
                    lookup("livery-prompt", TextArea.class).setText("tiger stripes");
                    model.additions()
                            .add(List.of(Golden.path("lora/tiny-linear-kohya.safetensors"), word));
                });
        Fx.await(model.additions().rows().get(1).title(), "tiny-linear-gold"::equals);

        Fx.run(
                () -> {
                    lookup("livery-addition-0-weight", Slider.class).setValue(0.6);
                    lookup("livery-addition-1-words", MenuButton.class).getItems().get(0).fire();
                });

        assertThat(lookup("livery-prompt", TextArea.class).getText())
                .isEqualTo("tiger stripes, tiny-linear-gold");
        assertThat(lookup("livery-addition-0-words", MenuButton.class).isVisible()).isFalse();
        assertThat(scene.lookup("#livery-addition-1-weight").getParent().isVisible()).isFalse();
        assertThat(lookup("livery-fast", CheckBox.class).isDisabled()).isTrue();
        Fx.screenshot(scene, "panel-loras");
        Fx.run(() -> button("livery-generate").fire());
        Fx.await(model.run().text(), text -> text.startsWith("Done in"));
        assertThat(engine.requests().get(0).networks().loras())
                .extracting(LoraChoice::weight)
                .containsExactly(0.6);
        assertThat(engine.requests().get(0).networks().embeddings()).containsExactly(word);
    }

    @Test
    void thePromptsLengthStandsBelowIt() throws IOException {
        host.setActive(document);
        open();
        TextArea prompt = lookup("livery-prompt", TextArea.class);
        Label tokens = lookup("livery-prompt-tokens", Label.class);
        assertThat(tokens.isVisible()).isFalse();

        Fx.run(() -> prompt.setText("(a b:1.2) c"));
        Fx.await(model.promptLength(), "3 of 75 tokens"::equals);
        Fx.run(() -> prompt.setText("a ".repeat(76)));
        Fx.await(model.promptLength(), "76 of 150 tokens"::equals);
        Fx.screenshot(scene, "panel-tokens");
        Fx.run(() -> prompt.setText("(a:99)"));
        Fx.await(
                model.promptLength(),
                "The weight 99.0 of \"a\" in the prompt is out of range."::equals);
    }

    @Test
    @SuppressWarnings("unchecked")
    void theSamplerIsChosenFromAListOfTheirTitles() throws IOException {
        host.setActive(document);
        open();
        ComboBox<SchedulerKind> samplers = lookup("livery-sampler", ComboBox.class);
        assertThat(samplers.getItems()).containsExactly(SchedulerKind.values());
        assertThat(samplers.getConverter().toString(samplers.getValue())).isEqualTo("Euler");

        Fx.run(() -> samplers.setValue(SchedulerKind.DPMPP_2M_KARRAS));

        assertThat(model.form().sampler.get()).isEqualTo(SchedulerKind.DPMPP_2M_KARRAS);
        Fx.screenshot(scene, "panel-sampler");
    }

    @Test
    @SuppressWarnings("unchecked")
    void sizeAndDetailUnfoldAndShowWhatTheChoiceNeeds() throws IOException {
        host.setActive(document);
        open();
        TitledPane detail = lookup("livery-detail", TitledPane.class);
        assertThat(detail.isExpanded()).isFalse();
        Fx.run(() -> detail.setExpanded(true));
        Node strength = lookup("livery-second-strength", Slider.class);
        assertThat(strength.getParent().isVisible()).isFalse();

        Fx.run(
                () -> {
                    ComboBox<SecondPassChoice> passes =
                            lookup("livery-second-pass", ComboBox.class);
                    passes.setValue(SecondPassChoice.TWICE);
                    lookup("livery-upscaler", ComboBox.class).setValue(Upscaler.LATENT);
                    lookup("livery-refine", CheckBox.class).setSelected(true);
                    lookup("livery-seamless", ComboBox.class).setValue(Seamless.X);
                });

        assertThat(strength.getParent().isVisible()).isTrue();
        assertThat(model.form().detail.detail())
                .isEqualTo(
                        new Detail(
                                new SecondPass.By(
                                        LargerPass.second(new Target.Factor(2), Upscaler.LATENT)),
                                Optional.of(LargerPass.refining(new Target.Template())),
                                Seamless.X));
        Fx.screenshot(scene, "panel-detail");
    }

    @Test
    void theStrengthAppearsWithAPictureToStartFrom() throws IOException {
        host.setActive(document);
        open();
        Node strength = lookup("livery-strength", Slider.class);
        assertThat(strength.getParent().isVisible()).isFalse();

        Fx.run(() -> lookup("livery-init", ComboBox.class).getSelectionModel().select(1));

        assertThat(model.form().startFrom.get()).isEqualTo(StartChoice.VISIBLE);
        assertThat(strength.getParent().isVisible()).isTrue();
        Fx.screenshot(scene, "panel-start");
    }

    @Test
    void shortcutAndEnterInThePromptGenerates() throws IOException {
        host.setActive(document);
        open();
        TextArea prompt = lookup("livery-prompt", TextArea.class);
        Fx.run(
                () -> {
                    prompt.setText("stripes");
                    Event.fireEvent(
                            prompt,
                            new KeyEvent(
                                    KeyEvent.KEY_PRESSED,
                                    "\r",
                                    "\r",
                                    KeyCode.ENTER,
                                    false,
                                    true,
                                    false,
                                    false));
                });
        Fx.await(model.run().text(), text -> text.startsWith("Done in"));

        assertThat(prompt.getText()).isEqualTo("stripes");
        assertThat(document.edits()).hasSize(1);
    }

    @Test
    void whileItRunsThereIsProgressAndCancelStopsIt() throws Exception {
        CountDownLatch atStep = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        engine =
                new ScriptedEngine(
                        progress -> {
                            if (progress.phase() == Phase.DENOISING && progress.done() == 2) {
                                atStep.countDown();
                                await(goOn);
                            }
                        });
        host.setActive(document);
        open();
        Fx.run(
                () -> {
                    lookup("livery-prompt", TextArea.class).setText("stripes");
                    button("livery-generate").fire();
                });
        atStep.await();
        Fx.await(model.run().text(), text -> text.startsWith("Step 3 of 20"));
        assertThat(lookup("livery-progress", ProgressBar.class).isVisible()).isTrue();
        assertThat(button("livery-generate").isDisabled()).isTrue();
        Fx.screenshot(scene, "panel-running");

        Fx.run(() -> button("livery-cancel").fire());
        goOn.countDown();
        Fx.await(model.run().busy(), busy -> !busy);

        assertThat(model.run().text().get()).isEqualTo("Cancelled");
        assertThat(document.edits()).isEmpty();
        assertThat(button("livery-cancel").isDisabled()).isTrue();
    }

    @Test
    void aFailureIsShownWithItsAdvice() throws IOException {
        engine =
                new ScriptedEngine(
                        progress -> {
                            throw new LiveryException(
                                    "The engine's process ended while it drew the picture.",
                                    "Press Generate again; the document is unharmed.");
                        });
        host.setActive(document);
        open();
        Fx.run(
                () -> {
                    lookup("livery-prompt", TextArea.class).setText("stripes");
                    button("livery-generate").fire();
                });
        Fx.await(model.run().error(), error -> error.isPresent());

        Node box = lookup("livery-error", Node.class);
        assertThat(box.isVisible()).isTrue();
        assertThat(box.lookupAll(".label").stream().map(n -> ((Label) n).getText()))
                .containsExactlyInAnyOrder(
                        "The engine's process ended while it drew the picture.",
                        "Press Generate again; the document is unharmed.");
        Fx.screenshot(scene, "panel-error");
    }

    @Test
    void theSeedFieldIsFreeOnceNewEachTimeIsOff() throws IOException {
        host.setActive(document);
        open();
        TextField seed = lookup("livery-seed", TextField.class);
        assertThat(seed.isDisabled()).isTrue();

        Fx.run(() -> model.form().randomSeed.set(false));
        Fx.run(() -> seed.setText("-5"));

        assertThat(seed.isDisabled()).isFalse();
        assertThat(model.blocked().get()).startsWith("\"-5\" is no seed.");
    }

    private Button button(String id) {
        return lookup(id, Button.class);
    }

    private <T extends Node> T lookup(String id, Class<T> type) {
        return type.cast(scene.lookup("#" + id));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
