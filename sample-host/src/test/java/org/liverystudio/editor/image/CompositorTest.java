package org.liverystudio.editor.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liverystudio.editor.document.Sample.filled;
import static org.liverystudio.editor.document.Sample.group;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.host.BlendMode;
import org.liverystudio.host.Rect;

class CompositorTest {
    private static final Rect PIXEL = new Rect(0, 0, 1, 1);
    private static final LayerNode RED = filled("red", PIXEL, 255, 0, 0, 255);
    private static final LayerNode GRAY = filled("gray", PIXEL, 128, 128, 128, 255);
    private static final LayerNode WHITE = filled("white", PIXEL, 255, 255, 255, 255);

    @Test
    void nothingIsTransparent() {
        assertThat(picture()).containsExactly(0, 0, 0, 0);
    }

    @Test
    void halfOpaqueGreenOverRedMixesBoth() {
        LayerNode green = filled("green", PIXEL, 0, 255, 0, 255);

        assertThat(picture(RED, opacity(green, 0.5))).containsExactly(128, 128, 0, 255);
    }

    @Test
    void fillOpacityMultipliesOpacity() {
        LayerNode green = filled("green", PIXEL, 0, 255, 0, 255);
        LayerNode half = opacity(green, 0.5);
        LayerNode quarter = half.with(half.attributes().withFillOpacity(0.5));

        assertThat(picture(RED, quarter)).containsExactly(191, 64, 0, 255);
    }

    @Test
    void straightAlphaIsKeptOverNothing() {
        assertThat(picture(filled("veil", PIXEL, 200, 100, 50, 60)))
                .containsExactly(200, 100, 50, 60);
    }

    @Test
    void aBlendModeActsOnlyWhereSomethingLiesBelow() {
        LayerNode multiply = blend(GRAY, BlendMode.MULTIPLY);

        assertThat(picture(multiply)).containsExactly(128, 128, 128, 255);
        assertThat(picture(RED, multiply)).containsExactly(128, 0, 0, 255);
    }

    @Test
    void childrenOfAPassingGroupBlendWithWhatLiesBelowTheGroup() {
        LayerNode group = group("group", blend(GRAY, BlendMode.MULTIPLY));

        assertThat(picture(RED, group)).containsExactly(128, 0, 0, 255);
        assertThat(picture(RED, blend(group, BlendMode.NORMAL)))
                .containsExactly(128, 128, 128, 255);
    }

    @Test
    void aPassingGroupAtHalfOpacityIsHalfWayBetweenWithAndWithoutIt() {
        LayerNode group = group("group", blend(GRAY, BlendMode.MULTIPLY));

        assertThat(picture(WHITE, opacity(group, 0.5))).containsExactly(192, 192, 192, 255);
    }

    @Test
    void hiddenLayersAndGroupsDoNotShow() {
        assertThat(picture(RED, hidden(GRAY))).containsExactly(255, 0, 0, 255);
        assertThat(picture(RED, hidden(group("g", GRAY)))).containsExactly(255, 0, 0, 255);
    }

    @Test
    void aClippingLayerPaintsOnTheBaseAndKeepsItsAlpha() {
        LayerNode base = filled("base", PIXEL, 255, 0, 0, 100);

        assertThat(picture(base, clipping(WHITE))).containsExactly(255, 255, 255, 100);
        assertThat(picture(hidden(base), clipping(WHITE))).containsExactly(0, 0, 0, 0);
    }

    @Test
    void aClippingLayerShowsNothingWhereTheBaseHasNoPixels() {
        LayerNode elsewhere = filled("base", new Rect(300, 0, 1, 1), 255, 0, 0, 255);

        assertThat(picture(GRAY, elsewhere, clipping(WHITE))).containsExactly(128, 128, 128, 255);
    }

    @Test
    void aGroupCanBeTheBaseOfClippingLayers() {
        LayerNode base = group("base", filled("inside", PIXEL, 255, 0, 0, 100));

        assertThat(picture(base, clipping(WHITE))).containsExactly(255, 255, 255, 100);
    }

