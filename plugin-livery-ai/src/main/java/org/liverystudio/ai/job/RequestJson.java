package org.liverystudio.ai.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.liverystudio.ai.diffusion.Shortcuts;
import org.liverystudio.ai.engine.NetworkSettings;
import org.liverystudio.ai.engine.Precision;
import org.liverystudio.ai.engine.Sampling;
import org.liverystudio.ai.engine.SchedulerKind;
import org.liverystudio.ai.job.GenerationRequest.Control;
import org.liverystudio.ai.job.GenerationRequest.Start;
import org.liverystudio.ai.job.GenerationRequest.StartSource;
import org.liverystudio.ai.job.GenerationRequest.Where;
import org.liverystudio.ai.job.detail.Detail;
import org.liverystudio.ai.job.detail.DetailJson;
import org.liverystudio.ai.livery.ControlKind;
import org.liverystudio.ai.livery.Size;
import org.liverystudio.host.LiveryException;
import org.liverystudio.host.Rect;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes and reads requests as JSON: the recipe that a generated layer keeps.
 *
 * <p>Written field by field, so that the format stays as it is when the record changes. {@code
 * version} is raised when an older reader would misunderstand; fields that are missing have the
 * value they had before they were introduced.
 */
public final class RequestJson {
    /** Version of the format that this class writes. */
    public static final int VERSION = 3;

    /** What a recipe of one plain pass with the model alone is: version 2 knew no others. */
    private static final int VERSION_OF_ONE_PASS = 2;

    /** What a recipe without a picture to start from is written as: version 1 knew no such. */
    private static final int VERSION_WITHOUT_START = 1;

    /** Key of the layer property that holds the recipe. */
    public static final String LAYER_PROPERTY = "livery.ai.recipe";

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private RequestJson() {}

