package org.liverystudio.editor.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.editor.image.LayerMask;

/** Compares two documents in everything that a file shall keep; ids are a program's own. */
public final class SameDocument {
    private SameDocument() {}

    public static void assertSame(DocumentState expected, DocumentState actual) {
        assertThat(actual.bounds()).isEqualTo(expected.bounds());
        assertThat(actual.info().dotsPerInch()).isEqualTo(expected.info().dotsPerInch());
        assertThat(actual.info().colourProfile()).isEqualTo(expected.info().colourProfile());
        assertSame(expected.layers(), actual.layers());
    }

    private static void assertSame(List<LayerNode> expected, List<LayerNode> actual) {
        assertThat(actual)
                .extracting(LayerNode::name)
                .containsExactlyElementsOf(expected.stream().map(LayerNode::name).toList());
        for (int i = 0; i < expected.size(); i++) {
            assertSame(expected.get(i), actual.get(i));
        }
    }

    private static void assertSame(LayerNode expected, LayerNode actual) {
        String name = expected.name();
        assertThat(actual.isGroup()).as(name).isEqualTo(expected.isGroup());
        assertThat(actual.visible()).as(name).isEqualTo(expected.visible());
        assertThat(actual.opacity()).as(name).isEqualTo(expected.opacity());
        assertThat(actual.fillOpacity()).as(name).isEqualTo(expected.fillOpacity());
        assertThat(actual.blendMode()).as(name).isEqualTo(expected.blendMode());
        assertThat(actual.clipping()).as(name).isEqualTo(expected.clipping());
        assertThat(actual.chosenRole()).as(name).isEqualTo(expected.chosenRole());
        assertThat(actual.properties()).as(name).isEqualTo(expected.properties());
        assertThat(actual.bounds()).as(name).isEqualTo(expected.bounds());
        assertThat(actual.pixels().rgba(actual.bounds()))
                .as(name)
                .isEqualTo(expected.pixels().rgba(expected.bounds()));
        assertThat(actual.mask().isPresent()).as(name).isEqualTo(expected.mask().isPresent());
        expected.mask().ifPresent(mask -> assertSame(name, mask, actual.mask().orElseThrow()));
        assertSame(expected.children(), actual.children());
    }

    private static void assertSame(String name, LayerMask expected, LayerMask actual) {
        assertThat(actual.enabled()).as(name).isEqualTo(expected.enabled());
        assertThat(actual.density()).as(name).isEqualTo(expected.density());
        assertThat(actual.coverage().bounds()).as(name).isEqualTo(expected.coverage().bounds());
        assertThat(actual.coverage().outside()).as(name).isEqualTo(expected.coverage().outside());
        assertThat(actual.coverage().coverage(actual.coverage().bounds()))
                .as(name)
                .isEqualTo(expected.coverage().coverage(expected.coverage().bounds()));
    }
}
