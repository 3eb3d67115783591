package org.liverystudio.ai.cli;

/** A bar of plain characters, which every terminal can show. */
final class ProgressBar {
    private static final int WIDTH = 24;

    private ProgressBar() {}

    /**
     * @param fraction from 0 to 1
     */
    static String of(double fraction) {
        int filled = Math.clamp(Math.round(fraction * WIDTH), 0, WIDTH);
        return "[" + "#".repeat(filled) + "-".repeat(WIDTH - filled) + "]";
    }
}
