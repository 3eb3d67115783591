package org.liverystudio.editor.ui.shell;

import java.util.Locale;
import java.util.Optional;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.edit.HistoryView;
import org.liverystudio.editor.ui.canvas.CanvasModel;

/** The words of the status bar. */
final class StatusText {
    private static final double MEGABYTE = 1 << 20;

    private StatusText() {}

    static String size(DocumentState state) {
        return "%d × %d, RGB 8-bit".formatted(state.width(), state.height());
    }

    static String pointer(Optional<CanvasModel.Point> pointer) {
        return pointer.map(at -> "x %d  y %d".formatted(at.x(), at.y())).orElse("");
    }

    /**
     * Such as "Undo 38 steps, 112 MB"; empty if there is nothing to undo. Steps that only change a
     * name or a switch keep no pixels, and then nothing is said of memory.
     */
    static String history(HistoryView history) {
        if (history.done() == 0) {
            return "";
        }
        String steps = history.done() == 1 ? "1 step" : history.done() + " steps";
        double megabytes = history.retainedBytes() / MEGABYTE;
        if (megabytes < 0.05) {
            return "Undo " + steps;
        }
        String pattern = megabytes < 10 ? "Undo %s, %.1f MB" : "Undo %s, %.0f MB";
        return String.format(Locale.ROOT, pattern, steps, megabytes);
    }
}
