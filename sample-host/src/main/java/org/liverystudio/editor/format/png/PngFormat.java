package org.liverystudio.editor.format.png;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.format.AtomicFile;
import org.liverystudio.editor.format.FileFormat;
import org.liverystudio.editor.format.FileProblems;
import org.liverystudio.editor.format.FlatPicture;
import org.liverystudio.editor.format.MemoryBudget;
import org.liverystudio.editor.format.ReadDocument;
import org.liverystudio.host.TaskProgress;

/** PNG pictures: one layer with straight alpha. */
public final class PngFormat implements FileFormat {
    @Override
    public String name() {
        return "PNG picture";
    }

    @Override
    public List<String> extensions() {
        return List.of("png");
    }

    @Override
    public boolean canWrite() {
        return true;
    }

    @Override
    public boolean matches(byte[] head) {
        return isPng(head);
    }

    static boolean isPng(byte[] head) {
        int length = PngChunks.SIGNATURE.length;
        return head.length >= length
                && Arrays.equals(head, 0, length, PngChunks.SIGNATURE, 0, length);
    }

    @Override
    public ReadDocument read(Path file, TaskProgress progress) {
        MemoryBudget budget = MemoryBudget.ofThisProgram(file);
        try {
            budget.check(Files.size(file), "the file");
            progress.update(-1, "Reading " + file.getFileName());
            return new PngReader(file, budget).read(Files.readAllBytes(file), progress);
        } catch (IOException e) {
            throw FileProblems.unreadable(file, e);
        }
    }

    @Override
    public List<String> write(DocumentState document, Path file, TaskProgress progress) {
        AtomicFile.write(
                file,
                out ->
                        PngWriter.write(
                                document.width(),
                                document.height(),
                                document.info(),
                                FlatPicture.rgba(document),
                                out,
                                progress));
        return FlatPicture.losses(document, "PNG");
    }
}
