package org.liverystudio.ai.hub.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.liverystudio.ai.hub.bundle.BundleManifest.Part;
import org.liverystudio.ai.hub.bundle.BundleManifest.Piece;
import org.liverystudio.ai.hub.catalogue.ModelSet;
import org.liverystudio.ai.hub.catalogue.ModelStore;
import org.liverystudio.ai.hub.catalogue.PinnedFile;
import org.liverystudio.ai.hub.files.ByteProgress;
import org.liverystudio.ai.hub.files.ByteWalk;
import org.liverystudio.ai.hub.files.ContentHash;
import org.liverystudio.ai.hub.files.DurableFiles;
import org.liverystudio.ai.hub.files.FreeSpace;
import org.liverystudio.host.LiveryException;

/**
 * Writes a set as zip files, each whole in itself, or as a folder. Nothing is compressed: weights
 * are almost noise; docs/decisions/0016 tells what was measured.
 */
public final class BundleExport {
    static final int PIECE_BYTES = 16 << 20;

    private final ModelStore store;
    private final int pieceBytes;

    public BundleExport(ModelStore store) {
        this(store, PIECE_BYTES);
    }

    BundleExport(ModelStore store, int pieceBytes) {
        this.store = store;
        this.pieceBytes = pieceBytes;
    }

    /**
     * Reads every file twice: first to check and hash it, then to copy it.
     *
     * @param target ends in {@code .zip} for zip files, else a folder, which may not be there yet
     * @param splitBytes most of a zip; those of a stick formatted with FAT end at 4 GiB
     * @return what was written
     * @throws LiveryException if a file is missing or damaged, or the target cannot be written
     * @throws java.util.concurrent.CancellationException if cancelled; nothing half stays
     */
    public List<Path> write(
            ModelSet set,
            Path target,
            OptionalLong splitBytes,
            Consumer<ByteProgress> progress,
            BooleanSupplier cancelled) {
        Path place = target.toAbsolutePath();
        boolean zips = place.getFileName().toString().endsWith(".zip");
        if (!zips && splitBytes.isPresent()) {
            throw new LiveryException(
                    "A folder is not split.",
                    "Name a file that ends in .zip, or leave --split out.");
        }
        ByteWalk walk = new ByteWalk("Exporting", 2 * set.sizeBytes(), progress, cancelled);
        try {
            List<BundleFile> files = new ArrayList<>();
            for (PinnedFile file : set.files()) {
                files.add(hashed(file, walk));
            }
            String id = UUID.randomUUID().toString();
            BundleManifest plan =
                    manifest(id, set, files, List.of(new Part(BundleManifest.FOLDER, 0)));
            long room = plan.sizeBytes();
            Path folder = zips ? place.getParent() : place;
            FreeSpace.require(folder, room, FreeSpace.bytesAt(folder));
            Files.createDirectories(folder);
            return zips ? zips(place, splitBytes, plan, set, walk) : folder(place, plan, walk);
        } catch (IOException e) {
            throw new LiveryException(
                    "%s cannot be exported to %s: %s.".formatted(set.name(), place, e.getMessage()),
                    "Check the drive and its free space, and export again; the models are safe.",
                    e);
        }
    }

    private BundleManifest manifest(
            String id, ModelSet set, List<BundleFile> files, List<Part> parts) {
        return new BundleManifest(id, set.name(), set.title(), pieceBytes, files, parts);
    }

