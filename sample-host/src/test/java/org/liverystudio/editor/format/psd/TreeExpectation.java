package org.liverystudio.editor.format.psd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.editor.image.LayerMask;
import org.liverystudio.host.Rect;
import tools.jackson.databind.JsonNode;

/** Compares a layer tree with what psd-tools says about the same file. */
final class TreeExpectation {
    private TreeExpectation() {}

    static void assertTree(JsonNode layers, DocumentState state) {
        assertTree(layers, state.layers());
    }

    private static void assertTree(JsonNode expected, List<LayerNode> nodes) {
        assertThat(nodes)
                .extracting(LayerNode::name)
                .containsExactlyElementsOf(
                        expected.valueStream().map(e -> e.get("name").asString()).toList());
        for (int i = 0; i < nodes.size(); i++) {
            assertNode(expected.get(i), nodes.get(i));
        }
    }

    private static void assertNode(JsonNode expected, LayerNode node) {
        String name = node.name();
        boolean isGroup = expected.has("children");
        assertThat(node.isGroup()).as(name).isEqualTo(isGroup);
        assertThat(node.visible()).as(name).isEqualTo(expected.get("visible").asBoolean());
        assertThat((int) Math.round(node.opacity() * 255))
                .as(name)
                .isEqualTo(expected.get("opacity").asInt());
        assertThat(node.clipping()).as(name).isEqualTo(expected.get("clipping").asBoolean());
        String blend = expected.get("blend").asString().replace('-', '_').toUpperCase();
        assertThat(node.blendMode().name()).as(name).isEqualTo(blend);
        if (isGroup) {
            assertTree(expected.get("children"), node.children());
        } else if (!node.bounds().isEmpty()) {
            assertThat(node.bounds()).as(name).isEqualTo(rect(expected.get("bounds")));
        }
        JsonNode mask = expected.get("mask");
        if (node.mask().isPresent() && mask.isObject()) {
            LayerMask actual = node.mask().get();
            assertThat(actual.enabled()).as(name).isNotEqualTo(mask.get("disabled").asBoolean());
            if (!actual.coverage().bounds().isEmpty()) {
                assertThat(actual.coverage().bounds()).as(name).isEqualTo(rect(mask.get("bounds")));
            }
            assertThat(actual.coverage().outside())
                    .as(name)
                    .isEqualTo(mask.get("background").asInt());
        }
    }

    private static Rect rect(JsonNode edges) {
        return Rect.between(
                edges.get(0).asInt(),
                edges.get(1).asInt(),
                edges.get(2).asInt(),
                edges.get(3).asInt());
    }
}
