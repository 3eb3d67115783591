package org.liverystudio.editor.ui.canvas;

import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/**
 * How one document is looked at: zoom, place, pointer. Knows no controls.
 *
 * <p>Until the painter zooms or pans, the whole document is kept fitted into the view.
 */
public final class CanvasModel {
    /** Free space around a fitted document, in view pixels. */
    private static final double FIT_MARGIN = 24;

    /** A pixel of the document. */
    public record Point(int x, int y) {}

    private final int documentWidth;
    private final int documentHeight;
    private final ReadOnlyObjectWrapper<Viewport> viewport;
    private final ObjectProperty<Optional<Point>> pointer =
            new SimpleObjectProperty<>(Optional.empty());
    private double viewWidth;
    private double viewHeight;
    private boolean fitted = true;

    public CanvasModel(int documentWidth, int documentHeight) {
        this.documentWidth = documentWidth;
        this.documentHeight = documentHeight;
        viewport = new ReadOnlyObjectWrapper<>(new Viewport(1, 0, 0));
    }

    public ReadOnlyObjectProperty<Viewport> viewportProperty() {
        return viewport.getReadOnlyProperty();
    }

    public Viewport viewport() {
        return viewport.get();
    }

    /** Where the mouse is, in document pixels; empty while it is elsewhere. */
    public ReadOnlyObjectProperty<Optional<Point>> pointerProperty() {
        return pointer;
    }

    /** The view has another size, in view pixels. What was in its middle stays there. */
    public void resizeView(double width, double height) {
        double shiftX = (width - viewWidth) / 2;
        double shiftY = (height - viewHeight) / 2;
        viewWidth = width;
        viewHeight = height;
        if (fitted) {
            fit();
        } else {
            show(viewport().pannedBy(shiftX, shiftY));
        }
    }

    /** Shows the whole document, also after the view changes its size. */
    public void fit() {
        fitted = true;
        viewport.set(
                Viewport.fit(documentWidth, documentHeight, viewWidth, viewHeight, FIT_MARGIN));
    }

    /** One document pixel on each view pixel. */
    public void zoomToActualSize() {
        zoomAroundMiddle(1);
    }

    public void zoomIn() {
        zoomAroundMiddle(viewport().nextScale());
    }

    public void zoomOut() {
        zoomAroundMiddle(viewport().previousScale());
    }

    private void zoomAroundMiddle(double scale) {
        zoomAround(viewWidth / 2, viewHeight / 2, scale);
    }

    /** Zooms while a point of the view stays where it is. */
    public void zoomAround(double viewX, double viewY, double scale) {
        fitted = false;
        show(viewport().zoomedAround(viewX, viewY, scale));
    }

    /** Moves the document by view pixels. */
    public void panBy(double dx, double dy) {
        fitted = false;
        show(viewport().pannedBy(dx, dy));
    }

    private void show(Viewport wanted) {
        viewport.set(wanted.keptInSight(documentWidth, documentHeight, viewWidth, viewHeight));
    }

    /** The mouse is over a point of the view. */
    public void pointAt(double viewX, double viewY) {
        int x = (int) Math.floor(viewport().toDocumentX(viewX));
        int y = (int) Math.floor(viewport().toDocumentY(viewY));
        pointer.set(Optional.of(new Point(x, y)));
    }

    /** The mouse has left the view. */
    public void pointAway() {
        pointer.set(Optional.empty());
    }
}
