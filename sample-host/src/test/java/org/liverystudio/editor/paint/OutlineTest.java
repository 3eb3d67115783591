package org.liverystudio.editor.paint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.liverystudio.editor.paint.Outline.Point;
import org.liverystudio.host.Rect;

class OutlineTest {
    private static final Rect AREA = new Rect(-10, -5, 80, 60);

    private static int at(byte[] coverage, int x, int y) {
        return coverage[(y - AREA.y()) * AREA.width() + x - AREA.x()] & 255;
    }

    private static double sum(byte[] coverage) {
        double sum = 0;
        for (byte value : coverage) {
            sum += (value & 255) / 255.0;
        }
        return sum;
    }

    @Test
    void aSquareOfWholePixelsIsCoveredExactly() {
        Outline square =
                new Outline(
                        List.of(
                                new Point(2, 3),
                                new Point(12, 3),
                                new Point(12, 9),
                                new Point(2, 9)));

        byte[] coverage = square.coverage(AREA);

        assertThat(at(coverage, 2, 3)).isEqualTo(255);
        assertThat(at(coverage, 11, 8)).isEqualTo(255);
        assertThat(at(coverage, 12, 8)).isZero();
        assertThat(sum(coverage)).isEqualTo(60);
    }

    @Test
    void anEllipseHasItsAreaAndASmoothEdge() {
        byte[] coverage = Outline.ellipse(50, 40, 0, 0).coverage(AREA);

        assertThat(sum(coverage)).isBetween(Math.PI * 25 * 20 - 5, Math.PI * 25 * 20 + 5);
        assertThat(at(coverage, 25, 20)).isEqualTo(255);
        assertThat(at(coverage, 1, 1)).isZero();
        assertThat(at(coverage, 17, 0)).isBetween(10, 40);
        assertThat(at(coverage, 32, 0)).isEqualTo(at(coverage, 17, 0));
    }

    @Test
    void whatLiesBeyondTheAreaIsCutAndAClickCoversNothing() {
        byte[] huge = Outline.ellipse(-500, -500, 500, 500).coverage(AREA);

        assertThat(sum(huge)).isEqualTo(AREA.area());
        assertThat(sum(new Outline(List.of(new Point(3, 3))).coverage(AREA))).isZero();
        assertThat(sum(new Outline(List.of()).coverage(AREA))).isZero();
    }
}
