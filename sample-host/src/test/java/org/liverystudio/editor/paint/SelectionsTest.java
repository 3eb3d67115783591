package org.liverystudio.editor.paint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.liverystudio.editor.document.SelectionMask;
import org.liverystudio.editor.image.TiledMask;
import org.liverystudio.host.Rect;

class SelectionsTest {
    private static final Rect CANVAS = new Rect(0, 0, 60, 50);

    private static SelectionMask random(Random random) {
        Rect area = new Rect(random.nextInt(30), random.nextInt(20), 22, 18);
        byte[] coverage = new byte[Math.toIntExact(area.area())];
        for (int i = 0; i < coverage.length; i++) {
            coverage[i] = (byte) (random.nextInt(8) == 0 ? 1 + random.nextInt(255) : 0);
        }
        coverage[0] = (byte) 255;
        return SelectionMask.of(TiledMask.of(area, coverage, 0), CANVAS);
    }

    private static byte[] coverage(Optional<SelectionMask> selection) {
        return selection
                .map(mask -> mask.coverage(CANVAS))
                .orElseGet(() -> new byte[Math.toIntExact(CANVAS.area())]);
    }

    @Property(tries = 40)
    void growingIsTheGreatestWithinACircle(@ForAll long seed) {
        Random random = new Random(seed);
        SelectionMask before = random(random);
        int radius = random.nextInt(1, 9);

        byte[] grown = coverage(Selections.grow(before, radius, CANVAS));

        byte[] values = before.coverage(CANVAS);
        for (int y = 0; y < CANVAS.height(); y++) {
            for (int x = 0; x < CANVAS.width(); x++) {
                assertThat(grown[y * CANVAS.width() + x] & 255)
                        .isEqualTo(greatest(values, x, y, radius));
            }
        }
    }

    private static int greatest(byte[] values, int x, int y, int radius) {
        int greatest = 0;
        for (int dy = -radius; dy <= radius; dy++) {
            for (int dx = -radius; dx <= radius; dx++) {
                if (dx * dx + dy * dy <= radius * radius && CANVAS.contains(x + dx, y + dy)) {
                    int value = values[(y + dy) * CANVAS.width() + x + dx] & 255;
                    greatest = Math.max(greatest, value);
                }
            }
        }
        return greatest;
    }

    @Property(tries = 30)
    void invertingTwiceChangesNothing(@ForAll long seed) {
        SelectionMask before = random(new Random(seed));

        Optional<SelectionMask> once = Selections.invert(Optional.of(before), CANVAS);

        assertThat(coverage(Selections.invert(once, CANVAS))).isEqualTo(before.coverage(CANVAS));
    }

    @Example
    void shrinkingTakesFromEveryEdgeAndInTheEndAll() {
        SelectionMask all = SelectionMask.rectangle(CANVAS);
        SelectionMask square = SelectionMask.rectangle(new Rect(10, 10, 20, 20));

        assertThat(Selections.shrink(all, 3, CANVAS).orElseThrow().bounds())
                .isEqualTo(new Rect(3, 3, 54, 44));
        assertThat(Selections.shrink(square, 4, CANVAS).orElseThrow().bounds())
                .isEqualTo(new Rect(14, 14, 12, 12));
        assertThat(Selections.shrink(square, 10, CANVAS)).isEmpty();
    }

    @Example
    void featheringKeepsHalfAtTheEdgeAndStaysOnTheCanvas() {
        SelectionMask square = SelectionMask.rectangle(new Rect(0, 10, 30, 30));

        SelectionMask soft = Selections.feather(square, 4, CANVAS).orElseThrow();

        int inside = soft.coverage(new Rect(29, 25, 1, 1))[0] & 255;
        int outside = soft.coverage(new Rect(30, 25, 1, 1))[0] & 255;
        assertThat(inside + outside).isBetween(253, 257);
        assertThat(soft.coverage(new Rect(15, 25, 1, 1))[0]).isEqualTo((byte) 255);
        assertThat(soft.bounds().intersect(CANVAS)).isEqualTo(soft.bounds());
    }

    @Example
    void selectionsAreAddedAndSubtracted() {
        Optional<SelectionMask> left = Optional.of(SelectionMask.rectangle(new Rect(0, 0, 20, 50)));
        byte[] top = SelectionMask.rectangle(new Rect(0, 0, 60, 10)).coverage(CANVAS);

        Optional<SelectionMask> both =
                Selections.combine(left, top, CANVAS, Selections.Meeting.ADD);
        Optional<SelectionMask> rest =
                Selections.combine(left, top, CANVAS, Selections.Meeting.SUBTRACT);
        Optional<SelectionMask> none =
                Selections.combine(Optional.empty(), top, CANVAS, Selections.Meeting.SUBTRACT);

        assertThat(both.orElseThrow().bounds()).isEqualTo(CANVAS);
        assertThat(rest.orElseThrow().bounds()).isEqualTo(new Rect(0, 10, 20, 40));
        assertThat(none).isEmpty();
    }
}
