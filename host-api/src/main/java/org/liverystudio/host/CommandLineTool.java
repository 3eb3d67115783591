package org.liverystudio.host;

import java.util.List;
import org.pf4j.ExtensionPoint;

/** A command of the {@code livery} program that a plugin adds. */
public interface CommandLineTool extends ExtensionPoint {
    /** The word after {@code livery}, such as {@code "generate"}. */
    String name();

    /** One line for {@code livery --help}. */
    String summary();

    /**
     * Runs the command to its end.
     *
     * @param arguments what follows the command's name, {@code --help} included
     * @return exit code: 0 done, 1 failed, 2 wrong usage, 130 cancelled
     * @throws LiveryException if it failed; the host prints {@link LiveryException#oneLine()} and
     *     exits with 1
     */
    int run(List<String> arguments, CommandContext context);
}
