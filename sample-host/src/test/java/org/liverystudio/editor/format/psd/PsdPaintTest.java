package org.liverystudio.editor.format.psd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liverystudio.editor.document.Sample.document;
import static org.liverystudio.editor.document.Sample.layer;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.editor.document.PixelSource;
import org.liverystudio.editor.format.NoProgress;

/** What painting needs a PSD file to say and to forget. */
class PsdPaintTest {
    @TempDir private Path folder;

    @Test
    void lockedAlphaIsSavedAndCanBeUnlocked() {
        LayerNode node = layer("base");
        LayerNode locked = node.with(node.attributes().withAlphaLocked(true));

        LayerNode again = saveAndOpen(locked);
        LayerNode unlocked = saveAndOpen(again.with(again.attributes().withAlphaLocked(false)));

        assertThat(again.attributes().alphaLocked()).isTrue();
        assertThat(unlocked.attributes().alphaLocked()).isFalse();
    }

    @Test
    void anyOfPhotoshopsTwoMarksLocksAlphaAndOtherLocksStay() {
        PsdLayerData byLocks = data("lspf", new byte[] {0, 0, 0, 5});

        assertThat(byLocks.alphaLocked()).isTrue();
        LayerNode node = layer("base");
        LayerNode unlocked = node.with(node.attributes().withForeign(byLocks));
        PsdLayerData again = PsdLayerData.of(saveAndOpen(unlocked).attributes().foreign());
        assertThat(again.locks()).isEqualTo(4);
    }

    @Test
    void lettersAreForgottenOnceTheyArePaintedOnAndEffectsStay() {
        PsdLayerData text = data("TySh", new byte[8], "lfx2", new byte[4]);

        PsdLayerData painted = (PsdLayerData) text.asPaint();

        assertThat(text.pixelSource()).isEqualTo(PixelSource.TEXT);
        assertThat(painted.pixelSource()).isEqualTo(PixelSource.PAINT);
        assertThat(painted.blocks()).extracting(PsdBlock::key).containsExactly("lfx2");
        assertThat(data("SoCo", new byte[8]).pixelSource()).isEqualTo(PixelSource.FILL);
        assertThat(data("levl", new byte[8]).pixelSource()).isEqualTo(PixelSource.ADJUSTMENT);
        assertThat(data("SoLd", new byte[8]).pixelSource()).isEqualTo(PixelSource.SMART_OBJECT);
        assertThat(PsdLayerData.FRESH.asPaint()).isSameAs(PsdLayerData.FRESH);
    }

    @Test
    void movedLettersKeepTheirTextAtTheNewPlaceAndVectorsCannotMove() {
        ByteBuffer text = ByteBuffer.allocate(60);
        text.putDouble(34, 100.5).putDouble(42, -20).put(59, (byte) 7);
        PsdLayerData layer = data("TySh", text.array());

        PsdLayerData moved = (PsdLayerData) layer.movedBy(30, 5);

        ByteBuffer there = ByteBuffer.wrap(moved.blocks().getFirst().data());
        assertThat(there.getDouble(34)).isEqualTo(130.5);
        assertThat(there.getDouble(42)).isEqualTo(-15);
        assertThat(there.get(59)).isEqualTo((byte) 7);
        assertThat(text.getDouble(34)).isEqualTo(100.5);
        assertThat(layer.isTiedToPlace()).isFalse();
        assertThat(data("vmsk", new byte[8]).isTiedToPlace()).isTrue();
        assertThat(((PsdLayerData) data("SoLd", new byte[8]).movedBy(1, 1)).blocks()).isEmpty();
    }

    private static PsdLayerData data(Object... keysAndBytes) {
        List<PsdBlock> blocks = new ArrayList<>();
        for (int i = 0; i < keysAndBytes.length; i += 2) {
            blocks.add(new PsdBlock((String) keysAndBytes[i], (byte[]) keysAndBytes[i + 1]));
        }
        PsdLayerData fresh = PsdLayerData.FRESH;
        return new PsdLayerData(
                fresh.flags(), fresh.blendingRanges(), blocks, null, null, List.of(), true, null);
    }

    private LayerNode saveAndOpen(LayerNode layer) {
        Path file = folder.resolve("car.psd");
        DocumentState state = document(8, 8, layer);
        new PsdFormat().write(state, file, NoProgress.INSTANCE);
        return new PsdFormat().read(file, NoProgress.INSTANCE).state().layers().getFirst();
    }
}
