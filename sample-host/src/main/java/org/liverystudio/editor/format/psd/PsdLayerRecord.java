package org.liverystudio.editor.format.psd;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.liverystudio.host.Rect;

/**
 * A layer, group or end of a group as a file lists it.
 *
 * @param bounds where its channels lie; empty for groups and layers without pixels
 * @param channels in the order of their data
 * @param blendKey four letters
 * @param opacity 0 to 255
 * @param clipping whether it clips to the layer below
 * @param flags see the constants
 * @param mask null if it has none
 * @param blendingRanges "blend if" settings, untouched
 * @param shortName name in the writer's code page
 * @param blocks additional information
 */
record PsdLayerRecord(
        Rect bounds,
        List<Channel> channels,
        String blendKey,
        int opacity,
        boolean clipping,
        int flags,
        PsdMask mask,
        byte[] blendingRanges,
        byte[] shortName,
        List<PsdBlock> blocks) {
    static final int ALPHA_LOCKED = 1;
    static final int HIDDEN = 2;

    /** Tells that the flag for "pixels do not matter" has a meaning; all writers set it. */
    static final int MODERN = 8;

    static final Set<String> FILLS = Set.of("SoCo", "GdFl", "PtFl");
    static final Set<String> SHAPE_FILLS = Set.of("vscg");
    static final Set<String> VECTOR_MASKS = Set.of("vmsk", "vsms");

    /** Photoshop stops at 300,000; beyond that a coordinate is noise, and sums would overflow. */
    private static final int FARTHEST = 1_000_000;

    /**
     * A channel that the data section holds.
     *
     * @param id 0 to 2 colours, -1 alpha, -2 mask, -3 mask without its vector mask
     * @param length bytes of its data
     */
    record Channel(int id, long length) {
        static final int ALPHA = -1;
        static final int MASK = -2;
        static final int REAL_MASK = -3;
    }

    static PsdLayerRecord read(PsdInput in, boolean big) {
        Rect bounds = readBounds(in);
        int channelCount = in.u16();
        List<Channel> channels = new ArrayList<>();
        for (int i = 0; i < channelCount; i++) {
            channels.add(new Channel(in.s16(), in.length(big)));
        }
        String signature = in.key();
        if (!signature.equals("8BIM")) {
            throw in.damaged("a layer record has no 8BIM where its blend mode should be");
        }
        String blendKey = in.key();
        int opacity = in.u8();
        boolean clipping = in.u8() != 0;
        int flags = in.u8();
        in.u8();
        PsdInput extra = in.section(in.u32(), "a layer record");
        PsdMask mask = PsdMask.read(extra.section(extra.u32(), "a layer mask"));
        byte[] ranges = extra.bytes(extra.u32());
        byte[] name = extra.pascal(4);
        List<PsdBlock> blocks = PsdBlock.readAll(extra, big, 2);
        return new PsdLayerRecord(
                bounds, channels, blendKey, opacity, clipping, flags, mask, ranges, name, blocks);
    }

    static Rect readBounds(PsdInput in) {
        int top = in.s32();
        int left = in.s32();
        int bottom = in.s32();
        int right = in.s32();
        for (int coordinate : new int[] {top, left, bottom, right}) {
            if (coordinate < -FARTHEST || coordinate > FARTHEST) {
                throw in.damaged("a layer reaches to " + coordinate);
            }
        }
        return Rect.between(left, top, right, bottom);
    }

    boolean isVisible() {
        return (flags & HIDDEN) == 0;
    }

    /** The Unicode name if there is one. */
    String name() {
        return PsdBlock.find(blocks, "luni")
                .filter(block -> block.data().length >= 4)
                .map(block -> PsdText.unicode(block.data()))
                .orElseGet(() -> new String(shortName, PsdText.LEGACY));
    }

    /** Whether it is a filled vector shape. */
    boolean isShape() {
        return hasBlock(VECTOR_MASKS) && (hasBlock(FILLS) || hasBlock(SHAPE_FILLS));
    }

    boolean hasBlock(Set<String> keys) {
        return blocks.stream().anyMatch(block -> keys.contains(block.key()));
    }

    /** The channel with this number; null if there is none. */
    Channel channel(int id) {
        return channels.stream().filter(channel -> channel.id() == id).findFirst().orElse(null);
    }
}
