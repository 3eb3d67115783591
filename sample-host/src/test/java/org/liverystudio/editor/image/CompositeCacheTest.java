package org.liverystudio.editor.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liverystudio.editor.document.GroupLayer;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.editor.document.PixelLayer;
import org.liverystudio.host.BlendMode;
import org.liverystudio.host.Rect;

class CompositeCacheTest {
    private static final Rect ALL = new Rect(0, 0, 300, 280);

    /**
     * A random stack with all there is: groups of both kinds, masks, clipping, every blend mode;
     * then random steps of a painter, each looked at as a whole or in a part.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void showsTheSameAsComposingAnew(long seed) {
        Random random = new Random(seed);
        List<LayerNode> stack = nodes(random, 7, 2);
        CompositeCache cache = new CompositeCache(1L << 30);
        cache.render(stack, ALL, 0);

        for (int step = 0; step < 25; step++) {
            stack = changed(stack, random);
            int level = random.nextInt(4) == 0 ? 1 : 0;
            Rect area = random.nextBoolean() ? part(random, level) : part(ALL, level);

            byte[] cached = cache.render(stack, area, level);

            assertThat(largestDifference(cached, Compositor.render(stack, area, level)))
                    .as("step %d at level %d in %s", step, level, area)
                    .isLessThanOrEqualTo(1);
        }
    }

    @Test
    void keepsNoMoreThanItsBudget() {
        Random random = new Random(5);
        List<LayerNode> stack = nodes(random, 5, 0);
        CompositeCache cache = new CompositeCache(2_000_000);

        for (int step = 0; step < 5; step++) {
            stack = changed(stack, random);
            cache.render(stack, ALL, 0);
            assertThat(cache.byteCount()).isLessThanOrEqualTo(2_000_000);
        }
    }

    private static int largestDifference(byte[] a, byte[] b) {
        int largest = 0;
        for (int i = 0; i < a.length; i += 4) {
            largest = Math.max(largest, Math.abs((a[i + 3] & 255) - (b[i + 3] & 255)));
            // Colour that can hardly be seen is rounded to wherever it falls.
            for (int c = 0; c < 3 && (b[i + 3] & 255) > 127; c++) {
                largest = Math.max(largest, Math.abs((a[i + c] & 255) - (b[i + c] & 255)));
            }
        }
        return largest;
    }

    private static Rect part(Random random, int level) {
        int x = random.nextInt(200);
        int y = random.nextInt(200);
        return part(new Rect(x, y, 1 + random.nextInt(80), 1 + random.nextInt(80)), level);
    }

    private static Rect part(Rect area, int level) {
        return new Rect(
                area.x() >> level,
                area.y() >> level,
                Math.max(1, area.width() >> level),
                Math.max(1, area.height() >> level));
    }

    private static List<LayerNode> nodes(Random random, int count, int depth) {
        List<LayerNode> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            nodes.add(node(random, depth));
        }
        return nodes;
    }

    private static LayerNode node(Random random, int depth) {
        LayerNode node =
                depth > 0 && random.nextInt(3) == 0
                        ? GroupLayer.named("group", nodes(random, 3, depth - 1))
                        : PixelLayer.named("layer", noise(random));
        return attributes(node, random);
    }

    private static LayerNode attributes(LayerNode node, Random random) {
        var attributes =
                node.attributes()
                        .withOpacity(random.nextInt(3) == 0 ? random.nextDouble() : 1)
                        .withVisible(random.nextInt(6) != 0)
                        .withClipping(random.nextInt(5) == 0);
        if (random.nextInt(3) == 0) {
            // What dissolves or cuts at a threshold may flip by a rounding.
            BlendMode[] modes = {
                BlendMode.NORMAL,
                BlendMode.MULTIPLY,
                BlendMode.SCREEN,
                BlendMode.OVERLAY,
                BlendMode.DIFFERENCE,
                BlendMode.LUMINOSITY,
                BlendMode.LINEAR_DODGE
            };
            attributes = attributes.withBlendMode(modes[random.nextInt(modes.length)]);
        }
        if (random.nextInt(5) == 0) {
            TiledMask mask = TiledMask.filledWith(random.nextInt(256));
            attributes = attributes.withMask(Optional.of(new LayerMask(mask)));
        }
        return node.with(attributes);
    }

    private static TiledImage noise(Random random) {
        Rect area =
                new Rect(
                        random.nextInt(200) - 20,
                        random.nextInt(200) - 20,
                        1 + random.nextInt(280),
                        1 + random.nextInt(280));
        byte[] rgba = new byte[Math.toIntExact(area.area() * 4)];
        random.nextBytes(rgba);
        return TiledImage.ofRgba(area, rgba);
    }

    /** Mostly the same layer is painted on; sometimes another thing happens. */
    private static List<LayerNode> changed(List<LayerNode> stack, Random random) {
        List<LayerNode> next = new ArrayList<>(stack);
        int at = random.nextInt(4) == 0 ? random.nextInt(next.size()) : next.size() / 2;
        LayerNode node = next.get(at);
        switch (random.nextInt(10)) {
            case 0 -> next.set(at, attributes(node, random));
            case 1 -> next.add(at, node(random, 1));
            case 2 -> {
                if (next.size() > 3) {
                    next.remove(at);
                }
            }
            default -> next.set(at, painted(node, random));
        }
        return next;
    }

    private static LayerNode painted(LayerNode node, Random random) {
        return switch (node) {
            case GroupLayer group -> group.withChildren(changed(group.children(), random));
            case PixelLayer layer -> {
                Rect dab = new Rect(random.nextInt(260), random.nextInt(240), 30, 30);
                byte[] rgba = new byte[Math.toIntExact(dab.area() * 4)];
                random.nextBytes(rgba);
                yield layer.withPixels(layer.pixels().edit().write(dab, rgba).build());
            }
        };
    }
}
