package org.liverystudio.editor.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liverystudio.editor.app.EditorServices;
import org.liverystudio.editor.app.PlatformFolders;
import org.liverystudio.editor.plugin.Terminal;

/** The program with its output in memory and a window that only notes what it was to open. */
public final class LiveryHarness implements AutoCloseable {
    final Map<String, String> environment = new HashMap<>(Map.of("DISPLAY", ":0"));
    final List<Optional<Path>> opened = new ArrayList<>();
    boolean interrupted;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final EditorServices services;

    public LiveryHarness(Path home, Path plugins) {
        services = EditorServices.in(PlatformFolders.under(home));
        environment.put("LIVERY_PLUGINS", plugins.toString());
    }

    public int run(String... arguments) {
        Terminal terminal =
                new Terminal(new PrintWriter(out), new PrintWriter(err), false, () -> interrupted);
        Surroundings surroundings =
                new Surroundings(terminal, environment, Map.of("os.name", "Linux"));
        EditorWindow window =
                file -> {
                    opened.add(file);
                    return ExitCode.DONE;
                };
        return new Livery(surroundings, services, window).run(List.of(arguments));
    }

    public String out() {
        return out.toString();
    }

    public String err() {
        return err.toString();
    }

    /** The line with its end, as a terminal gets it. */
    static String line(String text) {
        return text + System.lineSeparator();
    }

    @Override
    public void close() {
        services.close();
    }
}
