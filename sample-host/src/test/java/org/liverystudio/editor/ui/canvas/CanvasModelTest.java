package org.liverystudio.editor.ui.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CanvasModelTest {
    private final CanvasModel model = new CanvasModel(1000, 500);

    @Test
    void aDocumentStaysFittedUntilThePainterZooms() {
        model.resizeView(548, 400);
        assertThat(model.viewport().scale()).isEqualTo(0.5);

        model.resizeView(298, 400);
        assertThat(model.viewport().scale()).isEqualTo(0.25);

        model.zoomToActualSize();
        model.resizeView(600, 600);
        assertThat(model.viewport().scale()).isEqualTo(1);
    }

    @Test
    void theMiddleStaysInTheMiddleWhenTheViewGrows() {
        model.resizeView(400, 400);
        model.zoomToActualSize();
        double middle = model.viewport().toDocumentX(200);

        model.resizeView(600, 400);

        assertThat(model.viewport().toDocumentX(300)).isEqualTo(middle);
    }

    @Test
    void fittingAgainAfterZoomFollowsTheViewOnceMore() {
        model.resizeView(548, 400);
        model.zoomIn();
        model.fit();

        model.resizeView(298, 400);

        assertThat(model.viewport().scale()).isEqualTo(0.25);
    }

    @Test
    void thePointerIsToldInDocumentPixels() {
        model.resizeView(548, 298);
        model.pointAt(24, 24);
        assertThat(model.pointerProperty().get()).contains(new CanvasModel.Point(0, 0));

        model.pointAt(523.9, 273.9);
        assertThat(model.pointerProperty().get()).contains(new CanvasModel.Point(999, 499));

        model.pointAway();
        assertThat(model.pointerProperty().get()).isEmpty();
    }
}
