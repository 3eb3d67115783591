package org.liverystudio.editor.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liverystudio.editor.app.Versions;
import org.liverystudio.editor.format.FileFormats;
import org.liverystudio.editor.plugin.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/** The commands of the editor itself, parsed by picocli. */
final class BuiltInCommands {
    private final CommandLine commandLine;
    private Optional<Exception> failure = Optional.empty();

    BuiltInCommands(FileFormats formats, Terminal terminal) {
        commandLine =
                new CommandLine(new Root())
                        .addSubcommand(new InfoCommand(formats, terminal))
                        .addSubcommand(new ConvertCommand(formats, terminal))
                        .setOut(terminal.out())
                        .setErr(terminal.err())
                        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                        .setParameterExceptionHandler(BuiltInCommands::wrongUsage)
                        .setExecutionExceptionHandler(
                                (thrown, command, result) -> {
                                    failure = Optional.of(thrown);
                                    return ExitCode.FAILED;
                                });
    }

    /** What a command throws passes through: {@link Livery} knows the words for it. */
    int run(List<String> arguments) {
        int code = commandLine.execute(arguments.toArray(String[]::new));
        if (failure.isEmpty()) {
            return code;
        }
        if (failure.get() instanceof RuntimeException known) {
            throw known;
        }
        throw new IllegalStateException(failure.get());
    }

    /** {@code livery --help}, with the commands of plugins among the others. */
    int help(Map<String, String> pluginCommands) {
        pluginCommands.forEach(
                (name, summary) -> {
                    CommandSpec spec = CommandSpec.create();
                    spec.usageMessage().description(summary.replace("%", "%%"));
                    commandLine.addSubcommand(name, spec);
                });
        commandLine.usage(commandLine.getOut());
        return ExitCode.DONE;
    }

    private static int wrongUsage(CommandLine.ParameterException mistake, String[] arguments) {
        CommandLine command = mistake.getCommandLine();
        command.getErr()
                .println(
                        "%s. Try: %s --help"
                                .formatted(
                                        mistake.getMessage().replaceAll("\\s+", " "),
                                        command.getCommandSpec().qualifiedName()));
        return ExitCode.WRONG_USAGE;
    }

    @Command(
            name = "livery",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            synopsisHeading = "",
            customSynopsis = {"livery [FILE]           opens the editor", "livery COMMAND [...]"},
            commandListHeading = "%nCommands:%n",
            optionListHeading = "%nOptions:%n",
            footer = {
                "",
                "livery COMMAND --help tells more. Exit codes: 0 done, 1 failed, 2 wrong usage,",
                "130 cancelled."
            })
    private static final class Root implements Runnable {
        @Parameters(arity = "0..1", paramLabel = "FILE", hidden = true)
        private String file;

        @Override
        public void run() {
            throw new IllegalStateException("Livery opens the editor itself, also for " + file);
        }
    }

    private static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            Versions versions = Versions.ofThisBuild();
            return new String[] {
                "livery %s (host API %s, Java %s)"
                        .formatted(versions.editor(), versions.hostApi(), Runtime.version())
            };
        }
    }
}
