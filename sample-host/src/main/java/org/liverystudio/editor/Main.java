package org.liverystudio.editor;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.liverystudio.editor.app.EditorServices;
import org.liverystudio.editor.app.Logging;
import org.liverystudio.editor.app.PlatformFolders;
import org.liverystudio.editor.cli.CtrlC;
import org.liverystudio.editor.cli.ExitCode;
import org.liverystudio.editor.cli.Livery;
import org.liverystudio.editor.cli.Surroundings;
import org.liverystudio.editor.plugin.Terminal;
import org.liverystudio.editor.ui.EditorApp;

/** Where the program starts: puts the parts together and exits with the code of {@link Livery}. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        PlatformFolders folders = PlatformFolders.ofThisUser();
        Logging.toFilesIn(folders.logs());
        CtrlC ctrlC = CtrlC.watch();
        int code = run(List.of(arguments), folders, ctrlC);
        ctrlC.ended();
        System.exit(code);
    }

    private static int run(List<String> arguments, PlatformFolders folders, CtrlC ctrlC) {
        Surroundings surroundings =
                new Surroundings(terminal(ctrlC), System.getenv(), properties());
        try (EditorServices services = EditorServices.in(folders)) {
            return new Livery(
                            surroundings,
                            services,
                            file -> {
                                ctrlC.ended(); // a window has nothing to end by itself
                                return openWindow(surroundings, services, file);
                            })
                    .run(arguments);
        }
    }

    private static int openWindow(
            Surroundings surroundings, EditorServices services, Optional<Path> file) {
        EditorApp.run(
                services,
                surroundings.pluginsFolder(services.folders()),
                surroundings.samplesFolder(),
                file.stream().toList());
        return ExitCode.DONE;
    }

    private static Terminal terminal(CtrlC ctrlC) {
        return new Terminal(writer(System.out), writer(System.err), isTerminal(), ctrlC::isPressed);
    }

    /** Pipes and files get UTF-8 whatever the locale; a screen gets what it can show. */
    private static PrintWriter writer(PrintStream stream) {
        Charset charset = isTerminal() ? stream.charset() : StandardCharsets.UTF_8;
        return new PrintWriter(stream, true, charset);
    }

    /** The launcher knows; Java itself can only say whether stdin and stdout both are one. */
    private static boolean isTerminal() {
        String told = System.getProperty("livery.terminal");
        return told == null
                ? System.console() != null && System.console().isTerminal()
                : Boolean.parseBoolean(told);
    }

    private static Map<String, String> properties() {
        Properties properties = System.getProperties();
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }
}
