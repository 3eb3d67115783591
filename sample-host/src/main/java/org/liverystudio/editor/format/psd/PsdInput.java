package org.liverystudio.editor.format.psd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.liverystudio.editor.format.FileProblems;
import org.liverystudio.host.LiveryException;

/**
 * Big-endian values of a file or of one section of it. Reading past the section's end is a {@link
 * LiveryException} that names the section: sections hold lengths that may lie.
 */
final class PsdInput {
    private final Source source;
    private final String section;
    private final long end;
    private long position;

    private PsdInput(Source source, String section, long position, long end) {
        this.source = source;
        this.section = section;
        this.position = position;
        this.end = end;
    }

    static PsdInput of(Path file, SeekableByteChannel channel) throws IOException {
        return new PsdInput(new Source(file, channel), "the file", 0, channel.size());
    }

    /** A block that lies in memory already. */
    static PsdInput of(Path file, String section, byte[] bytes) {
        return new PsdInput(new Source(file, bytes), section, 0, bytes.length);
    }

    /** A part as an input of its own; this one goes on behind it. */
    PsdInput section(long length, String name) {
        checkAvailable(length, name);
        PsdInput part = new PsdInput(source, name, position, position + length);
        position += length;
        return part;
    }

    long remaining() {
        return end - position;
    }

    int u8() {
        checkAvailable(1, section);
        return source.byteAt(position++) & 255;
    }

    int u16() {
        checkAvailable(2, section);
        return u8() << 8 | u8();
    }

    int s16() {
        return (short) u16();
    }

    int s32() {
        checkAvailable(4, section);
        return u16() << 16 | u16();
    }

    long u32() {
        return s32() & 0xFFFFFFFFL;
    }

    /** A length: 4 bytes, or 8 where big files need them. */
    long length(boolean wide) {
        if (!wide) {
            return u32();
        }
        long length = u32() << 32 | u32();
        if (length < 0) {
            throw damaged("a length in " + section + " is negative");
        }
        return length;
    }

    /** Four characters, such as "8BIM". */
    String key() {
        return new String(bytes(4), StandardCharsets.ISO_8859_1);
    }

    byte[] bytes(long count) {
        checkAvailable(count, section);
        if (count > Integer.MAX_VALUE - 16) {
            throw damaged(section + " holds a block of " + count + " bytes");
        }
        byte[] bytes = new byte[(int) count];
        source.read(position, bytes);
        position += count;
        return bytes;
    }

    byte[] rest() {
        return bytes(remaining());
    }

    /** A length byte and that many characters, filled up to a multiple of {@code padding}. */
    byte[] pascal(int padding) {
        int length = u8();
        byte[] text = bytes(length);
        skipUpTo(Math.floorMod(-(length + 1), padding));
        return text;
    }

    /** Skips filling bytes, which some writers leave out at the end of a section. */
    void skipUpTo(long count) {
        position += Math.min(count, remaining());
    }

    LiveryException damaged(String what) {
        return FileProblems.damaged(source.file, what);
    }

    Path file() {
        return source.file;
    }

    private void checkAvailable(long count, String what) {
        if (count < 0 || count > end - position) {
            throw damaged(
                    "%s ends too early, at byte %d; %d more bytes were expected"
                            .formatted(what, end, count - (end - position)));
        }
    }

    /** A window that moves over the file, shared by all sections. */
    private static final class Source {
        private final Path file;
        private final SeekableByteChannel channel;
        private final ByteBuffer window;
        private long windowStart;

        Source(Path file, SeekableByteChannel channel) {
            this.file = file;
            this.channel = channel;
            window = ByteBuffer.allocate(1 << 14).limit(0);
        }

        Source(Path file, byte[] bytes) {
            this.file = file;
            this.channel = null; // the window holds all there is
            window = ByteBuffer.wrap(bytes);
        }

        byte byteAt(long position) {
            if (position < windowStart || position >= windowStart + window.limit()) {
                window.clear();
                fill(position, window);
                window.flip();
                windowStart = position;
                if (window.limit() == 0) {
                    throw FileProblems.damaged(file, "it became shorter while it was read");
                }
            }
            return window.get((int) (position - windowStart));
        }

        void read(long position, byte[] target) {
            if (position >= windowStart
                    && position + target.length <= windowStart + window.limit()) {
                window.get((int) (position - windowStart), target);
                return;
            }
            ByteBuffer buffer = ByteBuffer.wrap(target);
            fill(position, buffer);
            if (buffer.hasRemaining()) {
                throw FileProblems.damaged(file, "it became shorter while it was read");
            }
        }

        private void fill(long position, ByteBuffer buffer) {
            try {
                channel.position(position);
                while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                    // until the buffer is full or the file ends
                }
            } catch (IOException e) {
                throw FileProblems.unreadable(file, e);
            }
        }
    }
}
