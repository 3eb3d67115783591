package org.liverystudio.editor.format.psd;

import java.util.List;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.editor.format.psd.PsdLayerRecord.Channel;
import org.liverystudio.editor.image.LayerMask;
import org.liverystudio.host.Rect;

/**
 * A layer's mask for the file: as it was stored if the painter left its pixels alone.
 *
 * @param data null if there is none
 */
record StoredMask(PsdMask data, List<StoredChannel> channels) {
    private static final int HAS_PARAMETERS = 16;
    private static final byte USER_DENSITY = 1;

    static StoredMask of(LayerNode node, PsdLayerData before) {
        LayerMask mask = node.mask().orElse(null);
        if (mask == null) {
            // What was not read as a mask belongs to a vector and stays; otherwise it was removed.
            return before.readMask() == null
                    ? new StoredMask(before.mask(), kept(before))
                    : new StoredMask(null, List.of());
        }
        boolean untouched =
                before.mask() != null
                        && before.readMask() != null
                        && before.readMask().coverage() == mask.coverage()
                        && before.readMask().density() == mask.density();
        if (!untouched) {
            return fresh(mask);
        }
        PsdMask data = before.mask().withDisabled(!mask.enabled());
        return new StoredMask(
                data,
                before.keptChannels().isEmpty()
                        ? List.of(channel(mask, data.bounds()))
                        : kept(before));
    }

    private static List<StoredChannel> kept(PsdLayerData before) {
        return before.keptChannels().stream()
                .map(channel -> new StoredChannel(channel.id(), channel.data()))
                .toList();
    }

    private static StoredMask fresh(LayerMask mask) {
        Rect bounds = mask.coverage().bounds();
        int outside = mask.coverage().outside();
        PsdMask data = new PsdMask(bounds, outside);
        if (mask.density() < 1) {
            byte density = (byte) Math.round(mask.density() * 255);
            data = new PsdMask(bounds, outside, HAS_PARAMETERS, new byte[] {USER_DENSITY, density});
        }
        return new StoredMask(data.withDisabled(!mask.enabled()), List.of(channel(mask, bounds)));
    }

    private static StoredChannel channel(LayerMask mask, Rect bounds) {
        return StoredChannel.packed(Channel.MASK, mask.coverage().coverage(bounds), bounds.width());
    }
}
