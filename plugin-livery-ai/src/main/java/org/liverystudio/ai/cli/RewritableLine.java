package org.liverystudio.ai.cli;

import java.io.PrintWriter;

/** A line that rewrites itself on a terminal; elsewhere it says nothing. */
final class RewritableLine {
    private final PrintWriter err;
    private final boolean terminal;
    private int widthShown;

    RewritableLine(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    void show(String text) {
        if (terminal) {
            err.print("\r" + text + " ".repeat(Math.max(0, widthShown - text.length())));
            err.flush();
            widthShown = text.length();
        }
    }

    void clear() {
        if (widthShown > 0) {
            err.print("\r" + " ".repeat(widthShown) + "\r");
            err.flush();
            widthShown = 0;
        }
    }
}
