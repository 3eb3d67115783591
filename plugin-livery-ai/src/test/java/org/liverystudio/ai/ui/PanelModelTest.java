package org.liverystudio.ai.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liverystudio.ai.fixture.TestLayer.named;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.ai.engine.DeviceKind;
import org.liverystudio.ai.engine.DiffusionRequest;
import org.liverystudio.ai.engine.NetworkSettings;
import org.liverystudio.ai.engine.Precision;
import org.liverystudio.ai.engine.SchedulerKind;
import org.liverystudio.ai.fixture.ScriptedEngine;
import org.liverystudio.ai.fixture.TestDocument;
import org.liverystudio.ai.fixture.TestHost;
import org.liverystudio.ai.fixture.TestLayer;
import org.liverystudio.ai.fixture.TestModels;
import org.liverystudio.ai.fixture.TestSnapshot;
import org.liverystudio.ai.job.InstalledModels;
import org.liverystudio.ai.job.JobQueue;
import org.liverystudio.ai.livery.ControlKind;
import org.liverystudio.ai.livery.Coverage;
import org.liverystudio.host.Layer;
import org.liverystudio.host.LayerRole;
import org.liverystudio.host.Rect;

/** All on the test's own thread: no toolkit is started. */
@Timeout(20)
class PanelModelTest {
    @TempDir Path folder;
    private TestHost host;
    private InstalledModels models;
    private final TestDocument document = new TestDocument("car.psd", TestSnapshot.template());
    private final ScriptedEngine engine = new ScriptedEngine();
    private final JobQueue queue = new JobQueue(() -> engine, Duration.ofDays(1));
    private final AtomicLong seeds = new AtomicLong(100);

    @BeforeEach
    void layOut() throws IOException {
        host = new TestHost(folder);
        models = TestModels.builtIn(folder);
    }

    @AfterEach
    void closeQueue() {
        queue.close();
    }

    @Test
    void theTemplatesMaskIsTheFirstControlAndItsPictureIsDrawn() {
        host.setActive(document);
        PanelModel model = open();

        ControlModel control = model.controls().rows().get(0);

        assertThat(control.layer().get().name()).isEqualTo("Mask");
        assertThat(control.kind().get()).isEqualTo(ControlKind.MASK);
        assertThat(control.preview().get().orElseThrow().width()).isEqualTo(512);
        assertThat(model.preview().frame().get())
                .isEqualTo(
                        "Generates 512 × 512 for an area of 48 × 48, new layer below \"Sponsors\"");
    }

    @Test
    void theActiveLayerIsWhatTheGenerationStartsFrom() throws InterruptedException {
        Layer paint =
                TestLayer.pixels(
                        "Paint", LayerRole.NONE, new Rect(0, 0, 64, 64), (x, y) -> 0xff408020);
        document.replace(TestSnapshot.of(64, 64, paint).withActive(paint.id()));
        host.setActive(document);
        PanelModel model = open();
        model.form().prompt.set("stripes");
        model.form().startFrom.set(StartChoice.ACTIVE_LAYER);
        model.form().strength.set(0.4512);

        generate(model);

        var initial = engine.requests().get(0).initialImage().orElseThrow();
        assertThat(initial.strength()).isEqualTo(0.45);
        assertThat(initial.image().rgb()).startsWith(0x40, -128, 0x20);
        assertThat(open().form().startFrom.get()).isEqualTo(StartChoice.ACTIVE_LAYER);
    }

    @Test
    void withoutAnActiveLayerThePanelSaysWhatToDo() {
        host.setActive(document);
        PanelModel model = open();
        model.form().prompt.set("stripes");

        model.form().startFrom.set(StartChoice.ACTIVE_LAYER);

        assertThat(model.blocked().get())
                .isEqualTo(
                        "No layer is active. Click one in the layer panel, or start from the"
                                + " visible picture.");
        model.form().startFrom.set(StartChoice.VISIBLE);
        assertThat(model.blocked().get()).isEmpty();
    }

    @Test
    void layersAreOfferedLikeInTheLayerPanelTopFirst() {
        host.setActive(document);

        assertThat(open().controls().choices())
                .extracting(choice -> "-".repeat(choice.depth()) + choice.name())
                .containsExactly(
                        "Turn Off Before Exporting TGA",
                        "-Wire",
                        "-Mask",
                        "Paintable Area",
                        "-Car_decal",
                        "-Sponsors",
                        "--Kestrel",
                        "-Stripe",
                        "-Base paint");
    }

