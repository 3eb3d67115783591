package org.liverystudio.ai.tensors.quantized;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The note beside a half-written file: how many of its tensors are safe on the disk. */
final class WrittenTensors {
    private final Path note;

    WrittenTensors(Path file) {
        this.note = file.resolveSibling(file.getFileName() + ".written");
    }

    /** 0 if nothing is known. */
    int count() throws IOException {
        if (!Files.isRegularFile(note) || Files.size(note) > 16) {
            return 0;
        }
        String text = Files.readString(note, StandardCharsets.ISO_8859_1).strip();
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    }

    void note(int count) throws IOException {
        Path next = note.resolveSibling(note.getFileName() + ".new");
        try (FileChannel channel =
                FileChannel.open(
                        next,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            channel.write(
                    ByteBuffer.wrap(Integer.toString(count).getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
        Files.move(next, note, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void forget() throws IOException {
        Files.deleteIfExists(note);
    }
}
