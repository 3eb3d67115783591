package org.liverystudio.editor.ui.layers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.editor.image.Compositor;
import org.liverystudio.editor.image.LayerMask;
import org.liverystudio.editor.image.TiledImage;
import org.liverystudio.host.LayerId;
import org.liverystudio.host.Rect;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes small pictures of layers on a thread of its own. A layer's content is immutable, so a
 * picture is good for as long as the layer holds the same pixels and mask. JavaFX thread only.
 */
final class Thumbnails implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Thumbnails.class);

    /** Twice what the panel shows, for screens with fine pixels. */
    private static final int SIZE = 64;

    private static final int MOST_KEPT = 2000;

    /** What a picture depends on, compared by identity. */
    private record Content(TiledImage pixels, Optional<LayerMask> mask) {
        boolean isOf(LayerNode layer) {
            return pixels == layer.pixels() && mask.orElse(null) == layer.mask().orElse(null);
        }
    }

    private record Made(Content content, Image image) {}

    private final Map<LayerId, Made> made =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<LayerId, Made> eldest) {
                    return size() > MOST_KEPT;
                }
            };
    private final ExecutorService worker = newestFirst();

    /** Rows that were scrolled to last are the ones that somebody looks at. */
    private static ExecutorService newestFirst() {
        LinkedBlockingDeque<Runnable> stack =
                new LinkedBlockingDeque<>() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public boolean offer(Runnable task) {
                        return offerFirst(task);
                    }
                };
        return new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                stack,
                Thread.ofPlatform().daemon().name("thumbnails").factory());
    }

    /**
     * Gives the picture of a layer, at once if it is known, otherwise first the old one and soon
     * the right one.
     *
     * @param layer no group
     */
    void request(LayerNode layer, Consumer<Image> receiver) {
        Made known = made.get(layer.id());
        receiver.accept(known == null ? null : known.image());
        if (known != null && known.content().isOf(layer)) {
            return;
        }
        worker.execute(() -> make(layer, receiver));
    }

    /** Lets go of all pictures and layers. */
    void clear() {
        made.clear();
    }

    private void make(LayerNode layer, Consumer<Image> receiver) {
        try {
            Image image = picture(layer);
            Made next = new Made(new Content(layer.pixels(), layer.mask()), image);
            Platform.runLater(
                    () -> {
                        made.put(layer.id(), next);
                        receiver.accept(image);
                    });
        } catch (RuntimeException e) {
            LOG.warn("No thumbnail of layer {}", layer.name(), e);
        }
    }

    /** The layer alone, cropped to its bounds, so that a small decal can be told from another. */
    static Image picture(LayerNode layer) {
        Rect bounds = layer.bounds();
        if (bounds.isEmpty()) {
            return null;
        }
        int level = 0;
        while (Math.max(bounds.width(), bounds.height()) >> level > 2 * SIZE) {
            level++;
        }
        int round = (1 << level) - 1;
        Rect area =
                Rect.between(
                        bounds.x() >> level,
                        bounds.y() >> level,
                        bounds.right() + round >> level,
                        bounds.bottom() + round >> level);
        byte[] rgba = Compositor.renderAlone(layer, area, level);
        WritableImage image = new WritableImage(area.width(), area.height());
        image.getPixelWriter()
                .setPixels(
                        0,
                        0,
                        area.width(),
                        area.height(),
                        PixelFormat.getByteBgraInstance(),
                        swappedToBgra(rgba),
                        0,
                        area.width() * 4);
        return image;
    }

    private static byte[] swappedToBgra(byte[] rgba) {
        for (int i = 0; i < rgba.length; i += 4) {
            byte red = rgba[i];
            rgba[i] = rgba[i + 2];
            rgba[i + 2] = red;
        }
        return rgba;
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
