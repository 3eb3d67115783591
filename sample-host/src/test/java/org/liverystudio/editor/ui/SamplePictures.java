package org.liverystudio.editor.ui;

import java.nio.file.Path;
import java.util.List;
import org.liverystudio.editor.document.DocumentInfo;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.GroupLayer;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.editor.document.PixelLayer;
import org.liverystudio.editor.format.FileFormats;
import org.liverystudio.editor.format.NoProgress;
import org.liverystudio.editor.image.TiledImage;
import org.liverystudio.host.Rect;

/** Small files for tests of the editor. */
final class SamplePictures {
    static final int SIZE = 320;

    private SamplePictures() {}

    /**
     * A template: group "Paintable Area" with orange "Base paint" and green "Sponsors", and above
     * it a blue "Wire" over the left half.
     */
    static Path template(Path file) {
        LayerNode base = filled("Base paint", new Rect(0, 0, SIZE, SIZE), 230, 120, 20);
        LayerNode sponsors = filled("Sponsors", new Rect(40, 40, 80, 60), 20, 200, 60);
        LayerNode wire = filled("Wire", new Rect(0, 0, SIZE / 2, SIZE), 20, 60, 220);
        DocumentState state =
                DocumentState.of(
                        SIZE,
                        SIZE,
                        List.of(GroupLayer.named("Paintable Area", List.of(base, sponsors)), wire),
                        DocumentInfo.DEFAULT);
        return write(state, file);
    }

    static Path write(DocumentState state, Path file) {
        FileFormats.standard().write(state, file, NoProgress.INSTANCE);
        return file;
    }

    static PixelLayer filled(String name, Rect area, int red, int green, int blue) {
        byte[] rgba = new byte[(int) area.area() * 4];
        byte[] pixel = {(byte) red, (byte) green, (byte) blue, (byte) 255};
        for (int i = 0; i < rgba.length; i += 4) {
            System.arraycopy(pixel, 0, rgba, i, 4);
        }
        return PixelLayer.named(name, TiledImage.ofRgba(area, rgba));
    }
}
