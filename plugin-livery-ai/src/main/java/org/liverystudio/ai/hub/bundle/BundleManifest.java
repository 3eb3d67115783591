package org.liverystudio.ai.hub.bundle;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What a bundle holds; each of its parts carries the whole manifest. Pieces are numbered through
 * all files in their order.
 *
 * @param id the same in all parts of one bundle
 * @param pieceBytes of each piece but the last of a file
 * @param parts in order; each holds the pieces from its first to before the next part's first
 */
record BundleManifest(
        String id,
        String setName,
        String setTitle,
        int pieceBytes,
        List<BundleFile> files,
        List<Part> parts) {
    /** Name of the only part of a bundle that is a folder. */
    static final String FOLDER = "folder";

    /** A zip file, or the folder itself. */
    record Part(String name, int firstPiece) {}

    /**
     * One piece.
     *
     * @param number through all files
     * @param offset in its file
     */
    record Piece(int number, BundleFile file, long offset, int bytes, String sha256) {}

    BundleManifest {
        files = List.copyOf(files);
        parts = List.copyOf(parts);
    }

    static int pieceCount(long sizeBytes, int pieceBytes) {
        return Math.toIntExact((sizeBytes + pieceBytes - 1) / pieceBytes);
    }

    int pieceCount() {
        return files.stream().mapToInt(file -> file.pieces().size()).sum();
    }

    int firstPiece(BundleFile file) {
        return files.stream()
                .takeWhile(before -> !before.equals(file))
                .mapToInt(before -> before.pieces().size())
                .sum();
    }

    List<Piece> pieces(BundleFile file) {
        int first = firstPiece(file);
        return IntStream.range(0, file.pieces().size())
                .mapToObj(
                        i -> {
                            long offset = (long) i * pieceBytes;
                            int bytes = (int) Math.min(pieceBytes, file.sizeBytes() - offset);
                            return new Piece(first + i, file, offset, bytes, file.pieces().get(i));
                        })
                .toList();
    }

    /** The part that holds a piece. */
    Part partOf(int piece) {
        return parts.stream()
                .filter(part -> part.firstPiece() <= piece)
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    /** Bytes of all files. */
    long sizeBytes() {
        return files.stream().mapToLong(BundleFile::sizeBytes).sum();
    }
}
