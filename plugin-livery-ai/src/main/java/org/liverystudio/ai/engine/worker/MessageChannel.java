package org.liverystudio.ai.engine.worker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.zip.CRC32;
import org.liverystudio.host.LiveryException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Messages over a pair of pipes. A frame is the mark, the kind (1 byte), the length and the CRC-32
 * of the content (4 bytes each, big-endian), and the content as JSON; pictures travel beside it, as
 * {@link Parcels}.
 *
 * <p>Native libraries may print to standard output at any time. Bytes between two frames are
 * therefore no error: the reader hands them out as text and looks for the next mark; text inside a
 * frame shows by its checksum.
 */
final class MessageChannel implements AutoCloseable {
    private static final byte[] MARK = {(byte) 0xA1, 'L', 'V', (byte) 0xE7};

    /** Far above the longest prompts. */
    private static final int MAX_CONTENT_BYTES = 4 << 20;

    /** A message's place is its kind; add new ones at the end. */
    private static final List<Class<? extends WorkerMessage>> KINDS =
            List.of(
                    WorkerMessage.Run.class,
                    WorkerMessage.Cancel.class,
                    WorkerMessage.Alive.class,
                    WorkerMessage.Progressed.class,
                    WorkerMessage.Done.class,
                    WorkerMessage.Cancelled.class,
                    WorkerMessage.Failed.class,
                    WorkerMessage.Previewed.class);

    /** A message as it goes over the pipe. */
    record Frame(int kind, byte[] content) {}

    private final DataInputStream in;
    private final DataOutputStream out;
    private final Parcels parcels;
    private final JsonMapper json;
    private final IntConsumer strayBytes;

    /**
     * @param parcels takes and gives the pictures of messages
     * @param strayBytes gets each byte that belongs to no frame
     */
    MessageChannel(InputStream in, OutputStream out, Parcels parcels, IntConsumer strayBytes) {
        this.parcels = parcels;
        this.json =
                JsonMapper.builder()
                        .addModule(parcels.module())
                        // A message is whole or none.
                        .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                        .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                        .build();
        this.in = new DataInputStream(in);
        this.out = new DataOutputStream(out);
        this.strayBytes = strayBytes;
    }

    /**
     * Readies a message; its pictures are in their files then.
     *
     * @throws LiveryException if there is no room for them
     */
    Frame pack(WorkerMessage message) {
        Parcels.Batch batch = parcels.newBatch();
        byte[] content =
                json.writer().withAttribute(Parcels.Batch.class, batch).writeValueAsBytes(message);
        batch.write();
        return new Frame(KINDS.indexOf(message.getClass()), content);
    }

    /** Sends one message whole; may be called by any thread, and may wait for the other side. */
    synchronized void send(Frame frame) throws IOException {
        out.write(MARK);
        out.writeByte(frame.kind());
        out.writeInt(frame.content().length);
        out.writeInt(checksum(frame.content()));
        out.write(frame.content());
        out.flush();
    }

    /**
     * Waits for the next message.
     *
     * @return empty when the other side is gone
     * @throws IOException if a frame is damaged; nothing after it can be trusted
     */
    Optional<WorkerMessage> receive() throws IOException {
        try {
            skipToMark();
            int kind = in.readUnsignedByte();
            int length = in.readInt();
            int checksum = in.readInt();
            if (kind >= KINDS.size() || length < 0 || length > MAX_CONTENT_BYTES) {
                throw new IOException("A message of kind %d with %d bytes".formatted(kind, length));
            }
            byte[] content = in.readNBytes(length);
            if (content.length < length) {
                return Optional.empty();
            }
            if (checksum(content) != checksum) {
                throw new IOException("A message was damaged on its way");
            }
            WorkerMessage message = json.readValue(content, KINDS.get(kind));
            return Optional.of(requireMessage(message));
        } catch (EOFException e) {
            return Optional.empty();
        } catch (JacksonException e) {
            throw new IOException("A message is not understood", e);
        }
    }

    /** JSON's null is a value, too. */
    private static WorkerMessage requireMessage(WorkerMessage message) throws IOException {
        if (message == null) {
            throw new IOException("A message is empty");
        }
        return message;
    }

    /**
     * The mark's first byte occurs nowhere else in it, so a failed match restarts there at most.
     */
    private void skipToMark() throws IOException {
        int matched = 0;
        while (matched < MARK.length) {
            byte next = in.readByte();
            if (next == MARK[matched]) {
                matched++;
                continue;
            }
            for (int i = 0; i < matched; i++) {
                strayBytes.accept(MARK[i]);
            }
            matched = next == MARK[0] ? 1 : 0;
            if (matched == 0) {
                strayBytes.accept(next);
            }
        }
    }

    private static int checksum(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return (int) crc.getValue();
    }

    /** Closes the sending side, which tells the other that this one is gone. */
    @Override
    public void close() throws IOException {
        out.close();
    }
}
