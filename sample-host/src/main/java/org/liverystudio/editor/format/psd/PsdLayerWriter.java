package org.liverystudio.editor.format.psd;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.liverystudio.editor.document.GroupLayer;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.editor.format.psd.PsdLayerRecord.Channel;
import org.liverystudio.host.BlendMode;
import org.liverystudio.host.Rect;

/**
 * Makes the records and channels of layers: a group becomes an end mark, its children and itself.
 */
final class PsdLayerWriter {
    private static final String GROUP_END_NAME = "</Layer group>";
    private static final int GROUP_END = 3;

    private final PsdFileIds ids;
    private final boolean deflate;
    private final ByteArrayOutputStream recordBytes = new ByteArrayOutputStream();
    private final DataOutputStream records = new DataOutputStream(recordBytes);
    private final List<byte[]> channelData = new ArrayList<>();
    private int count;

    PsdLayerWriter(PsdFileIds ids, boolean deflate) {
        this.ids = ids;
        this.deflate = deflate;
    }

    int count() {
        return count;
    }

    long byteCount() {
        return recordBytes.size() + channelData.stream().mapToLong(data -> data.length).sum();
    }

    void writeTo(DataOutputStream out) throws IOException {
        recordBytes.writeTo(out);
        for (byte[] data : channelData) {
            out.write(data);
        }
    }

    void add(LayerNode node) throws IOException {
        PsdLayerData data = PsdLayerData.of(node.attributes().foreign());
        if (node instanceof GroupLayer) {
            addGroupEnd(data.groupEnd() == null ? PsdLayerData.FRESH : data.groupEnd());
            for (LayerNode child : node.children()) {
                add(child);
            }
        }
        StoredMask mask = StoredMask.of(node, data);
        List<StoredChannel> channels = new ArrayList<>(colourChannels(node, data));
        channels.addAll(mask.channels());
        addRecord(
                node.isGroup() ? Rect.EMPTY : node.bounds(),
                channels,
                PsdBlend.key(node.blendMode()),
                (int) Math.round(node.opacity() * 255),
                node.clipping(),
                flags(node, data),
                mask.data(),
                data.blendingRanges(),
                node.name(),
                blocks(node, data));
    }

    private static int flags(LayerNode node, PsdLayerData data) {
        int flags = data.flags() & ~PsdLayerRecord.HIDDEN;
        if (!node.visible()) {
            flags |= PsdLayerRecord.HIDDEN;
        }
        if (node.attributes().alphaLocked() != data.alphaLocked()) {
            flags &= ~PsdLayerRecord.ALPHA_LOCKED;
            flags |= node.attributes().alphaLocked() ? PsdLayerRecord.ALPHA_LOCKED : 0;
        }
        return flags;
    }

    private void addGroupEnd(PsdLayerData data) throws IOException {
        OwnBlocks blocks = new OwnBlocks();
        blocks.put("luni", PsdText.unicodeBlock(GROUP_END_NAME));
        blocks.put("lsct", ByteBuffer.allocate(4).putInt(GROUP_END).array());
        addRecord(
                Rect.EMPTY,
                emptyChannels(),
                PsdBlend.key(BlendMode.NORMAL),
                255,
                false,
                data.flags(),
                null,
                data.blendingRanges(),
                GROUP_END_NAME,
                blocks.mergedInto(data.blocks()));
    }

    private void addRecord(
            Rect bounds,
            List<StoredChannel> channels,
            String blendKey,
            int opacity,
            boolean clipping,
            int flags,
            PsdMask mask,
            byte[] blendingRanges,
            String name,
            List<PsdBlock> blocks)
            throws IOException {
        count++;
        writeBounds(records, bounds);
        records.writeShort(channels.size());
        for (StoredChannel channel : channels) {
            records.writeShort(channel.id());
            records.writeInt(channel.data().length);
            channelData.add(channel.data());
        }
        records.write(latin("8BIM"));
        records.write(latin(blendKey));
        records.writeByte(opacity);
        records.writeByte(clipping ? 1 : 0);
        records.writeByte(flags);
        records.writeByte(0);
        byte[] extra = extra(mask, blendingRanges, name, blocks);
        records.writeInt(extra.length);
        records.write(extra);
    }

