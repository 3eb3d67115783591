package org.liverystudio.editor.paint;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.liverystudio.editor.image.TiledImage;
import org.liverystudio.host.Rect;

/**
 * One stroke on one image. Dabs gather coverage, and the image is made from the untouched one and
 * the coverage: so {@link Brush#opacity()} is a limit for the whole stroke, and asking for the
 * image often or once gives the same pixels. Belongs to one thread.
 */
public final class Stroke {
    /** Place of a block of coverage. */
    private record Place(int column, int row) {}

    private final TiledImage base;
    private final Brush brush;
    private final StrokeLimits limits;
    private final Mirrors mirrors;
    private final Dab dab;
    private final PixelMixer mixer;
    private final Rect reach;
    private final DabPath path;
    private final Map<Place, CoverageTile> tiles = new LinkedHashMap<>();
    private TiledImage painted;

    /**
     * @param base the image before the stroke
     */
    public Stroke(TiledImage base, Brush brush, Ink ink, StrokeLimits limits, Mirrors mirrors) {
        this.base = base;
        this.brush = brush;
        this.limits = limits;
        this.mirrors = mirrors;
        dab = Dab.of(brush);
        mixer = new PixelMixer(ink, limits.alphaLocked());
        // Neither an eraser nor locked alpha makes a layer larger.
        boolean grows = ink instanceof Ink.Colour && !limits.alphaLocked();
        reach = grows ? limits.reach() : limits.reach().intersect(base.bounds());
        path = new DabPath(brush, (x, y) -> this.mirrors.repeat(x, y, this::dab));
        painted = base;
    }

    /** The next point of the pointer, in document pixels; pixel 0, 0 has its middle at 0.5, 0.5. */
    public void moveTo(double x, double y) {
        path.moveTo(x, y);
    }

    /** The pointer was lifted. */
    public void finish() {
        path.finish();
    }

    private void dab(double x, double y) {
        Rect area = dab.area(x, y).intersect(reach);
        if (area.isEmpty()) {
            return;
        }
        int size = CoverageTile.SIZE;
        for (int row = Math.floorDiv(area.y(), size); row * size < area.bottom(); row++) {
            for (int col = Math.floorDiv(area.x(), size); col * size < area.right(); col++) {
                tiles.computeIfAbsent(new Place(col, row), p -> new CoverageTile(p.column, p.row))
                        .add(
                                dab,
                                x,
                                y,
                                (float) brush.flow(),
                                area.intersect(new Rect(col * size, row * size, size, size)));
            }
        }
    }

    /** The image with the stroke so far; shares every tile that it does not touch. */
    public TiledImage image() {
        TiledImage.Editor next = painted.edit();
        boolean changed = false;
        for (CoverageTile tile : tiles.values()) {
            Rect dirty = tile.takeDirty();
            if (!dirty.isEmpty()) {
                next.write(dirty, pixels(tile, dirty));
                changed = true;
            }
        }
        if (changed) {
            painted = next.build();
        }
        return painted;
    }

    private byte[] pixels(CoverageTile tile, Rect area) {
        byte[] rgba = base.rgba(area);
        byte[] selected = selected(area);
        float opacity = (float) brush.opacity();
        int pixel = 0;
        for (int y = area.y(); y < area.bottom(); y++) {
            for (int x = area.x(); x < area.right(); x++, pixel++) {
                float share = (selected[pixel] & 255) / 255f;
                mixer.mix(rgba, pixel * 4, tile.at(x, y) * opacity * share);
            }
        }
        return rgba;
    }

    private byte[] selected(Rect area) {
        if (limits.selection().isPresent()) {
            return limits.selection().get().coverage(area);
        }
        byte[] all = new byte[Math.toIntExact(area.area())];
        Arrays.fill(all, (byte) 255);
        return all;
    }
}
