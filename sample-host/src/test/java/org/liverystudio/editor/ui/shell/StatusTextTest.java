package org.liverystudio.editor.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.liverystudio.editor.edit.HistoryView;
import org.liverystudio.editor.ui.canvas.CanvasModel;

class StatusTextTest {
    private static HistoryView history(int done, long bytes) {
        return new HistoryView(Collections.nCopies(done, "Edit"), done, bytes);
    }

    @Test
    void undoTellsItsStepsAndMemory() {
        assertThat(StatusText.history(history(0, 0))).isEmpty();
        assertThat(StatusText.history(history(1, 0))).isEqualTo("Undo 1 step");
        assertThat(StatusText.history(history(3, 1_600_000))).isEqualTo("Undo 3 steps, 1.5 MB");
        assertThat(StatusText.history(history(38, 112L << 20))).isEqualTo("Undo 38 steps, 112 MB");
    }

    @Test
    void thePointerTellsItsPixel() {
        assertThat(StatusText.pointer(Optional.of(new CanvasModel.Point(812, 1033))))
                .isEqualTo("x 812  y 1033");
        assertThat(StatusText.pointer(Optional.empty())).isEmpty();
    }
}
