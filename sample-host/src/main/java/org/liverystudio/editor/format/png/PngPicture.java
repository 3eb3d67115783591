package org.liverystudio.editor.format.png;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.liverystudio.editor.document.DocumentInfo;
import org.liverystudio.editor.format.FileProblems;
import org.liverystudio.editor.format.MemoryBudget;
import org.liverystudio.editor.format.NoProgress;
import org.liverystudio.editor.format.ReadDocument;
import org.liverystudio.host.LiveryException;
import org.liverystudio.host.Rect;

/** PNG pictures inside files of other formats. */
public final class PngPicture {
    private final Rect size;
    private final byte[] rgba;

    private PngPicture(Rect size, byte[] rgba) {
        this.size = size;
        this.rgba = rgba;
    }

    /**
     * @param png a whole PNG
     * @param file for messages
     * @throws LiveryException if it is damaged or too big
     */
    public static PngPicture decode(byte[] png, Path file, MemoryBudget budget) {
        if (!PngFormat.isPng(png)) {
            throw FileProblems.damaged(file, "a picture in it is no PNG");
        }
        ReadDocument read = new PngReader(file, budget).read(png, NoProgress.INSTANCE);
        Rect size = read.state().bounds();
        return new PngPicture(size, read.state().layers().getFirst().pixels().rgba(size));
    }

    /**
     * @param rgba straight R, G, B, A bytes
     */
    public static void encode(int width, int height, byte[] rgba, OutputStream out)
            throws IOException {
        PngWriter.write(width, height, DocumentInfo.DEFAULT, rgba, out, NoProgress.INSTANCE);
    }

    /** Its corner is at 0, 0. */
    public Rect size() {
        return size;
    }

    /** Straight R, G, B, A bytes, row by row; the picture's own. */
    public byte[] rgba() {
        return rgba;
    }
}
