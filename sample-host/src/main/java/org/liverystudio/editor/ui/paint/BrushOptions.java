package org.liverystudio.editor.ui.paint;

import javafx.beans.property.DoubleProperty;
import org.liverystudio.editor.paint.Brush;

/** The settings of one tool with a brush. All but the size are in percent. */
final class BrushOptions {
    final DoubleProperty size;
    final DoubleProperty hardness;
    final DoubleProperty opacity;
    final DoubleProperty flow;
    final DoubleProperty spacing;
    final DoubleProperty smoothing;

    /**
     * @param tool begins the keys of its settings
     */
    BrushOptions(Remembered settings, String tool) {
        size = settings.number(tool + ".size", 24, Brush.SMALLEST, Brush.LARGEST);
        hardness = settings.number(tool + ".hardness", 80, 0, 100);
        opacity = settings.number(tool + ".opacity", 100, 1, 100);
        flow = settings.number(tool + ".flow", 100, 1, 100);
        spacing = settings.number(tool + ".spacing", 10, 1, 200);
        smoothing = settings.number(tool + ".smoothing", 20, 0, 100);
    }

    Brush brush() {
        return new Brush(
                size.get(),
                hardness.get() / 100,
                opacity.get() / 100,
                flow.get() / 100,
                spacing.get() / 100,
                smoothing.get() / 100);
    }

    /** A tenth larger, at least a pixel. */
    void enlarge() {
        setSize(Math.max(size.get() + 1, size.get() * 1.1));
    }

    void shrink() {
        setSize(Math.min(size.get() - 1, size.get() / 1.1));
    }

    private void setSize(double wanted) {
        size.set(Math.clamp(Math.rint(wanted), Brush.SMALLEST, Brush.LARGEST));
    }
}
