package org.liverystudio.editor.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.liverystudio.editor.app.EditorServices;
import org.liverystudio.editor.app.Notice;
import org.liverystudio.editor.plugin.PluginExtension;
import org.liverystudio.editor.plugin.PluginHost;
import org.liverystudio.editor.plugin.Terminal;
import org.liverystudio.host.CommandLineTool;
import org.liverystudio.host.LiveryException;
import org.liverystudio.host.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@code livery} program: finds out what is asked for and answers with an exit code.
 *
 * <p>Without arguments or with a file it is the editor; the editor's own commands come next, and
 * only a word that is neither starts the plugins.
 */
public final class Livery {
    private static final Logger LOG = LoggerFactory.getLogger(Livery.class);
    private static final List<String> BUILT_IN = List.of("info", "convert");

    private final Surroundings surroundings;
    private final Terminal terminal;
    private final EditorServices services;
    private final EditorWindow window;

    /**
     * @param window the editor on the screen
     */
    public Livery(Surroundings surroundings, EditorServices services, EditorWindow window) {
        this.surroundings = surroundings;
        this.terminal = surroundings.terminal();
        this.services = services;
        this.window = window;
    }

    /**
     * Runs to the end; never throws.
     *
     * @return what the program exits with, see {@link ExitCode}
     */
    public int run(List<String> arguments) {
        try {
            return dispatch(arguments);
        } catch (LiveryException e) {
            LOG.info("Failed: {}", arguments, e);
            // Ctrl+C reaches child processes too: what breaks then is no failure to tell of.
            return terminal.interrupted().getAsBoolean() ? cancelled() : failed(e.oneLine());
        } catch (CancellationException e) {
            LOG.info("Cancelled: {}", arguments);
            return cancelled();
        } catch (OutOfMemoryError e) {
            LOG.error("Out of memory: {}", arguments, e);
            return failed(
                    "There is not enough memory for this. Close other programs, or give this one"
                            + " more with LIVERY_JAVA_OPTS=-Xmx8g.");
        } catch (RuntimeException | LinkageError e) {
            LOG.error("Unexpected: {}", arguments, e);
            return failed(
                    "Something went wrong inside the editor: %s. The log in %s has the details."
                            .formatted(e, services.folders().logs()));
        } finally {
            terminal.out().flush();
            terminal.err().flush();
        }
    }

    private int cancelled() {
        terminal.err().println("Cancelled.");
        return ExitCode.CANCELLED;
    }

    /** Where there is no screen, messages are lines. */
    private void tell(Notice notice) {
        terminal.err()
                .println(
                        switch (notice) {
                            case Notice.Info(String message) -> message;
                            case Notice.Warning(String message) -> "Warning: " + message;
                            case Notice.Problem(LiveryException reason) -> reason.oneLine();
                        });
    }

    private int failed(String line) {
        terminal.err().println(line);
        return ExitCode.FAILED;
    }

    private int dispatch(List<String> arguments) {
        if (arguments.isEmpty()) {
            return openWindow(Optional.empty());
        }
        String first = arguments.getFirst();
        if (first.equals("--help") || first.equals("-h")) {
            return withPlugins(this::help).orElseThrow();
        }
        if (BUILT_IN.contains(first) || first.startsWith("-")) {
            return new BuiltInCommands(services.formats(), terminal).run(arguments);
        }
        if (looksLikeFile(first)) {
            return openFile(arguments);
        }
        // The window starts plugins of its own, so those of the commands are stopped before.
        return withPlugins(plugins -> word(arguments, plugins))
                .orElseGet(() -> openFile(arguments));
    }

    /** Lists the commands of plugins too, and says why one of them may be missing. */
    private Optional<Integer> help(PluginCommands plugins) {
        int code = new BuiltInCommands(services.formats(), terminal).help(plugins.summaries());
        plugins.problems().forEach(problem -> terminal.err().println(problem.oneLine()));
        return Optional.of(code);
    }

    /** A word without dot or slash is a command first; empty if it is a file. */
    private Optional<Integer> word(List<String> arguments, PluginCommands plugins) {
        String name = arguments.getFirst();
        Optional<PluginExtension<CommandLineTool>> command = plugins.find(name);
        if (command.isPresent()) {
            List<String> rest = arguments.subList(1, arguments.size());
            return Optional.of(plugins.run(command.get(), rest));
        }
        if (Files.exists(path(name))) {
            return Optional.empty();
        }
        terminal.err().println(plugins.unknown(name, BUILT_IN).oneLine());
        return Optional.of(ExitCode.WRONG_USAGE);
    }

    private <T> T withPlugins(Function<PluginCommands, T> work) {
        Path folder = surroundings.pluginsFolder(services.folders());
        try (Subscription _ = services.notices().onNotice(this::tell);
                PluginHost host =
                        new PluginHost(folder, services, List.of(CommandLineTool.class))) {
            return work.apply(new PluginCommands(host, terminal));
        }
    }

    private static boolean looksLikeFile(String argument) {
        return argument.contains(".") || argument.contains("/") || argument.contains("\\");
    }

    private int openFile(List<String> arguments) {
        if (arguments.size() > 1) {
            PrintWriter err = terminal.err();
            err.println(
                    "The editor opens one file; \"%s\" is too much.".formatted(arguments.get(1)));
            return ExitCode.WRONG_USAGE;
        }
        Path file = path(arguments.getFirst());
        if (!Files.exists(file)) {
            throw new LiveryException(
                    "There is no file %s.".formatted(file), "Check the name and the folder.");
        }
        return openWindow(Optional.of(file));
    }

    private static Path path(String argument) {
        try {
            return Path.of(argument);
        } catch (InvalidPathException e) {
            throw new LiveryException(
                    "\"%s\" cannot be the name of a file: %s.".formatted(argument, e.getReason()),
                    "Check the name.",
                    e);
        }
    }

    private int openWindow(Optional<Path> file) {
        if (!surroundings.hasDisplay()) {
            throw new LiveryException(
                    "The editor needs a display, and neither DISPLAY nor WAYLAND_DISPLAY is set.",
                    "Without one, use commands: livery generate TEMPLATE.psd -p \"orange tiger"
                            + " stripes\" -o out.psd; livery --help lists them.");
        }
        return window.open(file);
    }
}
