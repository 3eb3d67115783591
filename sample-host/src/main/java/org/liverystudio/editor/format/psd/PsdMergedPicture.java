package org.liverystudio.editor.format.psd;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.host.Rect;
import org.liverystudio.host.TaskProgress;

/** The picture that programs without layers show, packed; made strip by strip. */
final class PsdMergedPicture {
    private static final int STRIP_ROWS = 256;
    private static final int RLE = 1;

    private final List<PackedPlane> planes = new ArrayList<>();
    private final boolean transparent;

    private PsdMergedPicture(
            PackedPlane[] colours,
            PackedPlane alpha,
            boolean transparent,
            List<PackedPlane> extra) {
        planes.addAll(List.of(colours));
        if (transparent) {
            planes.add(alpha);
        }
        planes.addAll(extra);
        this.transparent = transparent;
    }

    static PsdMergedPicture of(DocumentState document, TaskProgress progress) {
        PackedPlane[] colours = {new PackedPlane(), new PackedPlane(), new PackedPlane()};
        PackedPlane alpha = new PackedPlane();
        boolean transparent = false;
        int width = document.width();
        for (int top = 0; top < document.height(); top += STRIP_ROWS) {
            progress.throwIfCancelled();
            progress.update((double) top / document.height(), "Merging layers");
            int rows = Math.min(STRIP_ROWS, document.height() - top);
            byte[] rgba = document.composite(new Rect(0, top, width, rows));
            byte[] alphaRows = Planes.extract(rgba, 3);
            transparent |= isTransparent(alphaRows);
            Planes.blendWithWhite(rgba);
            for (int c = 0; c < 3; c++) {
                colours[c].add(Planes.extract(rgba, c), width);
            }
            alpha.add(alphaRows, width);
        }
        return new PsdMergedPicture(colours, alpha, transparent, extraPlanes(document));
    }

    private static boolean isTransparent(byte[] alpha) {
        for (byte a : alpha) {
            if (a != -1) {
                return true;
            }
        }
        return false;
    }

    /** Saved selections fit only the canvas that they were saved with. */
    private static List<PackedPlane> extraPlanes(DocumentState document) {
        PsdDocumentData data = PsdDocumentData.of(document.info().foreign());
        List<PackedPlane> extra = new ArrayList<>();
        if (data.width() == document.width() && data.height() == document.height()) {
            for (byte[] plane : data.extraChannels()) {
                PackedPlane packed = new PackedPlane();
                packed.add(plane, document.width());
                extra.add(packed);
            }
        }
        return extra;
    }

    /** Whether a channel behind the colours is transparency, which a negative layer count tells. */
    boolean isTransparent() {
        return transparent;
    }

    int channelCount() {
        return planes.size();
    }

    void writeTo(DataOutputStream out) throws IOException {
        out.writeShort(RLE);
        for (PackedPlane plane : planes) {
            plane.writeLengths(out);
        }
        for (PackedPlane plane : planes) {
            plane.writeRows(out);
        }
    }
}
