package org.liverystudio.ai.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.liverystudio.ai.hub.download.DownloadControl;
import org.liverystudio.ai.tensors.quantized.QuantizationScheme;
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
            ModelsOptions.Verify.class,
            ModelsOptions.Repair.class,
            ModelsOptions.Remove.class,
            ModelsOptions.Export.class,
            ModelsOptions.Import.class,
            ModelsOptions.Move.class,
            ModelsOptions.Quantize.class
        })
final class ModelsOptions {
    private static final String SET_OR_NAME =
            "A set of livery models list, or a model of the hub: org/name, org/name@revision,"
                    + " org/name:file.safetensors.";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    boolean help;

    /** What all of them understand. */
    abstract static sealed class Act
            permits ListSets,
                    Download,
                    ShowPath,
                    Verify,
                    Repair,
                    Remove,
                    Export,
                    Import,
                    Move,
                    Quantize {
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
        @Parameters(paramLabel = "SET", description = SET_OR_NAME)
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

    @Command(name = "repair", description = "Checks a set and fetches what is damaged or missing.")
    static final class Repair extends Act {
        @Parameters(paramLabel = "SET", description = "A set of livery models list.")
        String set;
    }

    @Command(
            name = "remove",
            description = "Deletes a set, but no file that another set or snapshot needs.")
    static final class Remove extends Act {
        @Parameters(paramLabel = "SET", description = "A set of livery models list.")
        String set;
    }

    @Command(
            name = "export",
            description = "Writes a set as zip files or a folder, for a computer without a line.")
    static final class Export extends Act {
        @Parameters(index = "0", paramLabel = "SET", description = "A set that is here.")
        String set;

        @Parameters(
                index = "1",
                paramLabel = "FILE",
                description = "A name that ends in .zip, else a folder.")
        Path file;

        @Option(
                names = "--split",
                paramLabel = "SIZE",
                converter = SizeConverter.class,
                description = "Most of a zip, such as 4GB for sticks formatted with FAT.")
        private Long split;

        OptionalLong split() {
            return split == null ? OptionalLong.empty() : OptionalLong.of(split);
        }
    }

    @Command(
            name = "import",
            description =
                    "Brings in what export wrote; parts may come one by one and in any order.")
    static final class Import extends Act {
        @Parameters(
                paramLabel = "FILE",
                description = "A zip, whose neighbours are used too, or a folder.")
        Path file;
    }

    @Command(
            name = "move",
            description =
                    "Moves the models to another folder or drive and looks there from now on.")
    static final class Move extends Act {
        @Parameters(paramLabel = "DIR", description = "The new folder.")
        Path folder;
    }

    @Command(
            name = "quantize",
            description =
                    "Makes a copy of a model whose weights take 8 or 4 bits, so that it needs less"
                            + " memory; start it again to go on after a stop.")
    static final class Quantize extends Act {
        @Parameters(
                paramLabel = "MODEL",
                description = "sdxl, a set that is here, or the folder of a model or ControlNet.")
        String model;

        @Option(
                names = "--scheme",
                paramLabel = "int8|int4",
                converter = Converters.OfScheme.class,
                defaultValue = "int8",
                description = "Bits of the weights (default: ${DEFAULT-VALUE}).")
        QuantizationScheme scheme;

        @Option(
                names = {"-o", "--output"},
                paramLabel = "DIR",
                description =
                        "The new folder. By default one among the plugin's own models, or beside"
                                + " the folder that was named.")
        private Path output;

        Optional<Path> output() {
            return Optional.ofNullable(output);
        }
    }
}
