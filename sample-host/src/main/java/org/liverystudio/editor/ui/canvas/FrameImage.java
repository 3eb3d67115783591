package org.liverystudio.editor.ui.canvas;

import java.nio.IntBuffer;
import javafx.geometry.Rectangle2D;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.liverystudio.host.Rect;

/**
 * The frame on the screen: an image as large as the view, never larger, because JavaFX's textures
 * end at 4096 pixels. Its buffer is updated once a pulse at most. JavaFX thread only.
 */
final class FrameImage {
    private static final int MAX_TEXTURE = 4096;

    private final ImageView view = new ImageView();
    private int[] pixels = {};
    private PixelBuffer<IntBuffer> buffer;
    private int width;
    private int height;

    FrameImage() {
        view.setManaged(false);
        view.setMouseTransparent(true);
        view.setSmooth(false);
    }

    ImageView node() {
        return view;
    }

    static int allowed(double size) {
        return (int) Math.clamp(Math.rint(size), 1, MAX_TEXTURE);
    }

    /**
     * Copies the newest pixels onto the screen.
     *
     * @param pixelsPerUnit view pixels for one unit of JavaFX's coordinates
     */
    void update(FrontBuffer front, double pixelsPerUnit) {
        if (front.width() == 0) {
            return;
        }
        if (front.width() != width || front.height() != height) {
            resize(front.width(), front.height());
            front.copyAllNext();
        }
        view.setFitWidth(width / pixelsPerUnit);
        view.setFitHeight(height / pixelsPerUnit);
        buffer.updateBuffer(
                ignored -> {
                    Rect changed = front.copyTo(pixels);
                    return new Rectangle2D(
                            changed.x(), changed.y(), changed.width(), changed.height());
                });
    }

    private void resize(int newWidth, int newHeight) {
        width = newWidth;
        height = newHeight;
        pixels = new int[width * height];
        buffer =
                new PixelBuffer<>(
                        width, height, IntBuffer.wrap(pixels), PixelFormat.getIntArgbPreInstance());
        view.setImage(new WritableImage(buffer));
    }
}
