package org.liverystudio.editor.format.psd;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.format.AtomicFile;
import org.liverystudio.editor.format.FileFormat;
import org.liverystudio.editor.format.FileProblems;
import org.liverystudio.editor.format.MemoryBudget;
import org.liverystudio.editor.format.ReadDocument;
import org.liverystudio.host.TaskProgress;

/** Photoshop documents: PSD and PSB in, PSD out. */
public final class PsdFormat implements FileFormat {
    private final boolean deflateLayers;

    /** Writes layers packed by run lengths, which every program reads. */
    public PsdFormat() {
        this(false);
    }

    private PsdFormat(boolean deflateLayers) {
        this.deflateLayers = deflateLayers;
    }

    /**
     * Writes layers deflated, which makes files several times smaller; Photoshop, GIMP, Krita and
     * psd-tools read them, some smaller programs do not.
     */
    public static PsdFormat deflating() {
        return new PsdFormat(true);
    }

    @Override
    public String name() {
        return "Photoshop document";
    }

    @Override
    public List<String> extensions() {
        return List.of("psd", "psb");
    }

    @Override
    public boolean canWrite() {
        return true;
    }

    @Override
    public boolean matches(byte[] head) {
        return head.length >= 4
                && new String(head, 0, 4, StandardCharsets.ISO_8859_1).equals(PsdHeader.SIGNATURE);
    }

    @Override
    public ReadDocument read(Path file, TaskProgress progress) {
        return read(file, MemoryBudget.ofThisProgram(file), progress);
    }

    ReadDocument read(Path file, MemoryBudget budget, TaskProgress progress) {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            return new PsdReader(PsdInput.of(file, channel), budget, progress).read();
        } catch (IOException e) {
            throw FileProblems.unreadable(file, e);
        }
    }

    @Override
    public List<String> write(DocumentState document, Path file, TaskProgress progress) {
        PsdWriter writer = new PsdWriter(document, file, deflateLayers, progress);
        AtomicFile.write(file, writer::writeTo);
        return writer.losses();
    }
}
