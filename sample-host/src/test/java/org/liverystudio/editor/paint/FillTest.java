package org.liverystudio.editor.paint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.liverystudio.editor.document.Sample.document;
import static org.liverystudio.editor.document.Sample.filled;
import static org.liverystudio.editor.document.Sample.group;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.editor.document.PixelLayer;
import org.liverystudio.editor.document.SelectionMask;
import org.liverystudio.editor.edit.EditorDocument;
import org.liverystudio.editor.edit.SetSelection;
import org.liverystudio.host.LiveryException;
import org.liverystudio.host.Rect;

class FillTest {
    private static final Ink.Colour GREEN = new Ink.Colour(10, 200, 30);
    private static final Region TOUCHING = new Region(8, true, false);
    private static final Region ALIKE = new Region(8, false, false);

    /** Two blue squares that do not touch, on one layer. */
    private static EditorDocument squares() {
        LayerNode left = filled("left", new Rect(10, 10, 40, 40), 20, 40, 220, 255);
        LayerNode both =
                new PixelLayer(
                        left.attributes(),
                        left.pixels()
                                .edit()
                                .write(
                                        new Rect(290, 10, 40, 40),
                                        left.pixels().rgba(new Rect(10, 10, 40, 40)))
                                .build());
        return new EditorDocument("car", Optional.empty(), document(400, 300, both), List.of());
    }

    private static String pixel(EditorDocument document, int x, int y) {
        byte[] rgba = document.state().layers().getFirst().pixels().rgba(new Rect(x, y, 1, 1));
        return "%d %d %d %d".formatted(rgba[0] & 255, rgba[1] & 255, rgba[2] & 255, rgba[3] & 255);
    }

    @Example
    void aContiguousFillStopsWhereTheColourStops() {
        EditorDocument document = squares();

        Fill.at(document, TOUCHING, 20, 20, GREEN);

        assertThat(pixel(document, 49, 49)).isEqualTo("10 200 30 255");
        assertThat(pixel(document, 300, 20)).isEqualTo("20 40 220 255");
        assertThat(pixel(document, 100, 100)).isEqualTo("0 0 0 0");
        assertThat(document.history().labels()).containsExactly("Fill");
        document.undo();
        assertThat(pixel(document, 20, 20)).isEqualTo("20 40 220 255");
    }

    @Example
    void aFillOfAllLikeColoursReachesBothSquares() {
        EditorDocument document = squares();

        Fill.at(document, ALIKE, 20, 20, GREEN);

        assertThat(pixel(document, 300, 20)).isEqualTo("10 200 30 255");
    }

    @Example
    void aFillStaysInTheSelection() {
        EditorDocument document = squares();
        document.apply(
                new SetSelection(Optional.of(SelectionMask.rectangle(new Rect(0, 0, 30, 30)))));

        Fill.at(document, TOUCHING, 20, 20, GREEN);

        assertThat(pixel(document, 29, 29)).isEqualTo("10 200 30 255");
        assertThat(pixel(document, 30, 29)).isEqualTo("20 40 220 255");
    }

    @Example
    void aClickBesideTheCanvasFillsNothing() {
        EditorDocument document = squares();

        Fill.at(document, TOUCHING, -1, 20, GREEN);

        assertThat(document.history().labels()).isEmpty();
    }

    @Example
    void thePickerSeesWhatIsShownOrTheLayerAlone() {
        LayerNode below = filled("below", new Rect(0, 0, 8, 8), 200, 100, 0, 255);
        LayerNode above = filled("above", new Rect(0, 0, 4, 8), 0, 0, 250, 255);
        DocumentState state = document(8, 8, below, above);

        assertThat(ColourPicker.pick(state, 6, 2, true)).contains(new Ink.Colour(200, 100, 0));
        assertThat(ColourPicker.pick(state, 6, 2, false)).isEmpty();
        assertThat(ColourPicker.pick(state, 2, 2, false)).contains(new Ink.Colour(0, 0, 250));
        assertThatThrownBy(() -> ColourPicker.pick(document(8, 8, group("g")), 2, 2, false))
                .isInstanceOf(LiveryException.class)
                .hasMessage("No layer with pixels is active, so there is no colour to look at.");
    }

    @Property(tries = 50)
    void aContiguousFillFindsExactlyWhatNeighboursReach(@ForAll long seed) {
        Random random = new Random(seed);
        Rect area = new Rect(-3, 5, random.nextInt(1, 24), random.nextInt(1, 24));
        byte[] rgba = new byte[Math.toIntExact(area.area() * 4)];
        for (int i = 0; i < rgba.length; i += 4) {
            rgba[i] = (byte) (random.nextInt(3) == 0 ? 255 : 0);
            rgba[i + 3] = (byte) 255;
        }
        int x = area.x() + random.nextInt(area.width());
        int y = area.y() + random.nextInt(area.height());

        byte[] found = FloodFill.contiguous(rgba, area, x, y, 10);

        assertThat(found).isEqualTo(reached(rgba, area, x, y));
    }

    /** The same, pixel by pixel. */
    private static byte[] reached(byte[] rgba, Rect area, int x, int y) {
        int width = area.width();
        int start = (y - area.y()) * width + x - area.x();
        byte[] found = new byte[rgba.length / 4];
        Deque<Integer> next = new ArrayDeque<>(List.of(start));
        while (!next.isEmpty()) {
            int at = next.pop();
            if (found[at] != 0 || rgba[at * 4] != rgba[start * 4]) {
                continue;
            }
            found[at] = (byte) 255;
            int column = at % width;
            int row = at / width;
            if (column > 0) {
                next.push(at - 1);
            }
            if (column < width - 1) {
                next.push(at + 1);
            }
            if (row > 0) {
                next.push(at - width);
            }
            if (row < area.height() - 1) {
                next.push(at + width);
            }
        }
        return found;
    }
}
