package org.liverystudio.ai.hub.bundle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.liverystudio.ai.hub.bundle.BundleManifest.Part;
import org.liverystudio.ai.hub.cache.RepoFolder;
import org.liverystudio.ai.hub.cache.RepoId;
import org.liverystudio.ai.hub.catalogue.Field;
import org.liverystudio.ai.hub.download.FileIntake;
import org.liverystudio.ai.hub.files.ContentHash;
import org.liverystudio.host.LiveryException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The manifest as it stands in a bundle. It may come from anywhere, so nothing in it is trusted.
 */
final class ManifestJson {
    /** Its name in a zip and in a folder. */
    static final String NAME = "manifest.json";

    /** A manifest of 100 GB of models has half a megabyte. */
    static final int MOST_BYTES = 16 << 20;

    private static final String FORMAT = "ai-livery-models";
    private static final int VERSION = 1;
    private static final int MOST_PIECE_BYTES = 1 << 28;
    private static final String SHA256 = "[0-9a-f]{64}";
    private static final String PART_NAME = "[\\w][\\w. ()-]{0,199}";

    private ManifestJson() {}

    static byte[] write(BundleManifest manifest) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("format", FORMAT);
        root.put("version", VERSION);
        root.put("id", manifest.id());
        root.put("set", manifest.setName());
        root.put("title", manifest.setTitle());
        root.put("pieceBytes", manifest.pieceBytes());
        root.put(
                "parts",
                manifest.parts().stream()
                        .map(part -> Map.of("name", part.name(), "firstPiece", part.firstPiece()))
                        .toList());
        root.put("files", manifest.files().stream().map(ManifestJson::file).toList());
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    }

    private static Map<String, Object> file(BundleFile file) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("repository", file.repo().toString());
        entry.put("commit", file.commit());
        entry.put("path", file.path());
        entry.put("sizeBytes", file.sizeBytes());
        entry.put("etag", file.etag());
        entry.put("sha256", file.sha256());
        entry.put("role", file.role());
        entry.put("licence", file.licence());
        entry.put("pieces", file.pieces());
        return entry;
    }

    /**
     * @param name of the file, for messages
     * @throws LiveryException if it is no manifest of a bundle; the message names the field
     */
    static BundleManifest read(String name, byte[] json) {
        Field root = Field.root(name, json);
        root.required("format").text(FORMAT::equals, "\"" + FORMAT + "\"");
        Field version = root.required("version");
        if (version.count() != VERSION) {
            throw version.wrong("must be %d".formatted(VERSION));
        }
        Field pieceBytes = root.required("pieceBytes");
        if (pieceBytes.count() > MOST_PIECE_BYTES
                || !FileIntake.canTake((int) pieceBytes.count())) {
            throw pieceBytes.wrong(
                    "must be a multiple of 131072, at most %d".formatted(MOST_PIECE_BYTES));
        }
        int piece = (int) pieceBytes.count();
        List<BundleFile> files = new ArrayList<>();
        for (Field file : root.required("files").elements()) {
            files.add(file(file, piece));
        }
        List<Part> parts = new ArrayList<>();
        for (Field part : root.required("parts").elements()) {
            parts.add(
                    new Part(
                            part.required("name").text(t -> t.matches(PART_NAME), "a file name"),
                            (int)
                                    Math.min(
                                            Integer.MAX_VALUE,
                                            part.required("firstPiece").count())));
        }
        if (parts.isEmpty() || parts.getFirst().firstPiece() != 0) {
            throw root.required("parts").wrong("must begin with piece 0");
        }
        return new BundleManifest(
                root.required("id").text(t -> t.matches("[\\w-]{1,64}"), "a name"),
                root.required("set").text(),
                root.required("title").text(),
                piece,
                files,
                parts);
    }

    private static BundleFile file(Field file, int pieceBytes) {
        RepoId repo = RepoId.parse(file.required("repository").text());
        Field pieces = file.required("pieces");
        BundleFile read =
                new BundleFile(
                        repo,
                        file.required("commit").text(RepoFolder::isCommit, "a commit"),
                        file.required("path").text(RepoFolder::isSafe, "a path inside the model"),
                        file.required("sizeBytes").count(),
                        file.required("etag").text(ManifestJson::isHash, "the hash of the file"),
                        file.required("sha256").text(t -> t.matches(SHA256), "a SHA-256"),
                        file.required("role").text(),
                        file.required("licence").text(),
                        pieces.elements().stream()
                                .map(hash -> hash.text(t -> t.matches(SHA256), "a SHA-256"))
                                .toList());
        if (read.etag().length() == read.sha256().length() && !read.etag().equals(read.sha256())) {
            throw file.required("etag").wrong("must be the SHA-256 of the file");
        }
        if (read.pieces().size() != BundleManifest.pieceCount(read.sizeBytes(), pieceBytes)) {
            throw pieces.wrong("must hold one hash for each piece");
        }
        return read;
    }

    /** Blobs are named by their content; another name would lead other programs astray. */
    private static boolean isHash(String etag) {
        return ContentHash.ofEtag(etag).isPresent();
    }
}
