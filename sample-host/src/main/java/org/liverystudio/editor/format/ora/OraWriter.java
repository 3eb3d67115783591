package org.liverystudio.editor.format.ora;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.editor.format.png.PngPicture;
import org.liverystudio.editor.image.Compositor;
import org.liverystudio.editor.image.TiledMask;
import org.liverystudio.host.Rect;
import org.liverystudio.host.TaskProgress;

/** Writes an OpenRaster file: the stack as XML, and a PNG for each layer. */
final class OraWriter {
    private static final int THUMBNAIL_EDGE = 256;

    /** Times before these would need an extra field, which the first entry must not have. */
    private static final LocalDateTime ZIP_EPOCH = LocalDateTime.of(1980, 2, 1, 0, 0);

    private final ZipOutputStream zip;
    private final TaskProgress progress;
    private int pictures;

    OraWriter(OutputStream out, TaskProgress progress) {
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        this.progress = progress;
    }

    void write(DocumentState document) throws IOException {
        store(OraNames.MIME_ENTRY, OraNames.MIME.getBytes(StandardCharsets.US_ASCII));
        byte[] stack = new OraStack(this, document).toXml();
        zip.putNextEntry(fixed(new ZipEntry(OraNames.STACK_ENTRY)));
        zip.write(stack);
        zip.closeEntry();
        progress.update(-1, "Merging layers");
        Rect all = document.bounds();
        png(OraNames.MERGED_ENTRY, all.width(), all.height(), document.composite(all));
        thumbnail(document);
        zip.finish();
    }

    private void thumbnail(DocumentState document) throws IOException {
        int level = 0;
        while (Math.max(document.width(), document.height()) >> level > THUMBNAIL_EDGE) {
            level++;
        }
        Rect small =
                new Rect(
                        0,
                        0,
                        Math.max(1, document.width() >> level),
                        Math.max(1, document.height() >> level));
        byte[] rgba = Compositor.render(document.layers(), small, level);
        png(OraNames.THUMBNAIL_ENTRY, small.width(), small.height(), rgba);
    }

    /** Pixels of a layer; returns where they lie. An empty layer gets one transparent pixel. */
    String pixels(LayerNode layer, byte[] rgba, Rect area) throws IOException {
        progress.throwIfCancelled();
        progress.update(-1, "Writing " + layer.name());
        String entry = "data/layer%d.png".formatted(pictures++);
        if (area.isEmpty()) {
            png(entry, 1, 1, new byte[4]);
        } else {
            png(entry, area.width(), area.height(), rgba);
        }
        return entry;
    }

    /** Coverage of a mask as a gray picture. */
    String mask(TiledMask mask, Rect area) throws IOException {
        String entry = "data/mask%d.png".formatted(pictures++);
        byte[] coverage = mask.coverage(area);
        byte[] rgba = new byte[coverage.length * 4];
        for (int i = 0; i < coverage.length; i++) {
            for (int c = 0; c < 3; c++) {
                rgba[4 * i + c] = coverage[i];
            }
            rgba[4 * i + 3] = -1;
        }
        png(entry, area.width(), area.height(), rgba);
        return entry;
    }

    private void png(String entry, int width, int height, byte[] rgba) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PngPicture.encode(width, height, rgba, bytes);
        store(entry, bytes.toByteArray());
    }

    /** PNG is packed already. */
    private void store(String name, byte[] bytes) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        ZipEntry entry = fixed(new ZipEntry(name));
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    /** The same document gives the same bytes. */
    private static ZipEntry fixed(ZipEntry entry) {
        entry.setTimeLocal(ZIP_EPOCH);
        return entry;
    }
}