    @Test
    void onlyTheKindsThatTheModelKnowsAreOffered() {
        host.setActive(document);
        PanelModel model = open();

        assertThat(model.controls().kinds()).containsExactly(ControlKind.DEPTH, ControlKind.MASK);
        model.controls().add();
        assertThat(model.controls().rows().get(1).layer().get().name()).isEqualTo("Wire");
        assertThat(model.controls().rows().get(1).kind().get()).isEqualTo(ControlKind.MASK);
    }

    @Test
    void aRenamedLayerKeepsItsControlAndADeletedOneLosesIt() {
        Layer mask = named("Mask", LayerRole.MASK);
        document.replace(TestSnapshot.of(64, 64, mask));
        host.setActive(document);
        PanelModel model = open();

        document.replace(TestSnapshot.of(64, 64, renamed(mask, "Dead space")));
        assertThat(model.controls().rows().get(0).layer().get().text()).isEqualTo("Dead space");

        document.replace(TestSnapshot.of(64, 64, named("Paint", LayerRole.NONE)));
        assertThat(model.controls().rows()).isEmpty();
    }

    @Test
    void pickingALayerPicksItsUsualKindButAChangeOfTheListLeavesTheKindAlone() {
        host.setActive(document);
        PanelModel model = open();
        ControlModel control = model.controls().rows().get(0);
        LayerChoice mask = control.layer().get();

        control.kind().set(ControlKind.DEPTH);
        control.layer().set(null);
        control.layer().set(mask);
        assertThat(control.kind().get()).isEqualTo(ControlKind.DEPTH);

        control.layer().set(choice(model, "Stripe"));
        control.layer().set(mask);
        assertThat(control.kind().get()).isEqualTo(ControlKind.MASK);
    }

