package org.liverystudio.ai.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.liverystudio.ai.engine.ControlInput;
import org.liverystudio.ai.engine.DiffusionRequest;
import org.liverystudio.ai.engine.InitialImage;
import org.liverystudio.ai.engine.LaterPass;
import org.liverystudio.ai.engine.Seamless;
import org.liverystudio.ai.engine.StrengthMask;
import org.liverystudio.ai.engine.Upscaler;
import org.liverystudio.ai.fixture.Requests;
import org.liverystudio.ai.fixture.TestLayer;
import org.liverystudio.ai.fixture.TestSnapshot;
import org.liverystudio.ai.job.GenerationPlan.Frame;
import org.liverystudio.ai.job.GenerationRequest.Control;
import org.liverystudio.ai.job.GenerationRequest.StartSource;
import org.liverystudio.ai.job.GenerationRequest.Where;
import org.liverystudio.ai.job.detail.Detail;
import org.liverystudio.ai.job.detail.LargerPass;
import org.liverystudio.ai.job.detail.SecondPass;
import org.liverystudio.ai.job.detail.Target;
import org.liverystudio.ai.livery.ControlKind;
import org.liverystudio.ai.livery.Coverage;
import org.liverystudio.ai.livery.Size;
import org.liverystudio.host.Layer;
import org.liverystudio.host.LayerRole;
import org.liverystudio.host.LiveryException;
import org.liverystudio.host.Rect;

class PlannerTest {
    private static final Rect ISLANDS = new Rect(8, 8, 48, 48);

    static List<Arguments> frames() {
        return List.of(
                frame(
                        "the paintable islands",
                        new Where.Paintable(),
                        "",
                        ISLANDS,
                        ISLANDS,
                        "64x64"),
                frame(
                        "a wide size widens the crop, inside the document as far as it fits",
                        new Where.Paintable(),
                        "128x96",
                        ISLANDS,
                        new Rect(0, 8, 64, 48),
                        "128x96"),
                frame(
                        "a very wide size reaches beyond the document",
                        new Where.Paintable(),
                        "256x64",
                        ISLANDS,
                        new Rect(-64, 8, 192, 48),
                        "256x64"),
                frame(
                        "a rectangle is clipped to the islands",
                        new Where.Rectangle(new Rect(0, 0, 20, 100)),
                        "",
                        new Rect(8, 8, 12, 48),
                        new Rect(0, 8, 32, 48),
                        "64x96"),
                frame(
                        "a layer names the place",
                        new Where.ByLayer("Patch"),
                        "",
                        new Rect(40, 16, 10, 4),
                        new Rect(40, 15, 10, 7),
                        "96x64"),
                frame(
                        "the template's mask as place is the paintable area",
                        new Where.ByLayer("Mask"),
                        "",
                        ISLANDS,
                        ISLANDS,
                        "64x64"));
    }

    private static Arguments frame(
            String what, Where where, String size, Rect clip, Rect crop, String expected) {
        return Arguments.of(what, where, Size.parse(size), clip, crop, expected);
    }

