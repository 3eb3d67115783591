package org.liverystudio.editor.format.ora;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.liverystudio.editor.document.GroupLayer;
import org.liverystudio.editor.document.LayerAttributes;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.editor.document.PixelLayer;
import org.liverystudio.editor.format.FileProblems;
import org.liverystudio.editor.format.ora.OraTree.Element;
import org.liverystudio.editor.format.png.PngPicture;
import org.liverystudio.editor.image.LayerMask;
import org.liverystudio.editor.image.TiledImage;
import org.liverystudio.editor.image.TiledMask;
import org.liverystudio.host.BlendMode;
import org.liverystudio.host.LayerRole;
import org.liverystudio.host.Rect;

/** Makes layers of what a {@code stack.xml} says. */
final class OraLayers {
    private final OraReader pictures;
    private final Path file;
    private final Set<String> notices = new LinkedHashSet<>();

    OraLayers(OraReader pictures, Path file) {
        this.pictures = pictures;
        this.file = file;
    }

    /** What could not be taken over. */
    Set<String> notices() {
        return notices;
    }

    /** The children of a stack, bottom to top. */
    List<LayerNode> nodes(Element stack) throws IOException {
        List<LayerNode> nodes = new ArrayList<>();
        for (Element element : stack.children().reversed()) {
            nodes.add(element.isStack() ? group(element) : layer(element));
        }
        return nodes;
    }

    private GroupLayer group(Element element) throws IOException {
        boolean expanded = element.own(OraNames.EXPANDED).map(Boolean::parseBoolean).orElse(true);
        return new GroupLayer(attributes(element), nodes(element), expanded);
    }

    private PixelLayer layer(Element element) throws IOException {
        LayerAttributes attributes = attributes(element);
        if (element.own(OraNames.EMPTY).isPresent()) {
            return new PixelLayer(attributes, TiledImage.EMPTY);
        }
        String entry =
                element.own(OraNames.UNMASKED)
                        .or(() -> element.attribute("src"))
                        .orElseThrow(
                                () ->
                                        FileProblems.damaged(
                                                file,
                                                "the layer \"%s\" has no pixels"
                                                        .formatted(attributes.name())));
        if (!entry.toLowerCase(Locale.ROOT).endsWith(".png")) {
            notices.add(
                    "The layer \"%s\" is no picture (%s) and was left empty."
                            .formatted(attributes.name(), entry));
            return new PixelLayer(attributes, TiledImage.EMPTY);
        }
        PngPicture picture = pictures.picture(entry);
        return new PixelLayer(
                attributes,
                TiledImage.ofRgba(
                        at(picture, offset(element, "x"), offset(element, "y")), picture.rgba()));
    }

    private LayerAttributes attributes(Element element) throws IOException {
        double fill = element.own(OraNames.FILL_OPACITY).map(this::share).orElse(1.0);
        double opacity =
                element.own(OraNames.OPACITY)
                        .or(() -> element.attribute("opacity"))
                        .map(this::share)
                        .orElse(1.0);
        return LayerAttributes.named(element.attribute("name").orElse("Layer"))
                .withVisible(!element.attribute("visibility").orElse("").equals("hidden"))
                .withOpacity(opacity)
                .withFillOpacity(fill)
                .withBlendMode(blendMode(element, opacity))
                .withClipping(element.own(OraNames.CLIPPING).isPresent())
                .withAlphaLocked(element.own(OraNames.ALPHA_LOCKED).isPresent())
                .withMask(mask(element))
                .withChosenRole(element.own(OraNames.ROLE).flatMap(OraLayers::role))
                .withProperties(element.properties());
    }

    /** By the specification a stack passes through unless it isolates or blends as a whole. */
    private BlendMode blendMode(Element element, double opacity) {
        Optional<BlendMode> own =
                element.own(OraNames.BLEND)
                        .flatMap(
                                name ->
                                        Arrays.stream(BlendMode.values())
                                                .filter(mode -> mode.name().equals(name))
                                                .findFirst());
        if (own.isPresent() && (element.isStack() || own.get() != BlendMode.PASS_THROUGH)) {
            return own.get();
        }
        String name = element.attribute("composite-op").orElse(OraBlend.NORMAL);
        Optional<BlendMode> mode = OraBlend.mode(name);
        if (mode.isEmpty()) {
            notices.add("The blend mode %s is not known; normal is used.".formatted(name));
        }
        boolean passes =
                element.isStack()
                        && opacity == 1
                        && name.equals(OraBlend.NORMAL)
                        && !element.attribute("isolation").orElse("auto").equals("isolate");
        return passes ? BlendMode.PASS_THROUGH : mode.orElse(BlendMode.NORMAL);
    }

    private Optional<LayerMask> mask(Element element) throws IOException {
        Optional<String> entry = element.own(OraNames.MASK);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        int outside = Math.clamp(offset(element, own(OraNames.MASK_OUTSIDE)), 0, 255);
        TiledMask coverage = TiledMask.filledWith(outside);
        if (!entry.get().isEmpty()) {
            PngPicture picture = pictures.picture(entry.get());
            Rect area =
                    at(
                            picture,
                            offset(element, own(OraNames.MASK_X)),
                            offset(element, own(OraNames.MASK_Y)));
            byte[] gray = new byte[picture.rgba().length / 4];
            for (int i = 0; i < gray.length; i++) {
                gray[i] = picture.rgba()[4 * i];
            }
            coverage = coverage.with(area, gray);
        }
        boolean enabled =
                element.own(OraNames.MASK_ENABLED).map(Boolean::parseBoolean).orElse(true);
        double density = element.own(OraNames.MASK_DENSITY).map(this::share).orElse(1.0);
        return Optional.of(new LayerMask(coverage, enabled, density));
    }

    private static String own(String name) {
        return "{" + OraNames.OWN + "}" + name;
    }

    private static Optional<LayerRole> role(String name) {
        return Arrays.stream(LayerRole.values()).filter(r -> r.name().equals(name)).findFirst();
    }

    private static Rect at(PngPicture picture, int x, int y) {
        return new Rect(x, y, picture.size().width(), picture.size().height());
    }

    private int offset(Element element, String name) {
        String text = element.attribute(name).orElse("0");
        if (!text.matches("[+-]?\\d{1,6}")) {
            throw FileProblems.damaged(file, "\"%s\" is no place of a layer".formatted(text));
        }
        return Integer.parseInt(text);
    }

    private double share(String text) {
        if (!text.matches("\\d(\\.\\d+)?([eE]-\\d{1,3})?") || Double.parseDouble(text) > 1) {
            throw FileProblems.damaged(file, "\"%s\" is no opacity".formatted(text));
        }
        return Double.parseDouble(text);
    }
}
