package org.liverystudio.editor.ui.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.liverystudio.host.Rect;

class FramePainterTest {
    private static final Checkerboard CHECKS = new Checkerboard(0x101010, 0x202020, 4);

    /** Red grows to the right, green downwards; opaque except for a hole. */
    private static final class Gradient implements Picture {
        final List<Rect> asked = new ArrayList<>();
        int blue = 7;
        Rect hole = Rect.EMPTY;

        @Override
        public int width() {
            return 600;
        }

        @Override
        public int height() {
            return 300;
        }

        @Override
        public byte[] rgba(Rect area, int level) {
            asked.add(area);
            byte[] bytes = new byte[(int) area.area() * 4];
            int i = 0;
            for (int y = area.y(); y < area.bottom(); y++) {
                for (int x = area.x(); x < area.right(); x++) {
                    bytes[i++] = (byte) ((x << level) / 4);
                    bytes[i++] = (byte) ((y << level) / 4);
                    bytes[i++] = (byte) blue;
                    bytes[i++] = (byte) (hole.contains(x << level, y << level) ? 0 : 255);
                }
            }
            return bytes;
        }
    }

    private final Gradient picture = new Gradient();
    private final TileCache tiles = new TileCache(64 << 20);
    private final FramePainter painter = new FramePainter(tiles);

    private int[] frame(Viewport view, int width, int height) {
        int[] frame = new int[width * height];
        int level = FramePainter.level(view.scale());
        Rect seen = view.visibleArea(picture.width(), picture.height(), width, height);
        tiles.missing(level, seen).forEach(key -> tiles.compute(picture, key));
        painter.paint(view, picture.bounds(), CHECKS, new Rect(0, 0, width, height), frame, width);
        return frame;
    }

    private static int argb(int red, int green, int blue) {
        return 0xFF000000 | red << 16 | green << 8 | blue;
    }

    @Test
    void atFullSizeEveryPixelIsThePicturesOwn() {
        int[] frame = frame(new Viewport(1, -250, -40), 200, 100);

        assertThat(frame[0]).isEqualTo(argb(250 / 4, 40 / 4, 7));
        assertThat(frame[99 * 200 + 199]).isEqualTo(argb(449 / 4, 139 / 4, 7));
    }

    @Test
    void enlargedPixelsAreHardSquares() {
        int[] frame = frame(new Viewport(8, -8 * 100, 0), 64, 16);

        for (int x = 0; x < 64; x++) {
            assertThat(frame[x]).isEqualTo(argb((100 + x / 8) / 4, 0, 7));
        }
    }

    @Test
    void reducedPicturesKeepTheirColours() {
        for (double scale : new double[] {0.9, 0.5, 0.4, 0.25, 0.1}) {
            int[] frame = frame(new Viewport(scale, 0, 0), 60, 30);
            int middle = frame[15 * 60 + 20];
            assertThat(middle >> 16 & 0xFF).isCloseTo((int) (20.5 / scale / 4), within(2));
            assertThat(middle >> 8 & 0xFF).isCloseTo((int) (15.5 / scale / 4), within(2));
            assertThat(middle & 0xFF).isCloseTo(7, within(1));
            assertThat(middle >>> 24).isEqualTo(255);
        }
    }

    private static Offset<Integer> within(int value) {
        return Offset.offset(value);
    }

    @Test
    void outsideTheDocumentTheFrameStaysTransparent() {
        int[] frame = frame(new Viewport(0.1, 10, 10), 100, 60);

        assertThat(frame[9 * 100 + 30]).isZero();
        assertThat(frame[20 * 100 + 9]).isZero();
        assertThat(frame[10 * 100 + 10]).isNotZero();
        assertThat(frame[39 * 100 + 69]).isNotZero();
        assertThat(frame[40 * 100 + 69]).isZero();
        assertThat(frame[39 * 100 + 70]).isZero();
    }

    @Test
    void holesShowTheCheckerboardThatMovesWithTheDocument() {
        picture.hole = picture.bounds();

        int[] frame = frame(new Viewport(1, 2, 0), 20, 8);

        assertThat(frame[2]).isEqualTo(0xFF101010);
        assertThat(frame[5]).isEqualTo(0xFF101010);
        assertThat(frame[6]).isEqualTo(0xFF202020);
        assertThat(frame[4 * 20 + 2]).isEqualTo(0xFF202020);
    }

    @Test
    void onlyTheChangedPartOfATileIsComputedAgain() {
        frame(new Viewport(0.25, 0, 0), 150, 75);
        picture.asked.clear();
        picture.blue = 200;
        Rect changed = new Rect(300, 40, 10, 20);

        tiles.invalidate(changed);
        int[] frame = frame(new Viewport(0.25, 0, 0), 150, 75);

        assertThat(picture.asked).containsExactly(new Rect(75, 10, 3, 5));
        assertThat(frame[12 * 150 + 76] & 0xFF).isGreaterThan(150);
        assertThat(frame[12 * 150 + 20] & 0xFF).isEqualTo(7);
    }

    @Test
    void theBudgetLimitsWhatIsKept() {
        TileCache small = new TileCache(600_000);

        small.missing(0, picture.bounds()).forEach(key -> small.compute(picture, key));

        assertThat(small.usedBytes()).isLessThanOrEqualTo(600_000);
        assertThat(small.missing(0, picture.bounds())).isNotEmpty();
    }

    @Test
    void whatIsNotComputedYetIsDrawnFromACoarserLevel() {
        tiles.compute(picture, new ViewTile(2, 0, 0));

        int[] frame = new int[100 * 20];
        painter.paint(
                new Viewport(1, -300, 0),
                picture.bounds(),
                CHECKS,
                new Rect(0, 0, 100, 20),
                frame,
                100);

        assertThat(frame[10 * 100 + 50] >> 16 & 0xFF).isCloseTo(350 / 4, within(1));
    }

    @Test
    void aPreviewHasAboutFiveHundredPixels() {
        assertThat(FramePainter.previewLevel(new Rect(0, 0, 2048, 2048))).isEqualTo(2);
        assertThat(FramePainter.previewLevel(new Rect(0, 0, 300, 513))).isEqualTo(1);
        assertThat(FramePainter.previewLevel(new Rect(0, 0, 64, 64))).isZero();
    }

    @Test
    void theLevelIsTheSmallestThatIsNotBelowTheView() {
        assertThat(FramePainter.level(1)).isZero();
        assertThat(FramePainter.level(0.6)).isZero();
        assertThat(FramePainter.level(0.5)).isEqualTo(1);
        assertThat(FramePainter.level(0.26)).isEqualTo(1);
        assertThat(FramePainter.level(0.25)).isEqualTo(2);
        assertThat(FramePainter.level(0.01)).isEqualTo(6);
    }
}
