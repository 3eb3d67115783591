package org.liverystudio.editor.format.png;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.editor.format.AtomicFile;
import org.liverystudio.editor.format.FileFormat;
import org.liverystudio.editor.format.FileProblems;
import org.liverystudio.editor.format.MemoryBudget;
import org.liverystudio.editor.format.ReadDocument;
import org.liverystudio.host.BlendMode;
import org.liverystudio.host.Rect;
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
        AtomicFile.write(file, out -> PngWriter.write(document, pixels(document), out, progress));
        return losses(document);
    }

    /** A single plain layer keeps its colour under alpha 0, which compositing would drop. */
    private static byte[] pixels(DocumentState document) {
        Rect area = document.bounds();
        if (document.layers().size() == 1 && isPlain(document.layers().getFirst())) {
            return document.layers().getFirst().pixels().rgba(area);
        }
        return document.composite(area);
    }

    private static boolean isPlain(LayerNode node) {
        return !node.isGroup()
                && node.visible()
                && node.opacity() == 1
                && node.fillOpacity() == 1
                && node.blendMode() == BlendMode.NORMAL
                && node.mask().isEmpty();
    }

    private static List<String> losses(DocumentState document) {
        List<String> losses = new ArrayList<>();
        List<LayerNode> all = document.allLayers().toList();
        if (all.size() > 1) {
            losses.add(
                    "PNG holds no layers: %d layers and groups were merged.".formatted(all.size()));
        }
        long hidden = all.stream().filter(node -> !node.visible()).count();
        if (hidden > 0) {
            losses.add("Hidden layers and groups are not in the picture: %d.".formatted(hidden));
        }
        if (all.stream().anyMatch(node -> !node.properties().isEmpty())) {
            losses.add("PNG holds no layer properties, such as how a layer was generated.");
        }
        return losses;
    }
}
