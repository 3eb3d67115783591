package org.liverystudio.editor.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.liverystudio.editor.format.FileFormats;
import org.liverystudio.editor.format.ReadDocument;
import org.liverystudio.editor.plugin.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code livery convert IN OUT} */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        description = "Writes a picture in another format.",
        footer = {
            "",
            "The ending of OUT decides the format. What it cannot hold is told on stderr.",
            "The new file appears whole or not at all."
        })
final class ConvertCommand implements Callable<Integer> {
    private final FileFormats formats;
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "IN", description = "The picture to read.")
    private Path in;

    @Parameters(index = "1", paramLabel = "OUT", description = "The file to write.")
    private Path out;

    ConvertCommand(FileFormats formats, Terminal terminal) {
        this.formats = formats;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        formats.writerFor(out); // before reading: a wrong ending is told at once
        CommandProgress progress = new CommandProgress(terminal);
        ReadDocument document = formats.read(in, progress);
        List<String> lost = formats.write(document.state(), out, progress);
        document.notices().forEach(notice -> terminal.err().println("Note: " + notice));
        lost.forEach(loss -> terminal.err().println("Lost: " + loss));
        return ExitCode.DONE;
    }
}