    private BundleFile hashed(PinnedFile file, ByteWalk walk) throws IOException {
        Path place = store.place(file);
        if (!Files.isRegularFile(place)) {
            throw new LiveryException(
                    "%s of %s is not on this computer.".formatted(file.path(), file.repo()),
                    "Download the set first; only whole sets are exported.");
        }
        MessageDigest whole = ContentHash.sha256("").newDigest(0);
        List<String> pieces = new ArrayList<>();
        try (InputStream in = Files.newInputStream(place)) {
            for (byte[] piece = in.readNBytes(pieceBytes);
                    piece.length > 0;
                    piece = in.readNBytes(pieceBytes)) {
                whole.update(piece);
                pieces.add(sha256(piece));
                walk.advance(piece.length);
            }
        }
        String sha256 = HexFormat.of().formatHex(whole.digest());
        String blob = place.toRealPath().getFileName().toString();
        if (!file.sha256().orElse(sha256).equals(sha256)) {
            throw new LiveryException(
                    "%s is damaged: its SHA-256 is wrong.".formatted(place),
                    "Run livery models repair, then export again.");
        }
        return new BundleFile(
                file.repo(),
                file.commit(),
                file.path(),
                Files.size(place),
                ContentHash.ofEtag(blob).isPresent() ? blob : sha256,
                sha256,
                file.role(),
                file.licence(),
                pieces);
    }

    static String sha256(byte[] piece) {
        return HexFormat.of().formatHex(ContentHash.sha256("").newDigest(0).digest(piece));
    }

    private List<Path> zips(
            Path target, OptionalLong splitBytes, BundleManifest plan, ModelSet set, ByteWalk walk)
            throws IOException {
        List<Part> parts =
                BundlePlan.zips(
                        target.getFileName().toString(),
                        plan.files(),
                        pieceBytes,
                        ManifestJson.write(plan).length,
                        splitBytes);
        BundleManifest manifest = manifest(plan.id(), set, plan.files(), parts);
        List<Path> written = new ArrayList<>();
        for (Part part : parts) {
            Path file = target.resolveSibling(part.name());
            Path temporary = DurableFiles.beside(file);
            try {
                zip(temporary, part, manifest, walk);
                DurableFiles.syncFile(temporary);
                DurableFiles.move(temporary, file);
            } finally {
                Files.deleteIfExists(temporary);
            }
            written.add(file);
        }
        return written;
    }

    private void zip(Path file, Part part, BundleManifest manifest, ByteWalk walk)
            throws IOException {
        try (ZipOutputStream zip =
                new ZipOutputStream(
                        Files.newOutputStream(
                                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            store(zip, ManifestJson.NAME, ManifestJson.write(manifest));
            for (BundleFile bundled : manifest.files()) {
                try (FileChannel source = FileChannel.open(store.place(bundled.pinned()))) {
                    for (Piece piece : manifest.pieces(bundled)) {
                        if (manifest.partOf(piece.number()).equals(part)) {
                            store(zip, PieceSource.entryName(piece), read(source, piece));
                            walk.advance(piece.bytes());
                        }
                    }
                }
            }
        }
    }

    private static byte[] read(FileChannel source, Piece piece) throws IOException {
        byte[] bytes = PieceSource.read(source, piece.offset(), piece.bytes());
        if (!sha256(bytes).equals(piece.sha256())) {
            throw new IOException("%s changed while it was read".formatted(piece.file()));
        }
        return bytes;
    }

    private static void store(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    /** The manifest comes last: a folder without it is not finished. */
    private List<Path> folder(Path folder, BundleManifest manifest, ByteWalk walk)
            throws IOException {
        for (BundleFile file : manifest.files()) {
            Path target = PieceSource.inFolder(folder, file);
            Files.createDirectories(target.getParent());
            Path temporary = DurableFiles.beside(target);
            try (FileChannel source = FileChannel.open(store.place(file.pinned()));
                    FileChannel out =
                            FileChannel.open(
                                    temporary,
                                    StandardOpenOption.CREATE_NEW,
                                    StandardOpenOption.WRITE)) {
                for (Piece piece : manifest.pieces(file)) {
                    out.write(ByteBuffer.wrap(read(source, piece)));
                    walk.advance(piece.bytes());
                }
                out.force(true);
                DurableFiles.move(temporary, target);
            } finally {
                Files.deleteIfExists(temporary);
            }
        }
        Path list = folder.resolve(ManifestJson.NAME);
        DurableFiles.write(list, ManifestJson.write(manifest));
        return List.of(list);
    }
}
