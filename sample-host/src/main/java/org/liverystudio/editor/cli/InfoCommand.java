package org.liverystudio.editor.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.liverystudio.editor.format.FileFormats;
import org.liverystudio.editor.format.ReadDocument;
import org.liverystudio.editor.plugin.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code livery info FILE} */
@Command(
        name = "info",
        mixinStandardHelpOptions = true,
        description = "Prints the layer tree of a picture as JSON.",
        footer = {
            "",
            "Layers are listed from bottom to top, as they are painted. What the editor cannot show",
            "or edit is told on stderr."
        })
final class InfoCommand implements Callable<Integer> {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final FileFormats formats;
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "A picture in any format that can be read.")
    private Path file;

    InfoCommand(FileFormats formats, Terminal terminal) {
        this.formats = formats;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ReadDocument document = formats.read(file, new CommandProgress(terminal));
        document.notices().forEach(notice -> terminal.err().println("Note: " + notice));
        terminal.out().println(JSON.writeValueAsString(DocumentJson.of(file, document.state())));
        return ExitCode.DONE;
    }
}
