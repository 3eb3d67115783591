package org.liverystudio.ai.cli;

import java.util.Optional;
import org.liverystudio.ai.hub.download.DownloadControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The words after {@code livery models}. */
@Command(
        name = "livery models",
        description = "Fetches models and looks after those that are here.",
        subcommands = {
            ModelsOptions.ListSets.class,
            ModelsOptions.Download.class,
            ModelsOptions.ShowPath.class,
            ModelsOptions.Verify.class
        })
final class ModelsOptions {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    boolean help;

    /** What all of them understand. */
    abstract static sealed class Act permits ListSets, Download, ShowPath, Verify {
        @Option(names = "--json", description = "Prints one JSON object.")
        boolean json;

        @Option(
                names = {"-h", "--help"},
                usageHelp = true,
                description = "Shows this help.")
        boolean help;
    }

    @Command(name = "list", description = "Shows the sets, their sizes, and what of them is here.")
    static final class ListSets extends Act {}

    @Command(
            name = "download",
            description = "Fetches what is missing of a set; start it again to go on after a stop.")
    static final class Download extends Act {
        @Parameters(paramLabel = "SET", description = "A set of livery models list.")
        String set;

        @Option(
                names = "--limit",
                paramLabel = "RATE",
                converter = RateConverter.class,
                description = "Most bytes a second to take, such as 5MB/s or 800kB/s.")
        private long limit;

        /** Bytes a second, or {@link DownloadControl#UNLIMITED}. */
        long limit() {
            return limit;
        }
    }

    @Command(name = "path", description = "Shows the folder that holds the models.")
    static final class ShowPath extends Act {}

    @Command(
            name = "verify",
            description = "Reads every file that is here and compares it with its SHA-256.")
    static final class Verify extends Act {
        @Parameters(
                arity = "0..1",
                paramLabel = "SET",
                description = "A set of the catalogue; all if none is given.")
        String set;

        Optional<String> set() {
            return Optional.ofNullable(set);
        }
    }
}
