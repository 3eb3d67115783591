package org.liverystudio.ai.hub.catalogue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.liverystudio.ai.hub.cache.HubCache;
import org.liverystudio.ai.hub.cache.PointerFiles;
import org.liverystudio.ai.hub.cache.RepoFolder;

/** Contents, their hashes, and files of a cache as another program would have put them there. */
public final class HubFixture {
    private HubFixture() {}

    public static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Puts a file into a cache, under the name of its hash. */
    public static Path put(Path cache, PinnedFile file, byte[] content) throws IOException {
        RepoFolder repo = new HubCache(cache).repo(file.repo());
        Path blob = repo.blob(file.sha256().orElseGet(() -> sha256(content)));
        Files.createDirectories(blob.getParent());
        Files.write(blob, content);
        Path pointer = repo.pointer(file.commit(), file.path());
        new PointerFiles().point(pointer, blob, false);
        return pointer;
    }

    /** A catalogue of one set, "tiny", with two files: "first" and "second". */
    public static Catalogue tinyCatalogue() {
        return catalogue(
                """
                {"version": 1, "sets": [{"name": "tiny", "title": "Tiny model"}],
                 "repositories": [{
                   "id": "org/tiny",
                   "commit": "0123456789abcdef0123456789abcdef01234567",
                   "licence": "MIT",
                   "files": [
                     {"path": "unet/a.bin", "sizeBytes": 5, "sha256": "%s",
                      "role": "unet", "sets": ["tiny"]},
                     {"path": "b.bin", "sizeBytes": 6, "sha256": "%s",
                      "role": "vae", "sets": ["tiny"]}]}]}
                """
                        .formatted(sha256(bytes("first")), sha256(bytes("second"))));
    }

    public static Catalogue catalogue(String json) {
        return Catalogue.read("test.json", bytes(json));
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
