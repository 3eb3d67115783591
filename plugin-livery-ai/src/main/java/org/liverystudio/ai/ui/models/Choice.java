package org.liverystudio.ai.ui.models;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.liverystudio.ai.hub.catalogue.ModelSet;
import org.liverystudio.ai.hub.files.ByteText;
import org.liverystudio.ai.hub.library.Licence;
import org.liverystudio.ai.hub.library.ModelLibrary;

/**
 * A set that can be fetched, as it stands on this computer.
 *
 * @param time how long it takes, if a line speed is known
 * @param terms what has not been accepted yet
 */
record Choice(
        ModelSet set,
        boolean complete,
        long bytesMissing,
        Optional<Duration> time,
        List<Licence> terms) {
    static Choice of(ModelLibrary library, ModelSet set) {
        ModelLibrary.SetStatus status = library.status(set);
        return new Choice(
                set,
                status.complete(),
                status.bytesMissing(),
                library.timeFor(status.bytesMissing()),
                library.licencesToAccept(set));
    }

    /** Such as {@code 6.9 GB, about 12 min, licence openrail++}. */
    String details() {
        if (complete) {
            return "On this computer, %s".formatted(ByteText.of(set.sizeBytes()));
        }
        boolean begun = bytesMissing < set.sizeBytes();
        String size =
                begun
                        ? "%s of %s still to fetch"
                                .formatted(ByteText.of(bytesMissing), ByteText.of(set.sizeBytes()))
                        : ByteText.of(bytesMissing);
        return size
                + time.map(t -> ", about " + words(t)).orElse("")
                + ", licence "
                + set.licences();
    }

    private static String words(Duration time) {
        long minutes = Math.max(1, (time.toSeconds() + 59) / 60);
        return minutes < 60
                ? "%d min".formatted(minutes)
                : "%d h %d min".formatted(minutes / 60, minutes % 60);
    }

    boolean isSameAs(Choice other) {
        return other != null && set.name().equals(other.set().name());
    }
}
