package org.liverystudio.ai.hub.cache;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.liverystudio.ai.hub.files.DurableFiles;

/** Makes the files of a snapshot, which point at blobs. */
public final class PointerFiles {
    /** How a link is made; another one in tests plays a drive that has none. */
    public interface Linker {
        void link(Path link, Path target) throws IOException;
    }

    private final Linker linker;

    public PointerFiles() {
        this(Files::createSymbolicLink);
    }

    public PointerFiles(Linker linker) {
        this.linker = linker;
    }

    /**
     * Lets a pointer point at a blob, in one step. Where links are not possible (Windows without
     * developer mode, FAT drives) a new blob is moved to the pointer's place and one that was there
     * before, which other snapshots may use, is copied.
     */
    public void point(Path pointer, Path blob, boolean isNew) throws IOException {
        Files.createDirectories(pointer.getParent());
        if (Files.isRegularFile(pointer) && Files.isSameFile(pointer, blob)) {
            return;
        }
        Path temporary = DurableFiles.beside(pointer);
        try {
            linker.link(temporary, pointer.getParent().relativize(blob));
        } catch (UnsupportedOperationException | FileSystemException e) {
            if (isNew) {
                DurableFiles.move(blob, pointer);
                return;
            }
            Files.copy(blob, temporary);
            DurableFiles.syncFile(temporary);
        }
        try {
            DurableFiles.move(temporary, pointer);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
