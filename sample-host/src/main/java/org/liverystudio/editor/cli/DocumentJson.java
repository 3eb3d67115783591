package org.liverystudio.editor.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.editor.image.LayerMask;
import org.liverystudio.host.LayerRole;
import org.liverystudio.host.Rect;

/** What {@code livery info} tells of a document, ready to be written as JSON. */
final class DocumentJson {
    private final DocumentState document;

    private DocumentJson(DocumentState document) {
        this.document = document;
    }

    static Map<String, Object> of(Path file, DocumentState document) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", file.toString());
        json.put("width", document.width());
        json.put("height", document.height());
        json.put("dotsPerInch", document.info().dotsPerInch());
        json.put("colourProfile", document.info().colourProfile().isPresent());
        json.put("layers", new DocumentJson(document).layers(document.layers()));
        return json;
    }

    private List<Map<String, Object>> layers(List<LayerNode> nodes) {
        return nodes.stream().map(this::layer).toList();
    }

    private Map<String, Object> layer(LayerNode node) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", node.name());
        json.put("kind", node.isGroup() ? "group" : "layer");
        LayerRole role = document.role(node.id());
        if (role != LayerRole.NONE) {
            json.put("role", role.label());
        }
        json.put("visible", node.visible());
        json.put("opacity", node.opacity());
        json.put("blendMode", node.blendMode().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        json.put("clipping", node.clipping());
        json.put("bounds", rect(node.bounds()));
        node.mask().ifPresent(mask -> json.put("mask", mask(mask)));
        if (!node.properties().isEmpty()) {
            json.put("properties", new TreeMap<>(node.properties()));
        }
        if (node.isGroup()) {
            json.put("children", layers(node.children()));
        }
        return json;
    }

    private static Map<String, Object> mask(LayerMask mask) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("bounds", rect(mask.coverage().bounds()));
        json.put("outside", mask.coverage().outside());
        json.put("enabled", mask.enabled());
        return json;
    }

    private static Map<String, Integer> rect(Rect rect) {
        Map<String, Integer> json = new LinkedHashMap<>();
        json.put("x", rect.x());
        json.put("y", rect.y());
        json.put("width", rect.width());
        json.put("height", rect.height());
        return json;
    }
}