    private static LayerChoice choice(PanelModel model, String name) {
        return model.controls().choices().stream()
                .filter(choice -> choice.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Layer renamed(Layer layer, String name) {
        TestLayer old = (TestLayer) layer;
        return new TestLayer(
                old.id(),
                name,
                old.role(),
                old.isGroup(),
                old.children(),
                old.bounds(),
                old.rgba(),
                old.isVisible(),
                old.properties());
    }

    @Test
    void whatStandsInTheWayIsSaid() {
        PanelModel model = open();
        assertThat(model.blocked().get()).isEqualTo("Open a template first (File > Open).");

        host.setActive(document);
        assertThat(model.blocked().get()).startsWith("The prompt is empty.");

        model.form().prompt.set("stripes");
        assertThat(model.blocked().get()).isEmpty();

        model.form().size.set("500 x 500");
        assertThat(model.blocked().get())
                .startsWith("The size 500x500 is not a multiple of 8 in both directions.");
        model.form().size.set("large");
        assertThat(model.blocked().get()).startsWith("\"large\" is no size.");
        model.form().size.set("512×384");
        assertThat(model.blocked().get()).isEmpty();

        model.form().onlySelection.set(true);
        assertThat(model.blocked().get()).startsWith("Nothing is selected.");
        document.replace(
                TestSnapshot.template().withSelection(Coverage.full(new Rect(8, 8, 20, 20))));
        assertThat(model.blocked().get()).isEmpty();

        host.setActive(null);
        assertThat(model.blocked().get()).startsWith("Open a template first");
        assertThat(model.controls().rows()).isEmpty();
    }

    @Test
    void aMissingModelStandsInTheWayToo() throws IOException {
        models = TestModels.withoutDownloads(folder.resolve("nowhere"));
        host.setActive(document);
        PanelModel model = open();
        model.form().prompt.set("stripes");

        assertThat(model.blocked().get()).startsWith("There is no model folder");
    }

    @Test
    void generatingAsksForWhatThePanelShows() throws InterruptedException {
        host.setActive(document);
        PanelModel model = open();
        model.form().prompt.set("  stripes ");
        model.form().negative.set("text");
        model.form().steps.set(6);
        model.form().guidance.set(4.4449);
        model.form().sampler.set(SchedulerKind.EULER_ANCESTRAL);
        model.form().speed.set(SpeedChoice.FASTER);
        model.form().count.set(2);
        model.form().size.set("96x64");
        model.controls().rows().get(0).strength().set(0.7512);

        generate(model);

        DiffusionRequest request = engine.requests().get(0);
        assertThat(request.prompt()).isEqualTo("stripes");
        assertThat(request.negativePrompt()).isEqualTo("text");
        assertThat(request.sampling().steps()).isEqualTo(6);
        assertThat(request.sampling().guidanceScale()).isEqualTo(4.4);
        assertThat(request.sampling().scheduler()).isEqualTo(SchedulerKind.EULER_ANCESTRAL);
        assertThat(request.shortcuts()).isEqualTo(SpeedChoice.FASTER.shortcuts());
        assertThat(request.sampling().count()).isEqualTo(2);
        assertThat(request.width()).isEqualTo(96);
        assertThat(request.controls().get(0).conditioningScale()).isEqualTo(0.75);
        assertThat(document.edits()).hasSize(1);
        assertThat(host.printedErrors()).contains("AI Livery: Done in");
    }

    @Test
    void theBitsOfWeightsAreAskedForAndRemembered() throws InterruptedException {
        host.setActive(document);
        PanelModel model = open();
        model.form().prompt.set("stripes");
        model.model().precision().set(PrecisionChoice.EIGHT_BITS);

        generate(model);

        DiffusionRequest request = engine.requests().getLast();
        assertThat(request.networks().precision()).isEqualTo(Precision.INT8);
        assertThat(open().model().precision().get()).isEqualTo(PrecisionChoice.EIGHT_BITS);
    }

    @Test
    void aRandomSeedIsNewEachTimeAndAFixedOneStays() throws InterruptedException {
        host.setActive(document);
        PanelModel model = open();
        model.form().prompt.set("stripes");

        generate(model);
        generate(model);
        model.form().randomSeed.set(false);
        model.form().seed.set("5");
        generate(model);
        generate(model);

        assertThat(engine.requests())
                .extracting(request -> request.sampling().seed())
                .endsWith(5L, 5L);
        assertThat(engine.requests().get(0).sampling().seed())
                .isNotEqualTo(engine.requests().get(1).sampling().seed());
    }

    @Test
    void settingsAndPromptsAreRememberedForTheNextSession() throws InterruptedException {
        host.setActive(document);
        PanelModel first = open();
        first.form().prompt.set("flames");
        generate(first);
        first.form().prompt.set("tiger stripes");
        first.form().steps.set(33);
        first.form().sampler.set(SchedulerKind.DDIM);
        first.form().speed.set(SpeedChoice.SKETCH);
        first.form().randomSeed.set(false);
        first.form().seed.set("12");
        first.keepLoaded().set(KeepLoaded.HALF_AN_HOUR);
        generate(first);
        first.form().prompt.set("half typed");
        first.close();

        PanelModel second = open();

        assertThat(second.recentPrompts()).containsExactly("tiger stripes", "flames");
        assertThat(second.form().prompt.get()).isEqualTo("half typed");
        assertThat(second.form().steps.get()).isEqualTo(33);
        assertThat(second.form().sampler.get()).isEqualTo(SchedulerKind.DDIM);
        assertThat(second.form().speed.get()).isEqualTo(SpeedChoice.SKETCH);
        assertThat(second.form().seed.get()).isEqualTo("12");
        assertThat(second.form().randomSeed.get()).isFalse();
        assertThat(second.keepLoaded().get()).isEqualTo(KeepLoaded.HALF_AN_HOUR);
    }

    @Test
    void anotherModelBringsWhatSuitsItAndIsRemembered() throws Exception {
        TestModels.layOut(folder.resolve("big"), 128);
        TestModels.layOutControlNet(folder.resolve("big/controlnet"));
        host.setActive(document);
        PanelModel first = open();
        first.form().prompt.set("stripes");
        first.form().steps.set(7);

        first.model().choose(folder.resolve("big"));

        assertThat(first.form().steps.get()).isEqualTo(30);
        assertThat(first.controls().kinds()).contains(ControlKind.LINES);
        assertThat(first.controls().rows().get(0).kind().get()).isEqualTo(ControlKind.MASK);
        first.form().steps.set(12);
        generate(first);
        assertThat(engine.requests().get(0).model()).isEqualTo(folder.resolve("big"));
        PanelModel second = open();
        assertThat(second.model().chosen().get()).isEqualTo(folder.resolve("big").toString());
        assertThat(second.model().names())
                .containsExactly("mini", folder.resolve("big").toString());
        assertThat(second.form().steps.get()).isEqualTo(12);
    }

    @Test
    void aFolderThatIsNoModelIsToldInWordsAndNotRemembered() {
        host.setActive(document);
        PanelModel model = open();

        model.model().choose(folder.resolve("none"));

        assertThat(model.blocked().get())
                .startsWith("There is no model folder %s.".formatted(folder.resolve("none")));
        assertThat(open().model().chosen().get()).isEqualTo("mini");
    }

    @Test
    void aModelWithoutControlNetSaysThatLayersCannotSteerIt() throws Exception {
        TestModels.layOut(folder.resolve("plain"), 128);
        host.setActive(document);
        PanelModel model = open();
        model.form().prompt.set("stripes");

        model.model().choose(folder.resolve("plain"));

        assertThat(model.blocked().get())
                .isEqualTo(
                        "plain has no ControlNet, so layers cannot steer it. Remove them below"
                                + " Control.");
        model.controls().remove(model.controls().rows().get(0));
        assertThat(model.blocked().get()).isEmpty();
    }

    @Test
    void settingsThatSomebodyEditedIntoNonsenseAreLeftOut() {
        host.put("recentPrompts", "{not json");
        host.put("steps", "many");
        host.put("guidance", "-");

        PanelModel model = open();

        assertThat(model.recentPrompts()).isEmpty();
        assertThat(model.form().steps.get()).isEqualTo(20);
        assertThat(model.form().guidance.get()).isEqualTo(5);
    }

    @Test
    void changesOfADocumentInTheBackAreNotHeard() {
        host.setActive(document);
        PanelModel model = open();
        TestDocument other =
                new TestDocument("b.psd", TestSnapshot.of(8, 8, named("B", LayerRole.NONE)));
        host.setActive(other);

        document.replace(TestSnapshot.of(8, 8, named("A", LayerRole.NONE)));

        assertThat(model.controls().choices()).extracting(LayerChoice::name).containsExactly("B");
    }

    @Test
    void deviceAndMemoryReachTheEngineAndAreRemembered() throws InterruptedException {
        host.setActive(document);
        PanelModel model = open();
        model.form().prompt.set("stripes");
        model.machine().device().set(DeviceKind.CPU);
        model.machine().memory().set("3.5 GB");

        generate(model);

        NetworkSettings networks = engine.requests().get(0).networks();
        assertThat(networks.device()).isEqualTo(DeviceKind.CPU);
        assertThat(networks.memoryLimit()).hasValue(3_500_000_000L);
        MachineModel again = open().machine();
        assertThat(again.device().get()).isEqualTo(DeviceKind.CPU);
        assertThat(again.memory().get()).isEqualTo("3.5 GB");
    }

    @Test
    void aMemoryLimitThatIsNoAmountStandsInTheWay() {
        host.setActive(document);
        PanelModel model = open();
        model.form().prompt.set("stripes");

        model.machine().memory().set("much");

        assertThat(model.blocked().get())
                .isEqualTo(
                        "\"much\" is no amount of memory. Write an amount such as 6 GB, or choose"
                                + " Automatic.");
        model.machine().memory().set("Automatic");
        assertThat(model.blocked().get()).isEmpty();
    }

    @Test
    void theLibtorchOfTheSettingsIsWhereTheEngineLooks() {
        assertThat(MachineModel.libtorch(host.preferences())).isEmpty();

        open().machine().libtorch().set(" /opt/libtorch ");

        assertThat(MachineModel.libtorch(host.preferences())).hasValue(Path.of("/opt/libtorch"));
    }

    private PanelModel open() {
        return new PanelModel(
                host, models, queue, Runnable::run, Runnable::run, seeds::getAndIncrement);
    }

    /** Generates and waits for the end, which the test's thread does not see otherwise. */
    private void generate(PanelModel model) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        model.run()
                .busy()
                .addListener(
                        (_, _, busy) -> {
                            if (!busy) {
                                ended.countDown();
                            }
                        });
        model.generate();
        ended.await();
        assertThat(model.run().text().get()).startsWith("Done in");
    }
}
