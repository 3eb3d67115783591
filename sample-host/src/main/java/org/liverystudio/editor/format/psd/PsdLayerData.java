package org.liverystudio.editor.format.psd;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.liverystudio.editor.document.ForeignData;
import org.liverystudio.editor.document.PixelSource;
import org.liverystudio.editor.image.LayerMask;

/**
 * What stays with a layer for the next file.
 *
 * @param flags of the layer record, the hidden bit aside
 * @param blendingRanges "blend if" settings
 * @param blocks all blocks as read; names, ids and group marks are written anew in their places
 * @param mask how the mask was stored; null if there was none
 * @param readMask the mask made from it: as long as the layer has the same coverage, it is written
 *     as it was stored; null if there was none
 * @param keptChannels mask channels beside a vector mask, written back as they were
 * @param alphaStored whether an opaque layer had an alpha channel all the same
 * @param groupEnd the same for the record that ends a group; null for layers
 */
record PsdLayerData(
        int flags,
        byte[] blendingRanges,
        List<PsdBlock> blocks,
        PsdMask mask,
        LayerMask readMask,
        List<KeptChannel> keptChannels,
        boolean alphaStored,
        PsdLayerData groupEnd)
        implements ForeignData {
    private static final int TEXT_TRANSFORM_END = Short.BYTES + 6 * Double.BYTES;

    /** Bit of {@link #locks()}. */
    static final int LOCKED_ALPHA = 1;

    /** A layer that comes from no PSD. */
    static final PsdLayerData FRESH =
            new PsdLayerData(
                    PsdLayerRecord.MODERN,
                    openRanges(),
                    List.of(),
                    null,
                    null,
                    List.of(),
                    true,
                    null);

    /**
     * A channel that the editor does not show.
     *
     * @param data with its leading compression code
     */
    record KeptChannel(int id, byte[] data) {}

    static PsdLayerData of(ForeignData foreign) {
        return foreign instanceof PsdLayerData data ? data : FRESH;
    }

    PsdLayerData withGroupEnd(PsdLayerData end) {
        return new PsdLayerData(
                flags, blendingRanges, blocks, mask, readMask, keptChannels, alphaStored, end);
    }

    private PsdLayerData withBlocks(List<PsdBlock> otherBlocks) {
        return new PsdLayerData(
                flags,
                blendingRanges,
                otherBlocks,
                mask,
                readMask,
                keptChannels,
                alphaStored,
                groupEnd);
    }

    /** Photoshop says it twice: in the record, and among the locks of its layer panel. */
    boolean alphaLocked() {
        return (flags & PsdLayerRecord.ALPHA_LOCKED) != 0 || (locks() & LOCKED_ALPHA) != 0;
    }

    /** Bits of the locks in Photoshop's layer panel. */
    int locks() {
        return PsdBlock.find(blocks, "lspf")
                .filter(block -> block.data().length >= 4)
                .map(block -> ByteBuffer.wrap(block.data()).getInt())
                .orElse(0);
    }

    @Override
    public PixelSource pixelSource() {
        if (hasBlock(PsdNotices.TEXTS)) {
            return PixelSource.TEXT;
        }
        if (hasBlock(PsdNotices.SMART_OBJECTS)) {
            return PixelSource.SMART_OBJECT;
        }
        if (hasBlock(PsdLayerRecord.FILLS) || hasBlock(PsdLayerRecord.SHAPE_FILLS)) {
            return PixelSource.FILL;
        }
        return hasBlock(PsdNotices.ADJUSTMENTS) ? PixelSource.ADJUSTMENT : PixelSource.PAINT;
    }

    private boolean hasBlock(Set<String> keys) {
        return blocks.stream().anyMatch(block -> keys.contains(block.key()));
    }

    @Override
    public ForeignData asPaint() {
        Set<String> stale =
                switch (pixelSource()) {
                    case TEXT -> PsdNotices.TEXTS;
                    case SMART_OBJECT -> PsdNotices.SMART_OBJECTS;
                    case PAINT, FILL, ADJUSTMENT -> Set.of();
                };
        return stale.isEmpty()
                ? this
                : withBlocks(
                        blocks.stream().filter(block -> !stale.contains(block.key())).toList());
    }

    @Override
    public boolean isTiedToPlace() {
        return hasBlock(PsdLayerRecord.VECTOR_MASKS);
    }

    /** Letters go along: the place is part of their transform. */
    @Override
    public ForeignData movedBy(int dx, int dy) {
        if (pixelSource() != PixelSource.TEXT) {
            return asPaint();
        }
        return withBlocks(
                blocks.stream()
                        .filter(
                                block ->
                                        !isText(block) || block.data().length >= TEXT_TRANSFORM_END)
                        .map(block -> isText(block) ? textMovedBy(block, dx, dy) : block)
                        .toList());
    }

    private static boolean isText(PsdBlock block) {
        return PsdNotices.TEXTS.contains(block.key());
    }

    /** A text block begins with its version and the six numbers xx, xy, yx, yy, tx, ty. */
    private static PsdBlock textMovedBy(PsdBlock block, int dx, int dy) {
        ByteBuffer data = ByteBuffer.wrap(block.data().clone());
        int tx = TEXT_TRANSFORM_END - 2 * Double.BYTES;
        int ty = TEXT_TRANSFORM_END - Double.BYTES;
        data.putDouble(tx, data.getDouble(tx) + dx).putDouble(ty, data.getDouble(ty) + dy);
        return new PsdBlock(block.signature(), block.key(), data.array());
    }

    /** The layer's number in its file. */
    OptionalInt fileId() {
        return PsdBlock.find(blocks, "lyid")
                .filter(block -> block.data().length >= 4)
                .map(block -> OptionalInt.of(ByteBuffer.wrap(block.data()).getInt()))
                .orElse(OptionalInt.empty());
    }

    /** Gray, red, green, blue and alpha: everything from 0 to 255, below and above. */
    private static byte[] openRanges() {
        ByteBuffer ranges = ByteBuffer.allocate(5 * 8);
        while (ranges.hasRemaining()) {
            ranges.putInt(0x0000FFFF);
        }
        return ranges.array();
    }
}
