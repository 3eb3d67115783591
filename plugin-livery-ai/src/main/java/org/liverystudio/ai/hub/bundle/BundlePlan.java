package org.liverystudio.ai.hub.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.liverystudio.ai.hub.bundle.BundleManifest.Part;
import org.liverystudio.ai.hub.files.ByteText;
import org.liverystudio.host.LiveryException;

/** Decides which part of a bundle holds which pieces. Reads no file: same input, same plan. */
final class BundlePlan {
    /** What a zip adds to an entry, generously. */
    private static final long ENTRY_BYTES = 512;

    private static final long ZIP_BYTES = 64 << 10;
    private static final String SUFFIX = ".zip";

    private BundlePlan() {}

    /**
     * @param name of the zip, ending in {@code .zip}
     * @param manifestBytes of the manifest, which each part carries
     * @param splitBytes most of a part
     * @throws LiveryException if parts of that size hold no piece
     */
    static List<Part> zips(
            String name,
            List<BundleFile> files,
            int pieceBytes,
            long manifestBytes,
            OptionalLong splitBytes) {
        long room = splitBytes.orElse(Long.MAX_VALUE) - manifestBytes - ZIP_BYTES;
        if (room < pieceBytes + ENTRY_BYTES) {
            throw new LiveryException(
                    "Parts of %s are too small for pieces of %s."
                            .formatted(ByteText.of(splitBytes.orElse(0)), ByteText.of(pieceBytes)),
                    "Take --split 100MB or more.");
        }
        List<Integer> firsts = new ArrayList<>(List.of(0));
        long filled = 0;
        int piece = 0;
        for (BundleFile file : files) {
            for (int i = 0; i < file.pieces().size(); i++) {
                long bytes =
                        Math.min(pieceBytes, file.sizeBytes() - (long) i * pieceBytes)
                                + ENTRY_BYTES;
                if (filled + bytes > room) {
                    firsts.add(piece);
                    filled = 0;
                }
                filled += bytes;
                piece++;
            }
        }
        return named(name.substring(0, name.length() - SUFFIX.length()), firsts);
    }

    private static List<Part> named(String stem, List<Integer> firsts) {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < firsts.size(); i++) {
            String number = firsts.size() == 1 ? "" : "-%dof%d".formatted(i + 1, firsts.size());
            parts.add(new Part(stem + number + SUFFIX, firsts.get(i)));
        }
        return parts;
    }
}
