package org.liverystudio.ai.hub.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.liverystudio.host.LiveryException;

/** How much fits on a drive. */
public final class FreeSpace {
    /** Left free: a full system drive hurts more than a missing model. */
    private static final long MARGIN_BYTES = 256L << 20;

    private FreeSpace() {}

    /**
     * @param folder may not exist yet; its nearest parent that does tells the drive
     */
    public static long bytesAt(Path folder) {
        Path existing = folder.toAbsolutePath();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        try {
            return Files.getFileStore(existing).getUsableSpace();
        } catch (IOException e) {
            throw new LiveryException(
                    "The drive of %s cannot be asked for free space: %s."
                            .formatted(folder, e.getMessage()),
                    "Check that the drive is there, or name another folder with HF_HUB_CACHE.",
                    e);
        }
    }

    /**
     * @throws LiveryException if that many bytes do not fit
     */
    public static void require(Path folder, long neededBytes, long freeBytes) {
        if (neededBytes > 0 && neededBytes + MARGIN_BYTES > freeBytes) {
            throw new LiveryException(
                    "%s needs %s more, and %s are free there."
                            .formatted(folder, ByteText.of(neededBytes), ByteText.of(freeBytes)),
                    "Free some space, or name another folder with HF_HUB_CACHE, and start the"
                            + " download again; finished parts stay.");
        }
    }
}
