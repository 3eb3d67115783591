package org.liverystudio.ai.livery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liverystudio.ai.fixture.TestLayer.pixels;
import static org.liverystudio.host.LayerRole.BASE_PAINT;
import static org.liverystudio.host.LayerRole.MASK;
import static org.liverystudio.host.LayerRole.NONE;

import org.junit.jupiter.api.Test;
import org.liverystudio.ai.fixture.TestSnapshot;
import org.liverystudio.host.Rect;

class PaintableAreaTest {
    private static final Rect ALL = new Rect(0, 0, 4, 2);

    @Test
    void opaqueMaskPixelsAreDeadSpaceAndSoftEdgesStaySoft() {
        int[] alphas = {255, 128, 1, 0};
        var mask = pixels("Mask", MASK, ALL, (x, y) -> alphas[x] << 24);

        Coverage area = PaintableArea.of(TestSnapshot.of(4, 2, mask));

        assertThat(area.bounds()).isEqualTo(ALL);
        assertThat(area.coverage(new Rect(0, 1, 4, 1)))
                .containsExactly((byte) 0, (byte) 127, (byte) 254, (byte) 255);
    }

    @Test
    void aMaskSmallerThanTheDocumentLeavesTheRestPaintable() {
        var mask = pixels("Mask", MASK, new Rect(0, 0, 2, 2), (x, y) -> 0xff000000);

        Coverage area = PaintableArea.of(TestSnapshot.of(4, 2, mask));

        assertThat(area.coverage(new Rect(0, 0, 4, 1)))
                .containsExactly((byte) 0, (byte) 0, (byte) 255, (byte) 255);
    }

    @Test
    void aMaskWithoutAnyTransparencyIsPaintableWhereItIsWhite() {
        var mask = pixels("Mask", MASK, ALL, (x, y) -> x < 2 ? 0xffffffff : 0xff000000);

        Coverage area = PaintableArea.of(TestSnapshot.of(4, 2, mask));

        assertThat(area.trimmed().bounds()).isEqualTo(new Rect(0, 0, 2, 2));
    }

    @Test
    void withoutAMaskThePaintableAreaIsWhereTheBasePaintIs() {
        var base = pixels("Base", BASE_PAINT, new Rect(1, 0, 2, 1), (x, y) -> 0xff112233);

        Coverage area = PaintableArea.of(TestSnapshot.of(4, 2, base));

        assertThat(area.trimmed().bounds()).isEqualTo(new Rect(1, 0, 2, 1));
    }

    @Test
    void anEmptyBasePaintOrNoRoleAtAllMeansTheWholeCanvas() {
        var empty = pixels("Base", BASE_PAINT, ALL, (x, y) -> 0);
        var photo = pixels("Photo", NONE, new Rect(1, 1, 1, 1), (x, y) -> 0xff112233);

        assertThat(PaintableArea.of(TestSnapshot.of(4, 2, empty)).isAll(255)).isTrue();
        assertThat(PaintableArea.of(TestSnapshot.of(4, 2, photo)).isAll(255)).isTrue();
    }
}
