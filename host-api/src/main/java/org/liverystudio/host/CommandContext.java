package org.liverystudio.host;

import java.io.PrintWriter;
import java.util.function.BooleanSupplier;

/** What a command works with: the editor's services and the terminal. */
public interface CommandContext extends EditorContext {
    /** Results; nothing else goes there. */
    PrintWriter out();

    /** Progress, warnings and errors. */
    PrintWriter err();

    /** Whether stderr is a terminal, so that a progress line may rewrite itself. */
    boolean isTerminal();

    /** Becomes true when the user pressed Ctrl+C; the command then ends soon with code 130. */
    BooleanSupplier interrupted();
}
