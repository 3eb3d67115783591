package org.liverystudio.ai.hub.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Files that are whole or not there at all, even after the power fails. */
public final class DurableFiles {
    private static final boolean FOLDERS_CAN_BE_SYNCED =
            !System.getProperty("os.name", "").startsWith("Windows");

    private DurableFiles() {}

    /** Writes beside the file, brings the bytes to the disk, then gives them the name. */
    public static void write(Path file, byte[] content) throws IOException {
        Path temporary = beside(file);
        try {
            try (FileChannel channel =
                    FileChannel.open(
                            temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer buffer = ByteBuffer.wrap(content);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            move(temporary, file);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Gives a file, whose bytes are on the disk already, another name in one step. */
    public static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncFolder(to.getParent());
    }

    public static void syncFile(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** A name that no other program uses, in the same folder and so on the same drive. */
    public static Path beside(Path file) {
        String random = UUID.randomUUID().toString().substring(0, 8);
        return file.resolveSibling(file.getFileName() + "." + random + ".tmp");
    }

    /** On Windows a folder cannot be opened as a file, and its journal makes this needless. */
    private static void syncFolder(Path folder) throws IOException {
        if (FOLDERS_CAN_BE_SYNCED) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
