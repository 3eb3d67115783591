package org.liverystudio.editor.ui.paint;

import java.util.Optional;
import java.util.OptionalDouble;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.paint.Ink;
import org.liverystudio.editor.paint.Mirrors;
import org.liverystudio.editor.paint.Region;
import org.liverystudio.editor.ui.canvas.CanvasTool;
import org.liverystudio.host.Preferences;

/** Colours and settings of the tools that paint, remembered between starts. Knows no controls. */
public final class PaintModel {
    private static final Ink.Colour BLACK = new Ink.Colour(0, 0, 0);
    private static final Ink.Colour WHITE = new Ink.Colour(255, 255, 255);

    final BrushOptions brush;
    final BrushOptions eraser;
    final BooleanProperty mirrorSides;
    final BooleanProperty mirrorEnds;
    final DoubleProperty tolerance;
    final BooleanProperty fillContiguous;
    final BooleanProperty fillMerged;
    final BooleanProperty pickMerged;
    final DoubleProperty wandTolerance;
    final BooleanProperty wandContiguous;
    final BooleanProperty wandMerged;
    private final ObjectProperty<Ink.Colour> foreground;
    private final ObjectProperty<Ink.Colour> background;

    public PaintModel(Preferences preferences) {
        Remembered settings = new Remembered(preferences);
        brush = new BrushOptions(settings, "brush");
        eraser = new BrushOptions(settings, "eraser");
        mirrorSides = settings.flag("paint.mirror-sides", false);
        mirrorEnds = settings.flag("paint.mirror-ends", false);
        tolerance = settings.number("fill.tolerance", 24, 0, 255);
        fillContiguous = settings.flag("fill.contiguous", true);
        fillMerged = settings.flag("fill.merged", true);
        pickMerged = settings.flag("pick.merged", true);
        wandTolerance = settings.number("wand.tolerance", 24, 0, 255);
        wandContiguous = settings.flag("wand.contiguous", true);
        wandMerged = settings.flag("wand.merged", true);
        foreground = settings.colour("paint.foreground", BLACK);
        background = settings.colour("paint.background", WHITE);
    }

    /** What the brush and the fill tool paint with. */
    public ObjectProperty<Ink.Colour> foreground() {
        return foreground;
    }

    /** A second colour at hand. */
    public ObjectProperty<Ink.Colour> background() {
        return background;
    }

    public void swapColours() {
        Ink.Colour front = foreground.get();
        foreground.set(background.get());
        background.set(front);
    }

    /** Black in front of white. */
    public void resetColours() {
        foreground.set(BLACK);
        background.set(WHITE);
    }

    /** Does nothing for tools without a brush. */
    public void shrinkBrush(CanvasTool tool) {
        brushOf(tool).ifPresent(BrushOptions::shrink);
    }

    /** As above. */
    public void enlargeBrush(CanvasTool tool) {
        brushOf(tool).ifPresent(BrushOptions::enlarge);
    }

    private Optional<BrushOptions> brushOf(CanvasTool tool) {
        return switch (tool) {
            case BRUSH -> Optional.of(brush);
            case ERASER -> Optional.of(eraser);
            case HAND, ZOOM, RECTANGLE_SELECT, ELLIPSE_SELECT, LASSO, WAND, MOVE, PICKER, FILL ->
                    Optional.empty();
        };
    }

    /** The axes go through the middle of the canvas, where templates have theirs. */
    Mirrors mirrors(DocumentState state) {
        return new Mirrors(
                mirrorSides.get() ? OptionalDouble.of(state.width() / 2.0) : OptionalDouble.empty(),
                mirrorEnds.get()
                        ? OptionalDouble.of(state.height() / 2.0)
                        : OptionalDouble.empty());
    }

    Region wandRegion() {
        return new Region((int) wandTolerance.get(), wandContiguous.get(), wandMerged.get());
    }

    Region fillRegion() {
        return new Region((int) tolerance.get(), fillContiguous.get(), fillMerged.get());
    }
}