    private static byte[] extra(
            PsdMask mask, byte[] blendingRanges, String name, List<PsdBlock> blocks)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        if (mask == null) {
            out.writeInt(0);
        } else {
            out.writeInt(18 + mask.rest().length);
            writeBounds(out, mask.bounds());
            out.writeByte(mask.outside());
            out.writeByte(mask.flags());
            out.write(mask.rest());
        }
        out.writeInt(blendingRanges.length);
        out.write(blendingRanges);
        byte[] shortName = PsdText.shortName(name);
        out.writeByte(shortName.length);
        out.write(shortName);
        out.write(new byte[Math.floorMod(-(shortName.length + 1), 4)]);
        for (PsdBlock block : blocks) {
            writeBlock(out, block, 2);
        }
        return bytes.toByteArray();
    }

    /** Writes a block, filled up to a multiple of {@code padding}. */
    static void writeBlock(DataOutputStream out, PsdBlock block, int padding) throws IOException {
        out.write(latin("8BIM"));
        out.write(latin(block.key()));
        out.writeInt(block.data().length);
        out.write(block.data());
        out.write(new byte[Math.floorMod(-block.data().length, padding)]);
    }

    private static void writeBounds(DataOutputStream out, Rect bounds) throws IOException {
        out.writeInt(bounds.y());
        out.writeInt(bounds.x());
        out.writeInt(bounds.bottom());
        out.writeInt(bounds.right());
    }

    private List<StoredChannel> colourChannels(LayerNode node, PsdLayerData data) {
        Rect bounds = node.isGroup() ? Rect.EMPTY : node.bounds();
        if (bounds.isEmpty()) {
            return emptyChannels();
        }
        byte[] rgba = node.pixels().rgba(bounds);
        List<StoredChannel> channels = new ArrayList<>();
        byte[] alpha = Planes.extract(rgba, 3);
        if (data.alphaStored() || !isOpaque(alpha)) {
            channels.add(StoredChannel.packed(Channel.ALPHA, alpha, bounds.width(), deflate));
        }
        for (int c = 0; c < 3; c++) {
            byte[] plane = Planes.extract(rgba, c);
            channels.add(StoredChannel.packed(c, plane, bounds.width(), deflate));
        }
        return channels;
    }

    private static boolean isOpaque(byte[] alpha) {
        for (byte a : alpha) {
            if (a != -1) {
                return false;
            }
        }
        return true;
    }

    private static List<StoredChannel> emptyChannels() {
        List<StoredChannel> channels = new ArrayList<>();
        for (int id = Channel.ALPHA; id < 3; id++) {
            channels.add(StoredChannel.packed(id, new byte[0], 0));
        }
        return channels;
    }

    private List<PsdBlock> blocks(LayerNode node, PsdLayerData data) {
        OwnBlocks blocks = new OwnBlocks();
        blocks.put("luni", PsdText.unicodeBlock(node.name()));
        blocks.put("lyid", ByteBuffer.allocate(4).putInt(ids.of(node)).array());
        if (node.fillOpacity() < 1) {
            byte[] fill = new byte[4];
            fill[0] = (byte) Math.round(node.fillOpacity() * 255);
            blocks.put("iOpa", fill);
        } else {
            blocks.drop("iOpa");
        }
        if (node.attributes().alphaLocked() != data.alphaLocked()) {
            int others = data.locks() & ~PsdLayerData.LOCKED_ALPHA;
            int locks = others | (node.attributes().alphaLocked() ? PsdLayerData.LOCKED_ALPHA : 0);
            blocks.put("lspf", ByteBuffer.allocate(4).putInt(locks).array());
        }
        if (node instanceof GroupLayer group) {
            blocks.drop("lsdk");
            blocks.put("lsct", groupMark(group));
        }
        return blocks.mergedInto(data.blocks());
    }

    private static byte[] groupMark(GroupLayer group) {
        return ByteBuffer.allocate(12)
                .putInt(group.expanded() ? 1 : 2)
                .put(latin("8BIM"))
                .put(latin(PsdBlend.key(group.blendMode())))
                .array();
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
