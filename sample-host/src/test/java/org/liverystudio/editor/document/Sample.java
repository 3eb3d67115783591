package org.liverystudio.editor.document;

import java.util.List;
import org.liverystudio.editor.image.TiledImage;
import org.liverystudio.host.Rect;

/** Small layers and documents for tests. */
public final class Sample {
    private Sample() {}

    /** A layer of one colour. */
    public static PixelLayer filled(
            String name, Rect area, int red, int green, int blue, int alpha) {
        byte[] rgba = new byte[Math.toIntExact(area.area() * 4)];
        for (int i = 0; i < rgba.length; i += 4) {
            rgba[i] = (byte) red;
            rgba[i + 1] = (byte) green;
            rgba[i + 2] = (byte) blue;
            rgba[i + 3] = (byte) alpha;
        }
        return PixelLayer.named(name, TiledImage.ofRgba(area, rgba));
    }

    /** A layer that needs a name only. */
    public static PixelLayer layer(String name) {
        return filled(name, new Rect(0, 0, 4, 4), 90, 120, 200, 255);
    }

    public static GroupLayer group(String name, LayerNode... bottomToTop) {
        return GroupLayer.named(name, List.of(bottomToTop));
    }

    public static DocumentState document(int width, int height, LayerNode... bottomToTop) {
        return DocumentState.of(width, height, List.of(bottomToTop), DocumentInfo.DEFAULT);
    }
}
