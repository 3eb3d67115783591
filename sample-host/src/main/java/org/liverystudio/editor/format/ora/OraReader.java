package org.liverystudio.editor.format.ora;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.liverystudio.editor.document.DocumentInfo;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.ForeignData;
import org.liverystudio.editor.format.FileProblems;
import org.liverystudio.editor.format.MemoryBudget;
import org.liverystudio.editor.format.ReadDocument;
import org.liverystudio.editor.format.png.PngPicture;
import org.liverystudio.host.TaskProgress;

/** Reads OpenRaster files of any program. */
final class OraReader implements AutoCloseable {
    /** The description of thousands of layers with their recipes. */
    private static final int MOST_XML_BYTES = 64 << 20;

    private final Path file;
    private final ZipFile zip;
    private final MemoryBudget budget;
    private final TaskProgress progress;

    private OraReader(Path file, TaskProgress progress) throws IOException {
        this.file = file;
        this.zip = new ZipFile(file.toFile());
        this.budget = MemoryBudget.ofThisProgram(file);
        this.progress = progress;
    }

    static ReadDocument read(Path file, TaskProgress progress) {
        try (OraReader reader = new OraReader(file, progress)) {
            return reader.read();
        } catch (IOException e) {
            throw FileProblems.damaged(file, "it is no whole OpenRaster file", e);
        }
    }

    private ReadDocument read() throws IOException {
        byte[] xml = bytes(OraNames.STACK_ENTRY, MOST_XML_BYTES);
        OraTree tree = OraTree.parse(xml, file);
        OraLayers layers = new OraLayers(this, file);
        DocumentInfo info =
                new DocumentInfo(
                        tree.dotsPerInch(), DocumentInfo.DEFAULT.colourProfile(), ForeignData.NONE);
        DocumentState state =
                DocumentState.of(tree.width(), tree.height(), layers.nodes(tree.root()), info);
        return new ReadDocument(state, List.copyOf(layers.notices()));
    }

    /** A picture of the file. */
    PngPicture picture(String entry) throws IOException {
        progress.throwIfCancelled();
        byte[] png = bytes(entry, Integer.MAX_VALUE - 8);
        PngPicture picture = PngPicture.decode(png, file, budget);
        budget.keep(picture.size().area() * 4);
        return picture;
    }

    private byte[] bytes(String name, int most) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw FileProblems.damaged(file, "it lacks \"%s\"".formatted(name));
        }
        // The size in the directory may lie; what is read is counted.
        budget.check(Math.max(0, entry.getSize()), "\"%s\"".formatted(name));
        long limit = Math.min(most, Math.max(0, entry.getSize()));
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes((int) limit);
            if (in.read() >= 0) {
                throw FileProblems.damaged(file, "\"%s\" is larger than it says".formatted(name));
            }
            return bytes;
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
