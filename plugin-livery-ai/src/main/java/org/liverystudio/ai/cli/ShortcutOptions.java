package org.liverystudio.ai.cli;

import org.liverystudio.ai.diffusion.Shortcuts;
import picocli.CommandLine.Option;

/** What may be left out to be faster. */
final class ShortcutOptions {
    @Option(
            names = "--step-cache",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Approximate: run the deep part of the network in each N-th step only and take"
                            + " over what it gave in the others. 1 is exact (default); 2 nearly"
                            + " halves the time.")
    int stepCache;

    @Option(
            names = "--guidance-until",
            paramLabel = "SHARE",
            defaultValue = "1",
            description =
                    "Approximate: ask the negative prompt only in this share of the steps, and keep"
                            + " the last pull away from it for the others. 1 is exact (default).")
    double guidanceUntil;

    Shortcuts shortcuts() {
        return new Shortcuts(stepCache, guidanceUntil);
    }
}
