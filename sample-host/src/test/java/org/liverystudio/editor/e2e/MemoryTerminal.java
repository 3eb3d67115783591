package org.liverystudio.editor.e2e;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.liverystudio.editor.plugin.Terminal;

/** A terminal whose lines a test can read. */
final class MemoryTerminal {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    Terminal terminal() {
        return new Terminal(new PrintWriter(out), new PrintWriter(err), false, () -> false);
    }

    String err() {
        return err.toString();
    }
}
