package org.liverystudio.ai.diffusion.lora;

import java.util.List;
import java.util.Optional;
import org.liverystudio.ai.tensors.TensorEntry;

/**
 * The shapes that the parts of a change to one layer must have. Trainers write linear layers as 1x1
 * convolutions and the other way round; both mean the same numbers.
 */
final class LowRankShapes {
    private final LayerPlace place;

    LowRankShapes(LayerPlace place) {
        this.place = place;
    }

    /** The first part, as its layer wants it; empty if it does not fit. */
    Optional<TensorEntry> down(TensorEntry entry, long rank) {
        long kernel = place.kernel();
        return place.isConvolution()
                ? reshaped(entry, List.of(rank, place.inputs(), kernel, kernel))
                : reshaped(entry, List.of(rank, place.inputs()));
    }

    /** The first part where another one follows before the last. */
    Optional<TensorEntry> before(TensorEntry entry, TensorEntry middle) {
        return middle.shape().size() < 2
                ? Optional.empty()
                : reshaped(entry, List.of(middle.shape().get(1), place.inputs(), 1L, 1L));
    }

    boolean fitsMiddle(TensorEntry entry, long rank) {
        List<Long> shape = entry.shape();
        return place.isConvolution()
                && shape.size() == 4
                && shape.equals(List.of(rank, shape.get(1), place.kernel(), place.kernel()));
    }

    /** The last part. */
    Optional<TensorEntry> up(TensorEntry entry, long rank) {
        return place.isConvolution()
                ? reshaped(entry, List.of(place.outputs(), rank, 1L, 1L))
                : reshaped(entry, List.of(place.outputs(), rank));
    }

    private static Optional<TensorEntry> reshaped(TensorEntry entry, List<Long> shape) {
        List<Long> written = entry.shape();
        boolean same =
                written.equals(shape)
                        || withoutOnes(written).equals(shape)
                        || written.equals(withoutOnes(shape));
        return same
                ? Optional.of(
                        new TensorEntry(
                                entry.file(),
                                entry.name(),
                                entry.dtype(),
                                shape,
                                entry.offset(),
                                entry.byteCount()))
                : Optional.empty();
    }

    /** Without the kernel of a 1x1 convolution. */
    private static List<Long> withoutOnes(List<Long> shape) {
        boolean point = shape.size() == 4 && shape.get(2) == 1 && shape.get(3) == 1;
        return point ? shape.subList(0, 2) : shape;
    }
}
