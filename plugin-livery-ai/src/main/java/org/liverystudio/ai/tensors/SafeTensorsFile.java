package org.liverystudio.ai.tensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.liverystudio.host.LiveryException;

/**
 * The table of contents of a safetensors file, fully checked: every tensor it names lies whole
 * inside the file, none overlaps another and no byte is unaccounted for.
 *
 * @see <a href="https://github.com/huggingface/safetensors">the format's description</a>
 */
public final class SafeTensorsFile {
    /** The format's own limit; a larger length is a damaged or hostile file. */
    static final long MAX_HEADER_BYTES = 100_000_000;

    private static final int LENGTH_BYTES = 8;

    private final Path path;
    private final SafeTensorsHeader header;

    private SafeTensorsFile(Path path, SafeTensorsHeader header) {
        this.path = path;
        this.header = header;
    }

    /**
     * Reads the header only.
     *
     * @throws LiveryException if the file is missing, unreadable or breaks a rule of the format
     */
    public static SafeTensorsFile open(Path path) {
        try (FileChannel channel = FileChannel.open(path)) {
            return new SafeTensorsFile(path, readHeader(path, channel));
        } catch (NoSuchFileException e) {
            throw new LiveryException(
                    "The tensor file %s does not exist.".formatted(path),
                    "Check the path, or install the model again.",
                    e);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static SafeTensorsHeader readHeader(Path path, FileChannel channel) throws IOException {
        long size = channel.size();
        if (size < LENGTH_BYTES) {
            throw new BrokenTensorFileException(
                    path, "it has %d bytes, too few for the length of its header".formatted(size));
        }
        ByteBuffer length = ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        readFully(path, channel, length, 0);
        long headerBytes = length.getLong(0);
        // Unsigned in the file: the top bit makes it negative here.
        if (headerBytes < 0 || headerBytes > MAX_HEADER_BYTES) {
            throw new BrokenTensorFileException(
                    path,
                    "its header claims %s bytes, more than the %d that are allowed"
                            .formatted(Long.toUnsignedString(headerBytes), MAX_HEADER_BYTES));
        }
        if (headerBytes > size - LENGTH_BYTES) {
            throw new BrokenTensorFileException(
                    path,
                    "its header claims %d bytes, but only %d follow"
                            .formatted(headerBytes, size - LENGTH_BYTES));
        }
        ByteBuffer json = ByteBuffer.allocate((int) headerBytes);
        readFully(path, channel, json, LENGTH_BYTES);
        return SafeTensorsHeader.parse(path, json.array(), LENGTH_BYTES + headerBytes, size);
    }

    public Path path() {
        return path;
    }

    /** All tensors in the order of their bytes. */
    public Collection<TensorEntry> entries() {
        return header.entries().values();
    }

    public Optional<TensorEntry> find(String name) {
        return Optional.ofNullable(header.entries().get(name));
    }

    /**
     * The tensor of this name.
     *
     * @throws LiveryException if there is none
     */
    public TensorEntry entry(String name) {
        return find(name)
                .orElseThrow(
                        () ->
                                new LiveryException(
                                        "%s holds no tensor named \"%s\"; it holds %s."
                                                .formatted(path, name, names()),
                                        "Choose a file that was made for this use."));
    }

    /** Free text that the writer left, such as {@code format = pt}. */
    public Map<String, String> metadata() {
        return header.metadata();
    }

    /**
     * Reads one tensor as 32-bit floats; for small ones such as latents.
     *
     * @throws LiveryException if it is no floating-point tensor or cannot be read
     */
    public FloatTensor readFloats(String name) {
        TensorEntry entry = entry(name);
        return FloatTensor.decode(entry, bytes(entry));
    }

    /**
     * Reads a tensor that is one number, a fraction or a whole number.
     *
     * @throws LiveryException if it holds several, or cannot be read
     */
    public double readNumber(String name) {
        TensorEntry entry = entry(name);
        if (entry.elementCount() != 1) {
            throw new LiveryException(
                    "Tensor \"%s\" of %s has the shape %s; a single number is needed."
                            .formatted(name, path, entry.shape()),
                    "Choose a file that was made for this use.");
        }
        ByteBuffer bytes = bytes(entry);
        return switch (entry.dtype()) {
            case I64 -> bytes.getLong();
            case I32 -> bytes.getInt();
            default -> FloatTensor.decode(entry, bytes).values()[0];
        };
    }

    private ByteBuffer bytes(TensorEntry entry) {
        if (entry.byteCount() > Integer.MAX_VALUE - 8) {
            throw new LiveryException(
                    "Tensor \"%s\" of %s has %d bytes, too many to read at once."
                            .formatted(entry.name(), path, entry.byteCount()),
                    "Choose a smaller file.");
        }
        ByteBuffer bytes =
                ByteBuffer.allocate((int) entry.byteCount()).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(path)) {
            readFully(path, channel, bytes, entry.offset());
        } catch (IOException e) {
            throw unreadable(path, e);
        }
        return bytes.flip();
    }

    private static void readFully(Path path, FileChannel channel, ByteBuffer target, long position)
            throws IOException {
        while (target.hasRemaining()) {
            if (channel.read(target, position + target.position()) < 0) {
                throw new BrokenTensorFileException(path, "it became shorter while it was read");
            }
        }
    }

    private static LiveryException unreadable(Path path, IOException e) {
        return new LiveryException(
                "The tensor file %s cannot be read: %s.".formatted(path, e.getMessage()),
                "Check that the file may be read.",
                e);
    }

    private String names() {
        String some = String.join(", ", header.entries().keySet().stream().limit(5).toList());
        int more = header.entries().size() - 5;
        return header.entries().isEmpty()
                ? "none"
                : more > 0 ? "%s and %d more".formatted(some, more) : some;
    }
}
