package org.liverystudio.editor.format.psd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.liverystudio.editor.document.LayerAttributes;
import org.liverystudio.editor.document.LayerIds;
import org.liverystudio.editor.document.PixelLayer;
import org.liverystudio.editor.format.MemoryBudget;
import org.liverystudio.editor.format.psd.PsdLayerRecord.Channel;
import org.liverystudio.editor.image.LayerMask;
import org.liverystudio.editor.image.TiledImage;
import org.liverystudio.editor.image.TiledMask;
import org.liverystudio.host.BlendMode;
import org.liverystudio.host.Rect;
import org.liverystudio.host.TaskProgress;

/** Reads the layers of a document: all records first, then the channels of all of them. */
final class PsdLayerReader {
    /** No channel has this number. */
    private static final int NO_MASK = Integer.MIN_VALUE;

    private final PsdHeader header;
    private final MemoryBudget budget;
    private final PsdNotices notices;
    private final PsdLayerProperties properties;
    private final TaskProgress progress;

    PsdLayerReader(
            PsdHeader header,
            MemoryBudget budget,
            PsdNotices notices,
            PsdLayerProperties properties,
            TaskProgress progress) {
        this.header = header;
        this.budget = budget;
        this.notices = notices;
        this.properties = properties;
        this.progress = progress;
    }

    /**
     * What a layer section holds.
     *
     * @param entries bottom to top
     * @param mergedTransparency whether the merged picture's first channel behind the colours is
     *     its transparency, which only a negative layer count tells
     */
    record Layers(List<Entry> entries, boolean mergedTransparency) {}

    /** A layer record with its pixels; groups and ends of groups have none. */
    record Entry(PsdLayerRecord record, PixelLayer layer) {}

    Layers read(PsdInput in) {
        int count = in.s16();
        List<PsdLayerRecord> records = new ArrayList<>();
        for (int i = 0; i < Math.abs(count); i++) {
            records.add(PsdLayerRecord.read(in, header.big()));
        }
        List<Entry> entries = new ArrayList<>();
        for (PsdLayerRecord record : records) {
            progress.throwIfCancelled();
            progress.update(
                    (double) entries.size() / records.size(),
                    "Reading layer %d of %d".formatted(entries.size() + 1, records.size()));
            entries.add(new Entry(record, layer(record, in)));
        }
        return new Layers(entries, count < 0);
    }

    private PixelLayer layer(PsdLayerRecord record, PsdInput in) {
        ChannelPlanes planes = new ChannelPlanes(record);
        for (Channel channel : record.channels()) {
            planes.read(channel, in.section(channel.length(), "layer " + record.name()));
        }
        LayerMask mask = planes.layerMask();
        TiledImage pixels = planes.image();
        PsdLayerData data =
                new PsdLayerData(
                        record.flags(),
                        record.blendingRanges(),
                        record.blocks(),
                        record.mask(),
                        mask,
                        planes.kept,
                        record.channel(Channel.ALPHA) != null,
                        null);
        return new PixelLayer(attributes(record, data, mask), pixels);
    }

    private LayerAttributes attributes(
            PsdLayerRecord record, PsdLayerData data, LayerMask layerMask) {
        String name = record.name();
        BlendMode mode = PsdBlend.mode(record.blendKey()).orElse(null);
        if (mode == null) {
            notices.add(PsdNotices.Kind.UNKNOWN_BLEND, name);
        }
        if (mode == null || mode == BlendMode.PASS_THROUGH) {
            mode = BlendMode.NORMAL; // passing groups say so in their group mark
        }
        double fill =
                PsdBlock.find(record.blocks(), "iOpa")
                        .filter(block -> block.data().length > 0)
                        .map(block -> (block.data()[0] & 255) / 255.0)
                        .orElse(1.0);
        notices.inspect(record, name, mode, fill);
        return new LayerAttributes(
                LayerIds.next(),
                name,
                record.isVisible(),
                record.opacity() / 255.0,
                fill,
                mode,
                record.clipping(),
                data.alphaLocked(),
                Optional.ofNullable(layerMask),
                properties.role(data.fileId()),
                properties.values(data.fileId()),
                data);
    }

