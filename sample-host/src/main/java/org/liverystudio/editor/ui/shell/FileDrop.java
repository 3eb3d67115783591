package org.liverystudio.editor.ui.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

/** Opens files that are dropped on the window. */
final class FileDrop {
    private FileDrop() {}

    static void install(Node window, Consumer<List<Path>> open) {
        window.addEventHandler(DragEvent.DRAG_OVER, FileDrop::over);
        window.addEventHandler(DragEvent.DRAG_DROPPED, event -> dropped(event, open));
    }

    private static void over(DragEvent event) {
        if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
            event.consume();
        }
    }

    private static void dropped(DragEvent event, Consumer<List<Path>> open) {
        boolean files = event.getDragboard().hasFiles();
        if (files) {
            open.accept(event.getDragboard().getFiles().stream().map(File::toPath).toList());
            event.consume();
        }
        event.setDropCompleted(files);
    }
}
