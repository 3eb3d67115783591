package org.liverystudio.ai.hub.cache;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.liverystudio.ai.hub.files.DurableFiles;
import org.liverystudio.host.LiveryException;

/**
 * The folder that huggingface_hub and others share: one folder a repository, locks beside them.
 *
 * @see <a href="https://huggingface.co/docs/huggingface_hub/guides/manage-cache">its layout</a>
 */
public final class HubCache {
    private static final String LOCKS = ".locks";

    /** First line as the standard wants it, so that backup programs leave the folder out. */
    private static final String TAG =
            """
            Signature: 8a477f597d28d172789f06886806bc55
            # This file is a cache directory tag: models here can be downloaded again.
            # See https://bford.info/cachedir/
            """;

    private final Path folder;

    public HubCache(Path folder) {
        this.folder = folder;
    }

    public Path folder() {
        return folder;
    }

    public RepoFolder repo(RepoId id) {
        return new RepoFolder(folder.resolve(id.folderName()), folder.resolve(LOCKS));
    }

    /**
     * Makes the folder and marks it as a cache.
     *
     * @throws LiveryException if that is not possible
     */
    public void prepare() {
        try {
            Files.createDirectories(folder);
            Path tag = folder.resolve("CACHEDIR.TAG");
            if (!Files.exists(tag)) {
                DurableFiles.write(tag, TAG.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new LiveryException(
                    "The models folder %s cannot be written: %s.".formatted(folder, e.getMessage()),
                    "Make it writable, or name another folder with HF_HUB_CACHE.",
                    e);
        }
    }
}