    /** The channels of one layer, as far as they are unpacked. */
    private final class ChannelPlanes {
        private final PsdLayerRecord record;
        private final byte[][] colours = new byte[3][];
        private final boolean hasReal;
        private final boolean keepPacked;
        private final int shownMask;
        private final List<PsdLayerData.KeptChannel> kept = new ArrayList<>();
        private byte[] alpha;
        private TiledMask coverage;

        ChannelPlanes(PsdLayerRecord record) {
            this.record = record;
            hasReal = record.channel(Channel.REAL_MASK) != null && record.mask() != null;
            shownMask = shownMask(record);
            keepPacked = hasReal || shownMask == NO_MASK;
        }

        /**
         * Beside a vector mask, the mask channel holds what both make together, and the real mask
         * what the painter drew. The pixels of shapes are cut by their vector already.
         */
        private int shownMask(PsdLayerRecord record) {
            if (record.mask() == null || !record.isShape()) {
                return Channel.MASK;
            }
            if (hasReal) {
                return Channel.REAL_MASK;
            }
            return record.mask().isRendered() ? NO_MASK : Channel.MASK;
        }

        void read(Channel channel, PsdInput in) {
            switch (channel.id()) {
                case 0, 1, 2 -> readColour(channel.id(), in);
                case Channel.ALPHA -> alpha = plane(record.bounds(), in);
                case Channel.MASK -> readMask(channel, record.mask(), in);
                case Channel.REAL_MASK -> {
                    if (hasReal) {
                        readMask(channel, record.mask().real(in), in);
                    }
                }
                default -> {
                    // Photoshop knows no other channels of layers; their bytes are skipped.
                }
            }
        }

        private void readColour(int id, PsdInput in) {
            byte[] plane = plane(record.bounds(), in);
            if (header.mode() == PsdHeader.Mode.RGB) {
                colours[id] = plane;
            } else if (id == 0) {
                Arrays.fill(colours, plane);
            }
        }

        private void readMask(Channel channel, PsdMask mask, PsdInput in) {
            if (mask == null) {
                return;
            }
            byte[] values = plane(mask.bounds(), in);
            if (keepPacked) {
                byte[] known = values == null ? new byte[0] : values;
                byte[] packed = PackedPlane.channel(known, mask.bounds().width());
                budget.keep(packed.length);
                kept.add(new PsdLayerData.KeptChannel(channel.id(), packed));
            }
            if (channel.id() == shownMask) {
                coverage =
                        values == null
                                ? TiledMask.filledWith(mask.outside())
                                : TiledMask.of(mask.bounds(), values, mask.outside());
                budget.keep(coverage.byteCount());
            }
        }

        /** Null for a channel without pixels. */
        private byte[] plane(Rect bounds, PsdInput in) {
            if (bounds.isEmpty() || in.remaining() < 2) {
                return null;
            }
            budget.check(
                    tileArea(bounds) * 4,
                    "layer \"%s\" of %d x %d pixels"
                            .formatted(record.name(), bounds.width(), bounds.height()));
            return PsdChannel.read(
                    in, bounds.width(), bounds.height(), header.depth(), header.big());
        }

        TiledImage image() {
            if (alpha == null && colours[0] == null && colours[1] == null && colours[2] == null) {
                return TiledImage.EMPTY;
            }
            TiledImage image =
                    TiledImage.ofRgba(
                            record.bounds(),
                            Planes.interleave(
                                    colours[0], colours[1], colours[2], alpha, record.bounds()));
            budget.keep(image.byteCount());
            return image;
        }

        LayerMask layerMask() {
            PsdMask mask = record.mask();
            if (mask == null || coverage == null) {
                return null;
            }
            if (mask.isFeathered(hasReal)) {
                notices.add(PsdNotices.Kind.MASK_FEATHER, record.name());
            }
            return new LayerMask(coverage, !mask.isDisabled(), mask.density(hasReal));
        }
    }

    /** Pixels of the tiles that a rectangle touches: what it may cost. */
    private static long tileArea(Rect bounds) {
        long columns = (bounds.right() - 1 >> 8) - (bounds.x() >> 8) + 1L;
        long rows = (bounds.bottom() - 1 >> 8) - (bounds.y() >> 8) + 1L;
        return columns * rows << 16;
    }
}
