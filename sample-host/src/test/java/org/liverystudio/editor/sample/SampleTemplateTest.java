package org.liverystudio.editor.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Area;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.editor.document.LayerPath;
import org.liverystudio.editor.format.FileFormats;
import org.liverystudio.editor.format.NoProgress;
import org.liverystudio.editor.format.Pictures;
import org.liverystudio.editor.format.ReadDocument;
import org.liverystudio.host.LayerRole;
import org.liverystudio.host.Rect;

/** The committed template, and the generator that drew it. */
class SampleTemplateTest {
    private static final long MOST_BYTES = 2_000_000;
    private static Path file;
    private static ReadDocument read;

    @BeforeAll
    static void open() {
        file = Path.of("../samples/gt-template.psd").toAbsolutePath().normalize();
        read = FileFormats.standard().read(file, NoProgress.INSTANCE);
    }

    @Test
    void itOpensWithoutNoticesAndIsSmallEnoughToBeCommitted() throws IOException {
        assertThat(read.notices()).isEmpty();
        assertThat(read.state().bounds()).isEqualTo(new Rect(0, 0, 2048, 2048));
        assertThat(Files.size(file)).isLessThan(MOST_BYTES);
    }

    @Test
    void itsLayersHaveTheRolesOfASimsTemplate() {
        Map<String, LayerRole> roles =
                Map.ofEntries(
                        Map.entry("Paintable Area", LayerRole.PAINTABLE),
                        Map.entry("Base paint", LayerRole.BASE_PAINT),
                        Map.entry("Navy sweep", LayerRole.NONE),
                        Map.entry("Sponsors", LayerRole.SPONSOR),
                        Map.entry("Apex left", LayerRole.SPONSOR),
                        Map.entry("Numbers", LayerRole.NUMBER),
                        Map.entry("Car_decal", LayerRole.DECAL),
                        Map.entry("Windshield Banner", LayerRole.DECAL),
                        Map.entry("Custom Spec Map", LayerRole.SPEC),
                        Map.entry("Metallic base", LayerRole.SPEC),
                        Map.entry("Turn Off Before Exporting TGA", LayerRole.GUIDES),
                        Map.entry("Mask", LayerRole.MASK),
                        Map.entry("Number Blocks", LayerRole.NUMBER),
                        Map.entry("Sponsor Blocks", LayerRole.SPONSOR),
                        Map.entry("Car_Mandatory", LayerRole.MANDATORY),
                        Map.entry("Wire", LayerRole.WIREFRAME));
        roles.forEach(
                (name, role) ->
                        assertThat(read.state().role(LayerPath.find(read.state(), name).id()))
                                .as(name)
                                .isEqualTo(role));
    }

    @Test
    void theMaskIsOpenOnTheIslandsAndClosedBetweenThem() {
        byte[] rgba = LayerPath.find(read.state(), "Mask").pixels().rgba(read.state().bounds());
        Area paintable = CarLayout.paintable();
        int open = 0;
        for (int y = 0; y < 2048; y += 7) {
            for (int x = 0; x < 2048; x += 7) {
                int alpha = rgba[(y * 2048 + x) * 4 + 3] & 255;
                int reach = Guides.BLEED_PIXELS + 2;
                if (paintable.contains(x, y, 1, 1)) {
                    assertThat(alpha).as("%d, %d", x, y).isZero();
                    open++;
                } else if (!paintable.intersects(
                        x - reach, y - reach, 2 * reach + 1, 2 * reach + 1)) {
                    assertThat(alpha).as("%d, %d", x, y).isEqualTo(255);
                }
            }
        }
        assertThat(open / (293.0 * 293)).as("share of the texture").isBetween(0.35, 0.7);
    }

    @Test
    void islandsKeepADistanceThatPaintCannotBleedAcross() {
        for (Island one : CarLayout.ISLANDS) {
            for (Island other : CarLayout.ISLANDS) {
                if (one != other) {
                    assertThat(gap(one, other))
                            .as(one.name() + ", " + other.name())
                            .isGreaterThan(2 * Guides.BLEED_PIXELS);
                }
            }
        }
    }

    /** Distance of the bounding boxes; 0 if they touch. */
    private static double gap(Island one, Island other) {
        var a = one.bounds();
        var b = other.bounds();
        double x = Math.max(a.getMinX() - b.getMaxX(), b.getMinX() - a.getMaxX());
        double y = Math.max(a.getMinY() - b.getMaxY(), b.getMinY() - a.getMaxY());
        return Math.max(x, y);
    }

    @Test
    void theGeneratorDrawsTheCommittedFile() {
        DocumentState drawn = SampleTemplate.draw();

        assertThat(tree(drawn)).isEqualTo(tree(read.state()));
        Pictures.Difference difference =
                Pictures.difference(
                        drawn.composite(drawn.bounds()),
                        read.state().composite(read.state().bounds()));
        // The same pixels, as far as processors round sines alike.
        assertThat(difference.mean()).as("%s", difference).isLessThan(0.01);
    }

    private static String tree(DocumentState state) {
        return state.allLayers()
                .map(node -> LayerPath.of(state, node) + facts(node))
                .collect(Collectors.joining("\n"));
    }

    private static String facts(LayerNode node) {
        return " %s %s %.3f".formatted(node.blendMode(), node.visible(), node.opacity());
    }
}
