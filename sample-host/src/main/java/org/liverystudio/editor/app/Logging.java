package org.liverystudio.editor.app;

import java.nio.file.Path;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Sends every log to a file: stdout and stderr belong to the user. */
public final class Logging {
    private Logging() {}

    /**
     * Must come before the first logger is made, which is when logback.xml is read.
     *
     * @param folder of the log files
     */
    public static void toFilesIn(Path folder) {
        System.setProperty("livery.logs", folder.toString());
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }
}