    @Test
    void masksHideByTheirCoverageAndDensityUnlessDisabled() {
        TiledMask coverage = TiledMask.of(PIXEL, new byte[] {51}, 0);

        assertThat(picture(masked(WHITE, new LayerMask(coverage)))).endsWith(51);
        assertThat(picture(masked(WHITE, new LayerMask(coverage, true, 0.5)))).endsWith(153);
        assertThat(picture(masked(WHITE, new LayerMask(coverage, false, 1)))).endsWith(255);
        assertThat(picture(RED, masked(group("g", WHITE), new LayerMask(coverage))))
                .containsExactly(255, 51, 51, 255);
    }

    @Test
    void dissolveShowsAShareOfThePixelsAndNoneInBetween() {
        Rect area = new Rect(0, 0, 100, 100);
        LayerNode veil = blend(filled("veil", area, 255, 255, 255, 64), BlendMode.DISSOLVE);

        byte[] rgba = Compositor.render(List.of(veil), area);

        int shown = 0;
        for (int i = 3; i < rgba.length; i += 4) {
            assertThat(rgba[i] & 255).isIn(0, 255);
            shown += rgba[i] & 1;
        }
        assertThat(shown).isBetween(2300, 2700);
    }

    @Test
    void aPartOfThePictureEqualsThatPartOfTheWhole() {
        Rect whole = new Rect(-40, -40, 600, 340);
        List<LayerNode> layers =
                List.of(
                        filled("a", new Rect(-30, -30, 500, 300), 10, 200, 30, 200),
                        blend(
                                filled("b", new Rect(200, 100, 90, 90), 90, 30, 250, 120),
                                BlendMode.HUE));
        Rect part = new Rect(190, 50, 130, 140);

        byte[] picture = Compositor.render(layers, whole);

        assertThat(Compositor.render(layers, part))
                .isEqualTo(TiledImage.ofRgba(whole, picture).rgba(part));
    }

    @Test
    void reducedLevelsShowTheAverage() {
        LayerNode left = filled("left", new Rect(0, 0, 2, 4), 200, 0, 0, 255);
        LayerNode right = filled("right", new Rect(2, 0, 2, 4), 100, 0, 0, 255);

        assertThat(unsigned(Compositor.render(List.of(left, right), PIXEL, 2)))
                .startsWith(
                        133) // half covered each: 200 at half alpha, then 100 at half alpha over it
                .endsWith(192);
        assertThat(unsigned(Compositor.render(List.of(left, right), new Rect(0, 0, 2, 1), 1)))
                .containsExactly(200, 0, 0, 255, 100, 0, 0, 255);
    }

    @Test
    void aLayerAloneIsShownWithoutItsEyeOpacityAndMode() {
        LayerNode node = hidden(opacity(blend(RED, BlendMode.SCREEN), 0.1));

        assertThat(unsigned(Compositor.renderAlone(node, PIXEL, 0)))
                .containsExactly(255, 0, 0, 255);
    }

    private static int[] picture(LayerNode... bottomToTop) {
        return unsigned(Compositor.render(List.of(bottomToTop), PIXEL));
    }

    private static int[] unsigned(byte[] bytes) {
        int[] values = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            values[i] = bytes[i] & 255;
        }
        return values;
    }

    private static LayerNode opacity(LayerNode node, double opacity) {
        return node.with(node.attributes().withOpacity(opacity));
    }

    private static LayerNode blend(LayerNode node, BlendMode mode) {
        return node.with(node.attributes().withBlendMode(mode));
    }

    private static LayerNode hidden(LayerNode node) {
        return node.with(node.attributes().withVisible(false));
    }

    private static LayerNode clipping(LayerNode node) {
        return node.with(node.attributes().withClipping(true));
    }

    private static LayerNode masked(LayerNode node, LayerMask mask) {
        return node.with(node.attributes().withMask(Optional.of(mask)));
    }
}
