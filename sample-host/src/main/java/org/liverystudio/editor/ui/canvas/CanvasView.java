package org.liverystudio.editor.ui.canvas;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.stage.Window;
import org.liverystudio.host.Rect;
import org.liverystudio.host.Selection;

/**
 * Shows one picture at a time. It asks a {@link FrameRenderer} for frames and puts them on the
 * screen; all sizes given to the renderer are pixels of the screen. JavaFX thread only.
 */
public final class CanvasView extends Region implements AutoCloseable {
    private final FrameImage image = new FrameImage();
    private final SelectionOutline outline = new SelectionOutline();
    private final DraggedLine line = new DraggedLine();
    private final BrushOutline brush = new BrushOutline();
    private final Rectangle clip = new Rectangle();
    private final AtomicBoolean updateQueued = new AtomicBoolean();
    private final FrameRenderer renderer = new FrameRenderer(this::queueUpdate);
    private final InvalidationListener viewportMoved = observable -> requestFrame();

    private CanvasModel model;
    private Picture picture;
    private Optional<MaskEdges> selection = Optional.empty();
    private Optional<? extends Selection> selected = Optional.empty();
    private boolean isPreview;
    private Checkerboard checks = Checkerboard.DARK;

    public CanvasView() {
        setId("canvas");
        getStyleClass().add("canvas");
        setFocusTraversable(true);
        getChildren().addAll(image.node(), outline.node(), line.node(), brush.node());
        setClip(clip);
    }

    /** Shows another document. */
    public void open(
            CanvasModel newModel, Picture newPicture, Optional<? extends Selection> newSelection) {
        if (model != null) {
            model.viewportProperty().removeListener(viewportMoved);
        }
        model = newModel;
        picture = newPicture;
        select(newSelection);
        model.resizeView(viewWidth(), viewHeight());
        model.viewportProperty().addListener(viewportMoved);
        if (hasSize()) {
            renderer.showNew(wish());
        }
        showOutline();
    }

    /** Shows nothing, and lets go of what was shown. */
    public void clear() {
        if (model != null) {
            model.viewportProperty().removeListener(viewportMoved);
        }
        model = null;
        picture = null;
        select(Optional.empty());
        renderer.clear();
    }

    /** Whether the screen shows what it was last asked to, in full sharpness. */
    public boolean isSettled() {
        return renderer.isIdle() && !updateQueued.get();
    }

    /**
     * Shows the next state of the same document.
     *
     * @param changed where it looks different, in document pixels
     */
    public void update(
            Picture newPicture, Rect changed, Optional<? extends Selection> newSelection) {
        picture = newPicture;
        if (!newSelection.equals(selected) || isPreview) {
            select(newSelection);
        }
        requestFrame(changed);
    }

    /** Finding the edges of a large selection takes time: not while the picture changes. */
    private void select(Optional<? extends Selection> newSelection) {
        isPreview = false;
        selected = newSelection;
        selection = newSelection.map(MaskEdges::of);
    }

    /** The rectangle that is being dragged, before it becomes the selection. */
    public void preview(Optional<Rect> dragged) {
        isPreview = true;
        selection = dragged.map(MaskEdges::of);
        showOutline();
    }

    /**
     * Shows a closed line that is being dragged.
     *
     * @param corners x and y by turns, in document pixels; empty to show nothing
     */
    void showLine(List<Double> corners) {
        if (model != null) {
            line.show(corners, model.viewport(), pixelsPerUnit());
        }
    }

    /**
     * Shows what a brush would cover.
     *
     * @param x of the pointer, in units of JavaFX
     * @param diameter in document pixels; empty to show nothing
     * @return whether it can be seen
     */
    boolean showBrush(double x, double y, OptionalDouble diameter) {
        if (model == null || diameter.isEmpty()) {
            return brush.show(x, y, OptionalDouble.empty());
        }
        double size = diameter.getAsDouble() * model.viewport().scale() / pixelsPerUnit();
        return brush.show(x, y, OptionalDouble.of(size));
    }

    /** The ground under transparent pixels. */
    public void setCheckerboard(Checkerboard board) {
        checks = board;
        requestFrame();
    }

    /** The model of what is shown; empty before the first document. */
    public Optional<CanvasModel> model() {
        return Optional.ofNullable(model);
    }

    /** View pixels for one unit of JavaFX's coordinates. */
    double pixelsPerUnit() {
        Window window = getScene() == null ? null : getScene().getWindow();
        return window == null ? 1 : window.getOutputScaleX();
    }

    private double viewWidth() {
        return getWidth() * pixelsPerUnit();
    }

    private double viewHeight() {
        return getHeight() * pixelsPerUnit();
    }

    private FrameWish wish() {
        return new FrameWish(
                picture,
                model.viewport(),
                FrameImage.allowed(viewWidth()),
                FrameImage.allowed(viewHeight()),
                checks);
    }

    private boolean hasSize() {
        return getWidth() >= 1 && getHeight() >= 1;
    }

    @Override
    protected void layoutChildren() {
        clip.setWidth(getWidth());
        clip.setHeight(getHeight());
        if (model != null && hasSize()) {
            model.resizeView(viewWidth(), viewHeight());
            requestFrame();
        }
    }

    private void requestFrame() {
        requestFrame(Rect.EMPTY);
    }

    private void requestFrame(Rect changed) {
        if (model == null || !hasSize()) {
            return;
        }
        renderer.show(wish(), changed);
        showOutline();
    }

    private void showOutline() {
        if (model != null) {
            outline.show(selection, model.viewport(), pixelsPerUnit(), getWidth(), getHeight());
        }
    }

    /** Many frames between two pulses become one update. Called on the renderer's thread. */
    private void queueUpdate() {
        if (updateQueued.compareAndSet(false, true)) {
            Platform.runLater(
                    () -> {
                        updateQueued.set(false);
                        image.update(renderer.front(), pixelsPerUnit());
                    });
        }
    }

    /** Ends the renderer's thread. */
    @Override
    public void close() {
        renderer.close();
    }
}
