package org.liverystudio.ai.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.liverystudio.ai.engine.ControlInput;
import org.liverystudio.ai.engine.DiffusionRequest;
import org.liverystudio.ai.engine.InitialImage;
import org.liverystudio.ai.engine.KeptPicture;
import org.liverystudio.ai.engine.LaterPass;
import org.liverystudio.ai.engine.Passes;
import org.liverystudio.ai.engine.RgbImage;
import org.liverystudio.ai.job.GenerationPlan.Frame;
import org.liverystudio.ai.job.GenerationRequest.Control;
import org.liverystudio.ai.job.GenerationRequest.Start;
import org.liverystudio.ai.job.GenerationRequest.StartSource;
import org.liverystudio.ai.job.GenerationRequest.Where;
import org.liverystudio.ai.job.detail.LargerPass;
import org.liverystudio.ai.livery.ControlKind;
import org.liverystudio.ai.livery.ControlPicture;
import org.liverystudio.ai.livery.ControlSource;
import org.liverystudio.ai.livery.Coverage;
import org.liverystudio.ai.livery.EdgeFeather;
import org.liverystudio.ai.livery.InitialPicture;
import org.liverystudio.ai.livery.LayerCoverage;
import org.liverystudio.ai.livery.PaintableArea;
import org.liverystudio.ai.livery.Size;
import org.liverystudio.host.DocumentSnapshot;
import org.liverystudio.host.LiveryException;
import org.liverystudio.host.Rect;

/** Decides what will happen. Reads no file and changes nothing: same input, same plan. */
public final class Planner {
    /** In pixels of the generated picture: half of what one latent shows. */
    private static final float FEATHER = 4;

    private Planner() {}

    /**
     * Where and how large pictures are made.
     *
     * @param frame of the finished picture
     * @param sizes of the passes that lead to it
     */
    public record Layout(Frame frame, PassSizes sizes) {
        /** The frame that the first pass sees. */
        public Frame first() {
            return frame.at(sizes.first());
        }
    }

    /**
     * @param pictures the control files that the request names, already read, by their names
     * @throws LiveryException if the request breaks a rule, names a layer that is not there, or
     *     asks for something that the model does not know
     */
    public static GenerationPlan plan(
            GenerationRequest request,
            DocumentSnapshot document,
            ModelFacts model,
            Map<String, DocumentSnapshot> pictures,
            LatentFiles latents) {
        RequestRules.check(request);
        Layout layout = layout(request, document, model);
        Frame frame = layout.first();
        List<ControlInput> controls = new ArrayList<>();
        for (Control control : request.controls()) {
            controls.add(
                    new ControlInput(
                            controlNet(control, model).folder(),
                            controlPicture(control, document, frame, pictures),
                            control.kind().controlType(),
                            control.strength(),
                            control.start(),
                            control.end()));
        }
        Size size = frame.size();
        DiffusionRequest diffusion =
                DiffusionRequest.builder(
                                model.folder(),
                                request.prompt().strip(),
                                size.width(),
                                size.height(),
                                request.sampling())
                        .networks(request.networks())
                        .negativePrompt(request.negativePrompt().strip())
                        .controls(controls)
                        .initialImage(
                                request.start()
                                        .map(
                                                s ->
                                                        initialImage(
                                                                s, request, document, frame,
                                                                pictures)))
                        .passes(
                                new Passes(
                                        later(request, layout, document, model, pictures),
                                        request.detail().seamless()))
                        .shortcuts(request.shortcuts())
                        .initialLatents(latents.initial())
                        .finalLatents(latents.last())
                        .build();
        return new GenerationPlan(request, layout.frame(), layout.sizes(), diffusion);
    }

    /** The passes after the first. */
    private static List<LaterPass> later(
            GenerationRequest request,
            Layout layout,
            DocumentSnapshot document,
            ModelFacts model,
            Map<String, DocumentSnapshot> pictures) {
        List<LaterPass> passes = new ArrayList<>();
        layout.sizes()
                .second()
                .ifPresent(
                        second ->
                                passes.add(
                                        later(
                                                request,
                                                second,
                                                OptionalInt.empty(),
                                                layout.frame().at(second.size()),
                                                document,
                                                pictures)));
        layout.sizes()
                .refining()
                .ifPresent(
                        refining ->
                                passes.add(
                                        later(
                                                request,
                                                refining,
                                                OptionalInt.of(model.usualEdge()),
                                                layout.frame().at(refining.size()),
                                                document,
                                                pictures)));
        return passes;
    }

    private static LaterPass later(
            GenerationRequest request,
            PassSizes.Sized sized,
            OptionalInt tile,
            Frame frame,
            DocumentSnapshot document,
            Map<String, DocumentSnapshot> pictures) {
        LargerPass pass = sized.pass();
        return new LaterPass(
                sized.size().width(),
                sized.size().height(),
                pass.upscaler(),
                pass.strength(),
                pass.steps().orElse(request.sampling().steps()),
                tile,
                request.controls().stream()
                        .map(control -> controlPicture(control, document, frame, pictures))
                        .toList(),
                request.start().flatMap(start -> kept(start, request, document, frame, pictures)));
    }

    /** What stays beside the part that is changed, in the size of a pass. */
    private static Optional<KeptPicture> kept(
            Start start,
            GenerationRequest request,
            DocumentSnapshot document,
            Frame frame,
            Map<String, DocumentSnapshot> pictures) {
        InitialImage initial = initialImage(start, request, document, frame, pictures);
        return initial.mask().map(mask -> new KeptPicture(initial.image(), mask));
    }

