package org.liverystudio.editor.ui.shell;

import java.util.concurrent.Executor;
import javafx.application.Platform;

/** The JavaFX thread as an executor; work that is there already runs at once. */
public enum UiThread implements Executor {
    UI;

    @Override
    public void execute(Runnable work) {
        if (Platform.isFxApplicationThread()) {
            work.run();
        } else {
            Platform.runLater(work);
        }
    }
}