    private static TestSnapshot template() {
        TestSnapshot template = TestSnapshot.template();
        var layers = new ArrayList<>(template.layers());
        layers.add(
                TestLayer.pixels(
                        "Patch", LayerRole.NONE, new Rect(34, 14, 16, 6), (x, y) -> 0xffffffff));
        return TestSnapshot.of(64, 64, layers.toArray(new Layer[0]));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("frames")
    void theFrameIs(
            String what, Where where, Optional<Size> size, Rect clip, Rect crop, String expected) {
        Frame frame =
                Planner.layout(Requests.with(where, size), template(), Requests.MODEL).frame();

        assertThat(frame.clip().bounds()).as("clip").isEqualTo(clip);
        assertThat(frame.crop()).as("crop").isEqualTo(crop);
        assertThat(frame.size()).hasToString(expected);
    }

    @Test
    void paintThatNearlyFillsTheDocumentTakesAllOfIt() {
        TestSnapshot plain =
                TestSnapshot.of(
                        2048,
                        2048,
                        TestLayer.pixels(
                                "Mask",
                                LayerRole.MASK,
                                new Rect(0, 0, 2048, 2048),
                                (x, y) -> x < 4 || y > 2040 ? 0xff000000 : 0));

        Frame frame = Planner.layout(Requests.sound(), plain, Requests.MODEL).frame();

        assertThat(frame.crop()).isEqualTo(new Rect(0, 0, 2048, 2048));
    }

    @Test
    void theSelectionAndThePaintableAreaMultiply() {
        Coverage half = new Coverage(new Rect(30, 20, 4, 1), new byte[] {-1, -128, -1, -1});

        Frame frame =
                Planner.layout(
                                Requests.with(new Where.Selected(), Optional.empty()),
                                template().withSelection(half),
                                Requests.MODEL)
                        .frame();

        assertThat(frame.clip().bounds()).isEqualTo(new Rect(30, 20, 2, 1));
        assertThat(frame.clip().values()).containsExactly((byte) 255, (byte) 128);
    }

    @Test
    void withoutASelectionSelectedMeansAllThatIsPaintable() {
        Frame frame =
                Planner.layout(
                                Requests.with(new Where.Selected(), Optional.empty()),
                                template(),
                                Requests.MODEL)
                        .frame();

        assertThat(frame.clip().bounds()).isEqualTo(ISLANDS);
    }

    @Test
    void theEngineGetsWhatWasAskedAndTheControlAtItsSize() {
        GenerationRequest request =
                Requests.with(
                        new Where.Paintable(),
                        Optional.of(new Size(96, 96)),
                        new Control("Mask", ControlKind.DEPTH, 0.8, 0.1, 0.9));

        GenerationPlan plan = plan(request);

        assertThat(plan.diffusion().width()).isEqualTo(96);
        assertThat(plan.diffusion().sampling().seed()).isEqualTo(7);
        assertThat(plan.diffusion().controls()).hasSize(1);
        ControlInput control = plan.diffusion().controls().get(0);
        assertThat(control.controlNet()).endsWithRaw(Path.of("controlnet"));
        assertThat(control.image().width()).isEqualTo(96);
        assertThat(control.conditioningScale()).isEqualTo(0.8);
        assertThat(control.start()).isEqualTo(0.1);
        assertThat(control.end()).isEqualTo(0.9);
    }

    @Test
    void aPictureFileServesAsControl() {
        TestSnapshot white =
                TestSnapshot.of(
                        4,
                        4,
                        TestLayer.pixels(
                                "All", LayerRole.NONE, new Rect(0, 0, 4, 4), (x, y) -> -1));
        GenerationRequest request =
                Requests.with(
                        new Where.Paintable(),
                        Optional.empty(),
                        Control.full("white.png", ControlKind.MASK));

        GenerationPlan plan =
                Planner.plan(
                        request,
                        template(),
                        Requests.MODEL,
                        Map.of("white.png", white),
                        LatentFiles.NONE);

        assertThat(plan.diffusion().controls().get(0).image().rgb()).containsOnly((byte) 255);
    }

    @Test
    void aPictureToStartFromIsCutToTheCropInTheGeneratedSize() {
        InitialImage initial =
                plan(Requests.from(new StartSource.Named("Base paint"), 0.6, new Where.Paintable()))
                        .diffusion()
                        .initialImage()
                        .orElseThrow();

        assertThat(initial.strength()).isEqualTo(0.6);
        assertThat(initial.mask()).isEmpty();
        assertThat(initial.image().width()).isEqualTo(64);
        assertThat(initial.image().rgb()).startsWith(0x20, 0x40, 0x60);
    }

    @Test
    void aPartOfAPictureIsChangedWithItsSurroundingsInViewAndItsPaintFadesIn() {
        Rect patch = new Rect(12, 20, 16, 16);

        GenerationPlan plan =
                plan(
                        Requests.from(
                                new StartSource.Named("Base paint"),
                                0.5,
                                new Where.Rectangle(patch)));

        Frame frame = plan.frame();
        assertThat(frame.crop()).isEqualTo(new Rect(8, 16, 24, 24));
        assertThat(frame.clip().bounds()).isEqualTo(patch);
        // Two pixels of the document are four of the picture.
        assertThat(frame.clip().coverage(new Rect(11, 28, 5, 1)))
                .containsExactly(0, 85, 170, 255, 255);
        StrengthMask mask = plan.diffusion().initialImage().orElseThrow().mask().orElseThrow();
        assertThat(mask.values()[32 * 64 + 32] & 0xff).isEqualTo(255);
        assertThat(mask.values()[32 * 64 + 4]).isZero();
        assertThat(mask.values()[4 * 64 + 32]).isZero();
    }

    @Test
    void laterPassesGetControlsAndTheKeptPictureInTheirOwnSizes() {
        Detail detail =
                new Detail(
                        new SecondPass.By(
                                new LargerPass(
                                        new Target.Factor(2),
                                        0.5,
                                        OptionalInt.of(8),
                                        Upscaler.LATENT)),
                        Optional.of(
                                new LargerPass(
                                        new Target.Factor(1.5),
                                        0.25,
                                        OptionalInt.empty(),
                                        Upscaler.PIXELS)),
                        Seamless.Y);
        GenerationRequest request =
                Requests.from(new StartSource.Visible(), 0.6, new Where.ByLayer("Patch"))
                        .toBuilder()
                        .size(Optional.of(new Size(96, 64)))
                        .controls(List.of(Control.full("Mask", ControlKind.MASK)))
                        .detail(detail)
                        .build();

        GenerationPlan plan = plan(request);

        DiffusionRequest diffusion = plan.diffusion();
        assertThat(diffusion.width()).isEqualTo(96);
        assertThat(diffusion.controls().getFirst().image().width()).isEqualTo(96);
        assertThat(diffusion.passes().seamless()).isEqualTo(Seamless.Y);
        LaterPass second = diffusion.passes().later().get(0);
        assertThat(second.width()).isEqualTo(192);
        assertThat(second.height()).isEqualTo(128);
        assertThat(second.steps()).isEqualTo(8);
        assertThat(second.tile()).as("shown whole").isEmpty();
        assertThat(second.controlImages().getFirst().width()).isEqualTo(192);
        assertThat(second.kept().orElseThrow().image().height()).isEqualTo(128);
        assertThat(second.kept().orElseThrow().mask().width()).isEqualTo(192);
        LaterPass refining = diffusion.passes().later().get(1);
        assertThat(refining.width()).isEqualTo(288);
        assertThat(refining.steps()).isEqualTo(4);
        assertThat(refining.tile()).hasValue(64);
        assertThat(plan.frame().size()).hasToString("288x192");
        assertThat(RequestJson.read(RequestJson.write(request.forPicture(0, plan.sizes()))).size())
                .hasValue(new Size(96, 64));
    }

    static List<Arguments> refusals() {
        return List.of(
                refusal(
                        new Where.Rectangle(new Rect(0, 0, 8, 64)),
                        "The rectangle 0,0,8,64 holds no paintable pixel. The document is 64 x 64"
                                + " pixels; choose a part of the car."),
                refusal(
                        new Where.ByLayer("Kestrel"),
                        "The layer \"Kestrel\" leaves no paintable pixel. It must be opaque where"
                                + " paint should go, inside the paintable area."),
                refusal(
                        new Where.Paintable(),
                        "The model Mini knows depth and mask as control, not lines. Choose one of"
                                + " these for \"Wire\".",
                        Control.full("Wire", ControlKind.LINES)),
                refusal(
                        new Where.Paintable(),
                        "There is no layer \"Msk\". Did you mean \"Mask\"? The layers are:"
                                + " Paintable Area, Base paint, Stripe, Sponsors, Kestrel,"
                                + " Car_decal, Turn Off Before Exporting TGA, Mask, Wire, Patch.",
                        Control.full("Msk", ControlKind.MASK)));
    }

    private static Arguments refusal(Where where, String words, Control... controls) {
        return Arguments.of(Requests.with(where, Optional.empty(), controls), words);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("refusals")
    void whatCannotBeDoneIsToldInWords(GenerationRequest request, String words) {
        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> plan(request))
                .satisfies(e -> assertThat(e.oneLine()).isEqualTo(words));
    }

    @Test
    void aModelWithoutControlNetTakesNoControl() {
        ModelFacts plain =
                new ModelFacts(
                        "m",
                        "Plain",
                        Requests.MODEL.folder(),
                        64,
                        64,
                        4,
                        5,
                        Optional.empty(),
                        Optional.empty());

        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> Planner.controlNet(Control.full("Mask", ControlKind.MASK), plain))
                .satisfies(
                        e ->
                                assertThat(e.oneLine())
                                        .isEqualTo(
                                                "The model Plain has no ControlNet, so it cannot"
                                                        + " use the control \"Mask\". Remove the"
                                                        + " control, or give the folder of a"
                                                        + " ControlNet."));
    }

    private static GenerationPlan plan(GenerationRequest request) {
        return Planner.plan(request, template(), Requests.MODEL, Map.of(), LatentFiles.NONE);
    }
}
