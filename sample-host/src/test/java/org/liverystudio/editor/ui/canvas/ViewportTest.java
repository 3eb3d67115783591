package org.liverystudio.editor.ui.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.liverystudio.host.Rect;

class ViewportTest {
    @Test
    void fittingShowsTheWholeDocumentCentred() {
        Viewport fitted = Viewport.fit(2048, 1024, 1064, 800, 20);

        assertThat(fitted.scale()).isEqualTo(0.5);
        assertThat(fitted.toViewX(0)).isEqualTo(20);
        assertThat(fitted.toViewX(2048)).isEqualTo(1044);
        assertThat(fitted.toViewY(512)).isEqualTo(400);
    }

    @Test
    void fittingIntoAViewWithoutSpaceStillGivesAnAllowedScale() {
        assertThat(Viewport.fit(2048, 2048, 0, 0, 20).scale()).isEqualTo(Viewport.MIN_SCALE);
        assertThat(Viewport.fit(1, 1, 4000, 4000, 20).scale()).isEqualTo(Viewport.MAX_SCALE);
    }

    @Property
    void zoomingKeepsThePointUnderThePointer(
            @ForAll @DoubleRange(min = 0, max = 900) double x,
            @ForAll @DoubleRange(min = 0, max = 900) double y,
            @ForAll @DoubleRange(min = 0.01, max = 32) double scale) {
        Viewport before = new Viewport(0.42, 37, -12);

        Viewport after = before.zoomedAround(x, y, scale);

        // the offset is a whole number of view pixels, so the point may move by half of one
        assertThat(after.toViewX(before.toDocumentX(x))).isCloseTo(x, within(0.51));
        assertThat(after.toViewY(before.toDocumentY(y))).isCloseTo(y, within(0.51));
    }

    @Test
    void zoomStepsClimbFromOneToThreeThousandPercentAndStopThere() {
        Viewport view = new Viewport(Viewport.MIN_SCALE, 0, 0);
        int steps = 0;
        while (view.scale() < Viewport.MAX_SCALE) {
            double next = view.nextScale();
            assertThat(next).isGreaterThan(view.scale());
            assertThat(new Viewport(next, 0, 0).previousScale()).isEqualTo(view.scale());
            view = new Viewport(next, 0, 0);
            steps++;
        }
        assertThat(steps).isLessThan(30);
        assertThat(view.nextScale()).isEqualTo(32);
        assertThat(view.percent()).isEqualTo("3200 %");
    }

    @Test
    void aZoomStepFromAnOddScaleLandsOnTheLadder() {
        assertThat(new Viewport(0.42, 0, 0).nextScale()).isEqualTo(0.5);
        assertThat(new Viewport(0.42, 0, 0).previousScale()).isEqualTo(0.3333);
    }

    @Test
    void panningNeverLosesTheDocument() {
        Viewport lost = new Viewport(1, 5000, -5000);

        Viewport kept = lost.keptInSight(100, 200, 800, 600);

        assertThat(kept.offsetX()).isEqualTo(752);
        assertThat(kept.offsetY()).isEqualTo(-152);
    }

    @Test
    void aDocumentInSightIsNotMoved() {
        Viewport view = new Viewport(2, -300, 40);

        assertThat(view.keptInSight(1000, 1000, 800, 600)).isEqualTo(view);
    }

    @Test
    void theVisibleAreaEndsAtTheDocument() {
        assertThat(new Viewport(2, -10, 100).visibleArea(300, 300, 400, 300))
                .isEqualTo(new Rect(5, 0, 200, 100));
        assertThat(new Viewport(1, 900, 0).visibleArea(300, 300, 400, 300)).isEqualTo(Rect.EMPTY);
    }

    @Test
    void smallScalesKeepADigitForTheStatusBar() {
        assertThat(new Viewport(0.0625, 0, 0).percent()).isEqualTo("6.3 %");
        assertThat(new Viewport(0.42, 0, 0).percent()).isEqualTo("42 %");
    }
}
