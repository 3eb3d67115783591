package org.liverystudio.editor.paint;

import java.util.Optional;
import org.liverystudio.host.Rect;
import org.liverystudio.host.Selection;

/**
 * Where paint may go.
 *
 * @param canvas paint ends at its edges
 * @param selection empty where all may be painted
 * @param alphaLocked whether alpha stays as it is
 */
public record StrokeLimits(Rect canvas, Optional<Selection> selection, boolean alphaLocked) {
    /** The part of the canvas that paint can reach. */
    Rect reach() {
        return selection.map(area -> area.bounds().intersect(canvas)).orElse(canvas);
    }
}
