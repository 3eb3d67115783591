package org.liverystudio.editor.format.ora;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.editor.document.PixelSource;
import org.liverystudio.editor.format.AtomicFile;
import org.liverystudio.editor.format.FileFormat;
import org.liverystudio.editor.format.ReadDocument;
import org.liverystudio.host.TaskProgress;

/**
 * OpenRaster, the layered format of Krita, GIMP and MyPaint. What the format does not know is
 * written beside what it knows, in a namespace of our own, so that a document comes back as it was.
 */
public final class OraFormat implements FileFormat {
    /** The first entry is stored, so the kind of file stands at a fixed place. */
    private static final int NAME_AT = 30;

    @Override
    public String name() {
        return "OpenRaster document";
    }

    @Override
    public List<String> extensions() {
        return List.of("ora");
    }

    @Override
    public boolean canWrite() {
        return true;
    }

    @Override
    public boolean matches(byte[] head) {
        String start = new String(head, StandardCharsets.ISO_8859_1);
        return start.startsWith("PK\u0003\u0004")
                && start.startsWith(OraNames.MIME_ENTRY, NAME_AT)
                && start.contains(OraNames.MIME);
    }

    @Override
    public ReadDocument read(Path file, TaskProgress progress) {
        return OraReader.read(file, progress);
    }

    @Override
    public List<String> write(DocumentState document, Path file, TaskProgress progress) {
        AtomicFile.write(file, out -> new OraWriter(out, progress).write(document));
        return losses(document);
    }

    private static List<String> losses(DocumentState document) {
        List<String> losses = new ArrayList<>();
        List<LayerNode> all = document.allLayers().toList();
        long made =
                all.stream()
                        .filter(
                                node ->
                                        node.attributes().foreign().pixelSource()
                                                != PixelSource.PAINT)
                        .count();
        if (made > 0) {
            losses.add(
                    "OpenRaster holds no text, shapes or smart objects: %d layers keep their pixels only."
                            .formatted(made));
        }
        if (document.info().colourProfile().isPresent()) {
            losses.add("OpenRaster holds no colour profile.");
        }
        return losses;
    }
}
