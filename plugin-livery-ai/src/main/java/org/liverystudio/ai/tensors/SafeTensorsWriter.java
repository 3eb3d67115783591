package org.liverystudio.ai.tensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.liverystudio.host.LiveryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes small safetensors files of 32-bit floats; the file appears whole or not at all. */
public final class SafeTensorsWriter {
    private static final Logger LOG = LoggerFactory.getLogger(SafeTensorsWriter.class);

    private SafeTensorsWriter() {}

    /**
     * Writes the tensors in the order of their names.
     *
     * @throws LiveryException if the folder cannot be written to; an older file stays as it was
     */
    public static void write(
            Path file, Map<String, FloatTensor> tensors, Map<String, String> metadata) {
        Path target = file.toAbsolutePath();
        Path temporary = beside(target);
        try {
            try (FileChannel channel =
                    FileChannel.open(
                            temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                writeTo(channel, new TreeMap<>(tensors), metadata);
                channel.force(true);
            }
            replace(temporary, target);
        } catch (IOException e) {
            throw new LiveryException(
                    "%s cannot be written: %s.".formatted(file, e),
                    "Check that the folder exists, may be written to and has free space.",
                    e);
        } finally {
            deleteLeftover(temporary);
        }
    }

    private static void writeTo(
            FileChannel channel, TreeMap<String, FloatTensor> tensors, Map<String, String> metadata)
            throws IOException {
        List<SafeTensorsLayout.Slot> slots =
                tensors.entrySet().stream()
                        .map(
                                tensor ->
                                        new SafeTensorsLayout.Slot(
                                                tensor.getKey(),
                                                DType.F32,
                                                tensor.getValue().shape()))
                        .toList();
        writeFully(channel, ByteBuffer.wrap(SafeTensorsLayout.of(slots, metadata).head()));
        for (FloatTensor tensor : tensors.values()) {
            ByteBuffer data =
                    ByteBuffer.allocate(4 * tensor.values().length).order(ByteOrder.LITTLE_ENDIAN);
            data.asFloatBuffer().put(tensor.values());
            writeFully(channel, data);
        }
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /**
     * A name that nobody else uses. Not made by createTempFile, whose files are hidden from all
     * other users: the result shall have the rights of any new file.
     */
    private static Path beside(Path target) {
        String random = UUID.randomUUID().toString().substring(0, 8);
        return target.resolveSibling(".%s.%s.tmp".formatted(target.getFileName(), random));
    }

    private static void replace(Path temporary, Path target) throws IOException {
        try {
            Files.move(
                    temporary,
                    target,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            // Some network drives know no atomic rename; the bytes are on disk already.
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void deleteLeftover(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            LOG.warn("Temporary file {} stays behind", temporary, e);
        }
    }
}
