package org.liverystudio.ai.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.ai.diffusion.Golden;
import org.liverystudio.ai.engine.LoraChoice;
import org.liverystudio.ai.engine.NetworkSettings;
import org.liverystudio.ai.engine.SchedulerKind;
import org.liverystudio.ai.fixture.TestHost;

/** All on the test's own thread: no toolkit is started. */
class AdditionsModelTest {
    private static final Path STYLE = Golden.path("lora/tiny-linear-kohya.safetensors");
    private static final Path WORD = Golden.path("lora/tiny-linear-gold.safetensors");

    @TempDir Path folder;
    private PanelSettings settings;

    @BeforeEach
    void layOut() {
        settings = new PanelSettings(new TestHost(folder).preferences());
    }

    @Test
    void lorasGoToTheEngineWithTheirWeightsAndWordsWithout() {
        AdditionsModel model = open();
        model.add(List.of(STYLE, WORD));

        model.rows().getFirst().weight().set(0.8049);

        NetworkSettings networks = model.apply(NetworkSettings.usual());
        assertThat(networks.loras()).containsExactly(new LoraChoice(STYLE, 0.8));
        assertThat(networks.embeddings()).containsExactly(WORD);
        assertThat(model.rows().getLast().words()).containsExactly("tiny-linear-gold");
    }

    @Test
    void whatIsSwitchedOffIsLeftOut() {
        AdditionsModel model = open();
        model.add(List.of(STYLE, WORD));

        model.rows().forEach(row -> row.enabled().set(false));

        assertThat(model.apply(NetworkSettings.usual())).isEqualTo(NetworkSettings.usual());
    }

    @Test
    void theListIsThereInTheNextSession() {
        AdditionsModel model = open();
        model.add(List.of(STYLE, WORD));
        model.rows().getFirst().weight().set(-0.5);
        model.rows().getLast().enabled().set(false);
        model.store();

        AdditionsModel next = open();

        assertThat(next.rows())
                .extracting(AdditionModel::file, AdditionModel::shownWeight)
                .containsExactly(tuple(STYLE, -0.5), tuple(WORD, 1.0));
        assertThat(next.rows().getLast().enabled().get()).isFalse();
        assertThat(next.folder()).contains(STYLE.getParent());
    }

    @Test
    void aFileThatIsGoneIsNamedWhileItIsSwitchedOn() throws IOException {
        Path file = Files.copy(STYLE, folder.resolve("style.safetensors"));
        open().add(List.of(file));
        Files.delete(file);

        AdditionsModel next = open();

        assertThat(next.problem())
                .isEqualTo(
                        "The LoRA file %s does not exist. It may have been moved or renamed: choose it again, or remove it from the list."
                                .formatted(file));
        next.rows().getFirst().enabled().set(false);
        assertThat(next.problem()).isEmpty();
    }

    @Test
    void aFileOfAnotherKindSaysWhy() {
        AdditionsModel model = open();

        model.add(List.of(Golden.path("samplers.safetensors")));

        assertThat(model.problem()).contains("is no LoRA:");
    }

    @Test
    void aFileIsAddedOnceAndAListThatSomebodyBrokeIsEmpty() {
        AdditionsModel model = open();
        model.add(List.of(STYLE, STYLE));
        assertThat(model.rows()).hasSize(1);

        settings.put("additions", "[{");

        assertThat(open().rows()).isEmpty();
        assertThat(settings.text("additions", "")).isEqualTo("[]");
    }

    @Test
    void fastTakesTheSettingsOfItsLoraAndExactPutsTheOthersBack() throws IOException {
        Path lightning = Files.copy(STYLE, folder.resolve("sdxl_lightning_4step_lora.safetensors"));
        AdditionsModel model = open();
        RequestForm form = new RequestForm(settings, () -> 1);
        form.sampler.set(SchedulerKind.DDIM);
        form.steps.set(33);
        form.guidance.set(6.5);
        SpeedModel speed = new SpeedModel(form, model, settings);
        assertThat(speed.available().get()).isFalse();
        assertThat(speed.hint().get()).startsWith("Add a LoRA for few steps");
        model.add(List.of(lightning));
        assertThat(speed.available().get()).isTrue();

        speed.fast().set(true);

        assertThat(form.sampler.get()).isEqualTo(SchedulerKind.EULER_TRAILING);
        assertThat(form.steps.get()).isEqualTo(4);
        assertThat(form.guidance.get()).isEqualTo(1);
        assertThat(speed.hint().get()).startsWith("SDXL-Lightning, 4 steps: quick and approximate");
        SpeedModel nextSession = new SpeedModel(form, model, settings);
        assertThat(nextSession.fast().get()).isTrue();
        nextSession.fast().set(false);
        assertThat(form.sampler.get()).isEqualTo(SchedulerKind.DDIM);
        assertThat(form.steps.get()).isEqualTo(33);
        assertThat(form.guidance.get()).isEqualTo(6.5);
        assertThat(model.rows().getFirst().enabled().get()).isFalse();
    }

    @Test
    void withoutItsLoraFastEnds() throws IOException {
        Path lcm = Files.copy(STYLE, folder.resolve("lcm.safetensors"));
        AdditionsModel model = open();
        RequestForm form = new RequestForm(settings, () -> 1);
        SpeedModel speed = new SpeedModel(form, model, settings);
        model.add(List.of(lcm));
        speed.fast().set(true);
        assertThat(form.sampler.get()).isEqualTo(SchedulerKind.LCM);

        model.remove(model.rows().getFirst());

        assertThat(speed.fast().get()).isFalse();
        assertThat(form.sampler.get()).isEqualTo(SchedulerKind.EULER);
        assertThat(form.steps.get()).isEqualTo(20);
    }

    private AdditionsModel open() {
        return new AdditionsModel(settings, Runnable::run, Runnable::run);
    }
}