    /**
     * Which part of the document is made, in which sizes.
     *
     * @throws LiveryException if nothing in the area takes paint, or its layer is not there
     */
    public static Layout layout(
            GenerationRequest request, DocumentSnapshot document, ModelFacts model) {
        Coverage paintable = PaintableArea.of(document);
        Coverage clip =
                wanted(request.where(), document).map(paintable::times).orElse(paintable).trimmed();
        if (clip.isEmpty()) {
            throw nothingToPaint(request.where(), document);
        }
        Optional<Coverage> kept = request.start().flatMap(_ -> wanted(request.where(), document));
        Rect shown =
                kept.isPresent()
                        ? CropRules.withSurroundings(clip.bounds(), document.bounds())
                        : clip.bounds();
        Rect area = CropRules.area(shown, document.bounds());
        Size asked = request.size().orElseGet(() -> CropRules.usualSize(area, model.usualEdge()));
        PassSizes sizes =
                PassSizes.of(request.detail(), asked, area, document.bounds(), model.usualEdge());
        Size size = sizes.last();
        Rect crop = CropRules.crop(area, size, document.bounds());
        Coverage faded = kept.map(mask -> faded(mask, paintable, crop, size)).orElse(clip);
        return new Layout(new Frame(faded, crop, size), sizes);
    }

    /** Where a part of a picture is changed, its paint fades in over half a latent. */
    private static Coverage faded(Coverage mask, Coverage paintable, Rect crop, Size size) {
        int width = Math.max(1, Math.round(FEATHER * crop.width() / size.width()));
        return paintable.times(EdgeFeather.inside(mask.trimmed(), paintable, width)).trimmed();
    }

    /** Empty where all of the paintable area is wanted. */
    private static Optional<Coverage> wanted(Where where, DocumentSnapshot document) {
        Rect all = document.bounds();
        return switch (where) {
            case Where.Paintable _ -> Optional.empty();
            case Where.Selected _ ->
                    document.selection().map(selection -> Coverage.of(selection, all));
            case Where.Rectangle(Rect rect) -> Optional.of(Coverage.full(rect.intersect(all)));
            case Where.ByLayer(String name) ->
                    Optional.of(LayerCoverage.of(new LayerLookup(document).get(name), all));
        };
    }

    private static LiveryException nothingToPaint(Where where, DocumentSnapshot document) {
        String size = "%d x %d".formatted(document.width(), document.height());
        return switch (where) {
            case Where.Paintable _ ->
                    new LiveryException(
                            "The template has no paintable area: its mask covers all of it.",
                            "Make the mask transparent where paint may go.");
            case Where.Selected _ ->
                    new LiveryException(
                            "The selection holds no paintable pixel.",
                            "Select a part of the car, or choose the whole paintable area.");
            case Where.Rectangle(Rect r) ->
                    new LiveryException(
                            "The rectangle %d,%d,%d,%d holds no paintable pixel."
                                    .formatted(r.x(), r.y(), r.width(), r.height()),
                            "The document is %s pixels; choose a part of the car.".formatted(size));
            case Where.ByLayer(String layer) ->
                    new LiveryException(
                            "The layer \"%s\" leaves no paintable pixel.".formatted(layer),
                            "It must be opaque where paint should go, inside the paintable area.");
        };
    }

    /**
     * The ControlNet that reads a control.
     *
     * @throws LiveryException if the model has none, or it does not know the kind
     */
    static ModelFacts.ControlNet controlNet(Control control, ModelFacts model) {
        ModelFacts.ControlNet network =
                model.controlNet()
                        .orElseThrow(
                                () ->
                                        new LiveryException(
                                                "The model %s has no ControlNet, so it cannot use"
                                                                .formatted(model.title())
                                                        + " the control \"%s\"."
                                                                .formatted(control.source()),
                                                "Remove the control, or give the folder of a"
                                                        + " ControlNet."));
        if (!network.kinds().contains(control.kind())) {
            String known =
                    network.kinds().stream()
                            .sorted()
                            .map(ControlKind::optionName)
                            .collect(Collectors.joining(" and "));
            throw new LiveryException(
                    "The model %s knows %s as control, not %s."
                            .formatted(model.title(), known, control.kind().optionName()),
                    "Choose one of these for \"%s\".".formatted(control.source()));
        }
        return network;
    }

    /**
     * The picture that the network gets for a control.
     *
     * @throws LiveryException if the source is neither a layer nor one of the pictures
     */
    public static RgbImage controlPicture(
            Control control,
            DocumentSnapshot document,
            Frame frame,
            Map<String, DocumentSnapshot> pictures) {
        return ControlPicture.of(
                source(control.source(), document, pictures),
                control.kind(),
                document.bounds(),
                frame.crop(),
                frame.size());
    }

    /** A layer, or else one of the pictures. */
    private static ControlSource source(
            String name, DocumentSnapshot document, Map<String, DocumentSnapshot> pictures) {
        LayerLookup lookup = new LayerLookup(document);
        return lookup.find(name)
                .map(ControlSource::of)
                .or(
                        () ->
                                Optional.ofNullable(pictures.get(name))
                                        .map(p -> ControlSource.of(p, document.bounds())))
                .orElseThrow(() -> lookup.missing(name, "layer"));
    }

    private static InitialImage initialImage(
            Start start,
            GenerationRequest request,
            DocumentSnapshot document,
            Frame frame,
            Map<String, DocumentSnapshot> pictures) {
        ControlSource source =
                switch (start.source()) {
                    case StartSource.Visible _ -> ControlSource.ofVisible(document);
                    case StartSource.Named(String name) -> source(name, document, pictures);
                };
        return new InitialImage(
                InitialPicture.of(source, document.bounds(), frame.crop(), frame.size()),
                start.strength(),
                wanted(request.where(), document)
                        .map(mask -> InitialPicture.mask(mask, frame.crop(), frame.size())));
    }
}
