package org.liverystudio.editor.cli;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.liverystudio.editor.plugin.PluginExtension;
import org.liverystudio.editor.plugin.PluginHost;
import org.liverystudio.editor.plugin.StartReport;
import org.liverystudio.editor.plugin.Terminal;
import org.liverystudio.host.CommandLineTool;
import org.liverystudio.host.LiveryException;

/** The commands that plugins add. Plugins start with the first question, not before. */
final class PluginCommands {
    private final PluginHost host;
    private final Terminal terminal;
    private Optional<StartReport> started = Optional.empty();

    PluginCommands(PluginHost host, Terminal terminal) {
        this.host = host;
        this.terminal = terminal;
    }

    /** What each command does, by its name. */
    Map<String, String> summaries() {
        start();
        Map<String, String> summaries = new TreeMap<>();
        for (PluginExtension<CommandLineTool> tool : host.extensions(CommandLineTool.class)) {
            summaries.put(
                    tool.call("naming its command", CommandLineTool::name),
                    tool.call("describing its command", CommandLineTool::summary));
        }
        return summaries;
    }

    /** The command with this name. */
    Optional<PluginExtension<CommandLineTool>> find(String name) {
        start();
        return host.extensions(CommandLineTool.class).stream()
                .filter(tool -> name.equals(tool.call("naming its command", CommandLineTool::name)))
                .findFirst();
    }

    int run(PluginExtension<CommandLineTool> command, List<String> arguments) {
        return command.call(
                "running its command",
                tool -> tool.run(arguments, command.commandContext(terminal)));
    }

    /** Words for a command that nobody offers; a plugin that failed may be the reason. */
    LiveryException unknown(String name, List<String> builtIn) {
        String known =
                Stream.concat(builtIn.stream(), summaries().keySet().stream())
                        .collect(Collectors.joining(", "));
        String message =
                "There is no command \"%s\" and no file of that name; the commands are: %s."
                        .formatted(name, known);
        if (problems().isEmpty()) {
            return new LiveryException(
                    message,
                    "Plugins add commands; they are looked for in %s.".formatted(host.folder()));
        }
        String reasons =
                problems().stream().map(LiveryException::oneLine).collect(Collectors.joining(" "));
        return new LiveryException(
                message,
                "Not every plugin in %s could be started: %s".formatted(host.folder(), reasons));
    }

    /** Why plugins do not run. */
    Collection<LiveryException> problems() {
        return start().problems().values();
    }

    private StartReport start() {
        if (started.isEmpty()) {
            started = Optional.of(host.start());
        }
        return started.get();
    }
}
