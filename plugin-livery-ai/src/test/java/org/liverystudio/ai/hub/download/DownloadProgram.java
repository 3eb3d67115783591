package org.liverystudio.ai.hub.download;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.liverystudio.ai.hub.cache.CheckedBlobs;
import org.liverystudio.ai.hub.cache.RepoId;
import org.liverystudio.ai.hub.catalogue.PinnedFile;

/** A download in a process of its own, which tests kill. */
final class DownloadProgram {
    static final String PATH = "unet/model.safetensors";

    private DownloadProgram() {}

    /** Arguments: cache folder, endpoint, commit, size, SHA-256. */
    public static void main(String[] arguments) {
        Path cache = Path.of(arguments[0]);
        HubSettings settings =
                new HubSettings(
                        cache,
                        true,
                        URI.create(arguments[1]),
                        Optional.empty(),
                        false,
                        ProxySettings.NONE);
        PinnedFile file =
                new PinnedFile(
                        RepoId.parse("org/model"),
                        arguments[2],
                        PATH,
                        Long.parseLong(arguments[3]),
                        true,
                        Optional.of(arguments[4]),
                        Optional.empty(),
                        "unet",
                        "MIT");
        CheckedBlobs checked = new CheckedBlobs(cache.resolveSibling("checked.json"));
        new ModelDownload(settings, checked).fetch(List.of(file), new DownloadControl(), _ -> {});
    }
}
