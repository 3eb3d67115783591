package org.liverystudio.ai.hub.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.liverystudio.host.LiveryException;

/** The parts of one bundle that lie together in a folder, all open. */
record BundleParts(BundleManifest manifest, List<PieceSource> open, List<String> broken)
        implements AutoCloseable {
    BundleParts {
        open = List.copyOf(open);
        broken = List.copyOf(broken);
    }

    /**
     * @throws LiveryException if there is no bundle, or there are several and a folder was named
     */
    static BundleParts find(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new LiveryException(
                    "There is no file or folder %s.".formatted(path), "Check the path.");
        }
        if (Files.isDirectory(path) && Files.isRegularFile(path.resolve(ManifestJson.NAME))) {
            PieceSource folder = PieceSource.Folder.open(path);
            return new BundleParts(folder.manifest(), List.of(folder), List.of());
        }
        List<PieceSource> zips = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        boolean found = false;
        try {
            for (Path file : zipsAt(path)) {
                open(file, zips, broken);
            }
            BundleManifest manifest = manifest(path, zips, broken);
            close(zips.stream().filter(zip -> !isOf(manifest, zip)).toList());
            zips.removeIf(zip -> !isOf(manifest, zip));
            List<String> names = manifest.parts().stream().map(p -> p.name()).toList();
            broken.removeIf(problem -> names.stream().noneMatch(problem::startsWith));
            found = true;
            return new BundleParts(manifest, zips, broken);
        } finally {
            if (!found) {
                close(zips);
            }
        }
    }

    private static boolean isOf(BundleManifest manifest, PieceSource zip) {
        return zip.manifest().id().equals(manifest.id());
    }

    private static List<Path> zipsAt(Path path) throws IOException {
        Path folder = Files.isDirectory(path) ? path : path.getParent();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".zip"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    private static void open(Path file, List<PieceSource> zips, List<String> broken)
            throws IOException {
        try {
            PieceSource.Zip.open(file).ifPresent(zips::add);
        } catch (ZipException e) {
            broken.add("%s is broken (%s)".formatted(file.getFileName(), e.getMessage()));
        }
    }

    /** That of the part that was named, else the only one there is. */
    private static BundleManifest manifest(Path path, List<PieceSource> zips, List<String> broken) {
        Optional<PieceSource> named =
                zips.stream()
                        .filter(zip -> zip.name().equals(path.getFileName().toString()))
                        .findFirst();
        List<BundleManifest> all =
                named.map(zip -> List.of(zip.manifest()))
                        .orElseGet(
                                () -> zips.stream().map(PieceSource::manifest).distinct().toList());
        if (all.isEmpty()) {
            throw new LiveryException(
                    broken.isEmpty()
                            ? "%s holds no exported models.".formatted(path)
                            : String.join(", ", broken) + ".",
                    broken.isEmpty()
                            ? "Name a file or folder that livery models export has written."
                            : "Copy it again.");
        }
        List<String> ids = all.stream().map(BundleManifest::id).distinct().toList();
        if (ids.size() > 1) {
            throw new LiveryException(
                    "%s holds %d exports.".formatted(path, ids.size()),
                    "Name one file of the one you mean.");
        }
        return all.getFirst();
    }

    private static void close(List<PieceSource> sources) throws IOException {
        for (PieceSource source : sources) {
            source.close();
        }
    }

    @Override
    public void close() throws IOException {
        close(open);
    }
}
