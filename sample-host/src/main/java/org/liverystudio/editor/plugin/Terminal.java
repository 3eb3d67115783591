package org.liverystudio.editor.plugin;

import java.io.PrintWriter;
import java.util.function.BooleanSupplier;

/**
 * Where a command runs.
 *
 * @param out results
 * @param err everything else
 * @param isTerminal whether stderr is a terminal
 * @param interrupted true once the user pressed Ctrl+C
 */
public record Terminal(
        PrintWriter out, PrintWriter err, boolean isTerminal, BooleanSupplier interrupted) {}
