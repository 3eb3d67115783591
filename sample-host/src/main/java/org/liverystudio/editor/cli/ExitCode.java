package org.liverystudio.editor.cli;

/** How the program ends; part of its stable command line. */
public final class ExitCode {
    public static final int DONE = 0;

    /** One line on stderr says what, why and what to do. */
    public static final int FAILED = 1;

    public static final int WRONG_USAGE = 2;

    /** After Ctrl+C, as shells expect it: 128 + SIGINT. */
    public static final int CANCELLED = 130;

    private ExitCode() {}
}
