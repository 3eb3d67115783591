package org.liverystudio.ai.hub.download;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Opens the file that takes the bytes; another one in tests plays a full drive. */
interface PartStorage {
    /**
     * A file with holes: on NTFS a write far behind the end would otherwise first fill the gap with
     * zeros.
     */
    PartStorage DRIVE =
            file ->
                    Files.exists(file)
                            ? FileChannel.open(
                                    file, StandardOpenOption.READ, StandardOpenOption.WRITE)
                            : FileChannel.open(
                                    file,
                                    StandardOpenOption.CREATE_NEW,
                                    StandardOpenOption.SPARSE,
                                    StandardOpenOption.READ,
                                    StandardOpenOption.WRITE);

    FileChannel open(Path file) throws IOException;
}
