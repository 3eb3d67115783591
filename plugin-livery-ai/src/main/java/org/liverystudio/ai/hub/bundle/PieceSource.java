package org.liverystudio.ai.hub.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.liverystudio.ai.hub.bundle.BundleManifest.Piece;

/** A part of a bundle, open for reading. */
sealed interface PieceSource extends AutoCloseable {
    /** Its name, for messages. */
    String name();

    BundleManifest manifest();

    /**
     * @return empty if it does not hold the piece
     */
    Optional<byte[]> read(Piece piece) throws IOException;

    @Override
    void close() throws IOException;

    static String entryName(Piece piece) {
        return "pieces/%06d".formatted(piece.number());
    }

    /** Where a file lies in a bundle that is a folder. */
    static Path inFolder(Path folder, BundleFile file) {
        return folder.resolve("files").resolve(file.repo().toString()).resolve(file.path());
    }

    static byte[] read(FileChannel source, long offset, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining()) {
            if (source.read(bytes, offset + bytes.position()) < 0) {
                throw new IOException("a file ends early");
            }
        }
        return bytes.array();
    }

    /** A zip file. */
    record Zip(Path file, ZipFile zip, BundleManifest manifest) implements PieceSource {
        /**
         * @return empty if it is a zip of something else
         * @throws IOException if it is no zip, or cut off
         */
        static Optional<PieceSource> open(Path file) throws IOException {
            ZipFile zip = new ZipFile(file.toFile());
            boolean kept = false;
            try {
                ZipEntry entry = zip.getEntry(ManifestJson.NAME);
                if (entry == null) {
                    return Optional.empty();
                }
                byte[] json;
                try (InputStream in = zip.getInputStream(entry)) {
                    json = in.readNBytes(ManifestJson.MOST_BYTES);
                }
                PieceSource source = new Zip(file, zip, ManifestJson.read(file.toString(), json));
                kept = true;
                return Optional.of(source);
            } finally {
                if (!kept) {
                    zip.close();
                }
            }
        }

        @Override
        public String name() {
            return file.getFileName().toString();
        }

        @Override
        public Optional<byte[]> read(Piece piece) throws IOException {
            ZipEntry entry = zip.getEntry(entryName(piece));
            if (entry == null) {
                return Optional.empty();
            }
            try (InputStream in = zip.getInputStream(entry)) {
                return Optional.of(in.readNBytes(piece.bytes()));
            }
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }
    }

    /** A folder with the files as they are. */
    record Folder(Path folder, BundleManifest manifest) implements PieceSource {
        static PieceSource open(Path folder) throws IOException {
            Path list = folder.resolve(ManifestJson.NAME);
            return new Folder(folder, ManifestJson.read(list.toString(), Files.readAllBytes(list)));
        }

        @Override
        public String name() {
            return folder.toString();
        }

        @Override
        public Optional<byte[]> read(Piece piece) throws IOException {
            Path file = inFolder(folder, piece.file());
            if (!Files.isRegularFile(file) || Files.size(file) < piece.offset() + piece.bytes()) {
                return Optional.empty();
            }
            try (FileChannel channel = FileChannel.open(file)) {
                return Optional.of(PieceSource.read(channel, piece.offset(), piece.bytes()));
            }
        }

        @Override
        public void close() {}
    }
}
