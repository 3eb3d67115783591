package org.liverystudio.editor.format.psd;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.liverystudio.editor.document.GroupLayer;
import org.liverystudio.editor.document.LayerAttributes;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.host.BlendMode;

/**
 * Makes a tree of the flat list in a file, where an invisible record ends a group below its
 * children and the group's own record stands above them.
 */
final class PsdTree {
    /**
     * Photoshop stops at ten; a tree as deep as a hostile file could make it would end the stack.
     */
    private static final int DEEPEST = 100;

    private PsdTree() {}

    /** What a group mark says. */
    enum Mark {
        NONE,
        OPEN,
        CLOSED,
        END;

        static Mark of(PsdLayerRecord record) {
            byte[] data = data(record);
            int type = data.length < 4 ? 0 : ByteBuffer.wrap(data).getInt();
            return type >= 0 && type < values().length ? values()[type] : NONE;
        }

        private static byte[] data(PsdLayerRecord record) {
            return PsdBlock.find(record.blocks(), "lsct")
                    .or(() -> PsdBlock.find(record.blocks(), "lsdk"))
                    .map(PsdBlock::data)
                    .orElse(new byte[0]);
        }
    }

    private record Open(PsdLayerReader.Entry end, List<LayerNode> children) {}

    /** The top level, bottom to top. */
    static List<LayerNode> build(
            List<PsdLayerReader.Entry> entries, PsdInput in, PsdNotices notices) {
        Deque<Open> open = new ArrayDeque<>();
        open.push(new Open(null, new ArrayList<>()));
        for (PsdLayerReader.Entry entry : entries) {
            switch (Mark.of(entry.record())) {
                case NONE -> open.peek().children().add(entry.layer());
                case END -> {
                    if (open.size() > DEEPEST) {
                        throw in.damaged("its groups are nested more than " + DEEPEST + " deep");
                    }
                    open.push(new Open(entry, new ArrayList<>()));
                }
                case OPEN, CLOSED -> close(entry, open, notices);
            }
        }
        while (open.size() > 1) {
            List<LayerNode> orphans = open.pop().children();
            orphans.forEach(o -> notices.add(PsdNotices.Kind.GROUP_MARKS, o.name()));
            open.peek().children().addAll(orphans);
        }
        return open.peek().children();
    }

    private static void close(PsdLayerReader.Entry entry, Deque<Open> open, PsdNotices notices) {
        if (open.size() == 1) {
            notices.add(PsdNotices.Kind.GROUP_MARKS, entry.layer().name());
            open.peek().children().add(group(entry, null, List.of()));
            return;
        }
        Open inside = open.pop();
        open.peek().children().add(group(entry, inside.end(), inside.children()));
    }

    private static GroupLayer group(
            PsdLayerReader.Entry entry, PsdLayerReader.Entry end, List<LayerNode> children) {
        LayerAttributes attributes = entry.layer().attributes();
        PsdLayerData data = PsdLayerData.of(attributes.foreign());
        if (end != null) {
            data = data.withGroupEnd(PsdLayerData.of(end.layer().attributes().foreign()));
        }
        BlendMode mode = markedMode(entry.record()).orElse(attributes.blendMode());
        return new GroupLayer(
                attributes.withBlendMode(mode).withForeign(data),
                children,
                Mark.of(entry.record()) == Mark.OPEN);
    }

    /** The mark's own mode counts, because a layer record cannot say "pass through". */
    private static Optional<BlendMode> markedMode(PsdLayerRecord record) {
        byte[] data = Mark.data(record);
        if (data.length < 12) {
            return PsdBlend.mode(record.blendKey());
        }
        return PsdBlend.mode(new String(data, 8, 4, StandardCharsets.ISO_8859_1));
    }
}