    public static String write(GenerationRequest request) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("version", version(request));
        root.put("prompt", request.prompt());
        root.put("negativePrompt", request.negativePrompt());
        ArrayNode controls = root.putArray("controls");
        for (Control control : request.controls()) {
            controls.addObject()
                    .put("source", control.source())
                    .put("kind", control.kind().optionName())
                    .put("strength", control.strength())
                    .put("start", control.start())
                    .put("end", control.end());
        }
        writeWhere(root.putObject("where"), request.where());
        request.start().ifPresent(start -> writeStart(root.putObject("start"), start));
        request.size().ifPresent(size -> root.put("size", size.toString()));
        Sampling sampling = request.sampling();
        root.put("steps", sampling.steps());
        root.put("guidance", sampling.guidanceScale());
        root.put("sampler", sampling.scheduler().optionName());
        root.put("seed", sampling.seed());
        root.put("count", sampling.count());
        root.put("model", request.model());
        request.controlNet().ifPresent(folder -> root.put("controlNet", folder));
        root.put("precision", request.networks().precision().name().toLowerCase(Locale.ROOT));
        DetailJson.write(root, request.detail());
        if (!request.shortcuts().equals(Shortcuts.none())) {
            root.putObject("shortcuts")
                    .put("stepCache", request.shortcuts().stepCache())
                    .put("guidanceEnd", request.shortcuts().guidanceEnd());
        }
        AdditionsJson.write(root, request.networks());
        return root.toString();
    }

    /** The oldest version that understands a request rightly. */
    private static int version(GenerationRequest request) {
        boolean plain = request.detail().equals(Detail.single());
        if (!plain || AdditionsJson.isNeeded(request.networks())) {
            return VERSION;
        }
        return request.start().isPresent() ? VERSION_OF_ONE_PASS : VERSION_WITHOUT_START;
    }

    private static void writeStart(ObjectNode node, Start start) {
        switch (start.source()) {
            case StartSource.Visible _ -> node.put("from", "visible");
            case StartSource.Named(String source) ->
                    node.put("from", "source").put("source", source);
        }
        node.put("strength", start.strength());
    }

    private static void writeWhere(ObjectNode node, Where where) {
        switch (where) {
            case Where.Paintable _ -> node.put("area", "paintable");
            case Where.Selected _ -> node.put("area", "selection");
            case Where.ByLayer byLayer -> node.put("area", "layer").put("layer", byLayer.layer());
            case Where.Rectangle(Rect rect) ->
                    node.put("area", "rectangle")
                            .put("x", rect.x())
                            .put("y", rect.y())
                            .put("width", rect.width())
                            .put("height", rect.height());
        }
    }

    /**
     * @throws LiveryException if it is no recipe or one of a newer version
     */
    public static GenerationRequest read(String json) {
        try {
            JsonNode root = MAPPER.readTree(json);
            int version = root.required("version").intValue();
            if (version > VERSION) {
                throw new LiveryException(
                        "The recipe has version %d; this plugin knows up to %d."
                                .formatted(version, VERSION),
                        "Install a newer AI Livery plugin.");
            }
            return read(root);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new LiveryException(
                    "The recipe cannot be read: " + firstLine(e.getMessage()),
                    "The layer itself is unharmed; type the prompt again.",
                    e);
        }
    }

    private static GenerationRequest read(JsonNode root) {
        List<Control> controls = new ArrayList<>();
        for (JsonNode node : root.path("controls")) {
            controls.add(
                    new Control(
                            node.required("source").stringValue(),
                            kind(node.required("kind").stringValue()),
                            node.path("strength").asDouble(1),
                            node.path("start").asDouble(0),
                            node.path("end").asDouble(1)));
        }
        Sampling sampling =
                new Sampling(
                        root.required("steps").intValue(),
                        root.required("guidance").doubleValue(),
                        sampler(root.path("sampler").asString("euler")),
                        root.required("seed").longValue(),
                        root.path("count").asInt(1));
        String model = root.required("model").stringValue();
        return GenerationRequest.builder(root.required("prompt").stringValue(), model, sampling)
                .negativePrompt(root.path("negativePrompt").asString(""))
                .controls(controls)
                .where(readWhere(root.path("where")))
                .start(present(root, "start").map(RequestJson::readStart))
                .size(present(root, "size").map(JsonNode::stringValue).map(RequestJson::size))
                .controlNet(present(root, "controlNet").map(JsonNode::stringValue))
                .networks(
                        AdditionsJson.read(
                                root, NetworkSettings.usual().withPrecision(precision(root))))
                .detail(DetailJson.read(root))
                .shortcuts(shortcuts(root.path("shortcuts")))
                .build();
    }

    private static Shortcuts shortcuts(JsonNode node) {
        Shortcuts none = Shortcuts.none();
        return new Shortcuts(
                node.path("stepCache").asInt(none.stepCache()),
                node.path("guidanceEnd").asDouble(none.guidanceEnd()));
    }

    private static Optional<JsonNode> present(JsonNode node, String field) {
        return node.hasNonNull(field) ? Optional.of(node.get(field)) : Optional.empty();
    }

    private static Precision precision(JsonNode root) {
        return Precision.valueOf(root.path("precision").asString("auto").toUpperCase(Locale.ROOT));
    }

    private static Start readStart(JsonNode node) {
        String from = node.required("from").stringValue();
        StartSource source =
                switch (from) {
                    case "visible" -> new StartSource.Visible();
                    case "source" -> new StartSource.Named(node.required("source").stringValue());
                    default -> throw new IllegalArgumentException("unknown start \"" + from + "\"");
                };
        return new Start(source, node.required("strength").doubleValue());
    }

    private static Where readWhere(JsonNode node) {
        String area = node.path("area").asString("paintable");
        return switch (area) {
            case "paintable" -> new Where.Paintable();
            case "selection" -> new Where.Selected();
            case "layer" -> new Where.ByLayer(node.required("layer").stringValue());
            case "rectangle" ->
                    new Where.Rectangle(
                            new Rect(
                                    node.required("x").intValue(),
                                    node.required("y").intValue(),
                                    node.required("width").intValue(),
                                    node.required("height").intValue()));
            default -> throw new IllegalArgumentException("unknown area \"" + area + "\"");
        };
    }

    private static ControlKind kind(String word) {
        return ControlKind.ofOptionName(word)
                .orElseThrow(() -> new IllegalArgumentException("unknown control kind " + word));
    }

    private static SchedulerKind sampler(String word) {
        return SchedulerKind.ofOptionName(word)
                .orElseThrow(
                        () -> new IllegalArgumentException("unknown sampler \"" + word + "\""));
    }

    private static Size size(String text) {
        return Size.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("unknown size " + text));
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
