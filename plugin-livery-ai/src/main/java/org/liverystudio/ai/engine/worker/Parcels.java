package org.liverystudio.ai.engine.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.liverystudio.host.LiveryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Takes the byte arrays out of messages: pictures cross as files in a {@link PrivateFolder}, and
 * the message only names them. They stay in the system's memory on their short way, and a picture
 * of 2048 x 2048 needs a few milliseconds, where base64 in JSON took a good part of a second.
 *
 * <p>The receiver deletes a file when it has read it.
 */
final class Parcels {
    private static final Logger LOG = LoggerFactory.getLogger(Parcels.class);

    /** Eight pictures of 4096 x 4096 are half of it. */
    private static final long MAX_BYTES = 1L << 30;

    private static final Pattern NAME = Pattern.compile("[a-z]+-[0-9]+");

    private final Path folder;
    private final String sender;
    private final AtomicLong sent = new AtomicLong();

    /**
     * @param folder that both sides know
     * @param sender lower-case word that the other side does not use for its own files
     */
    Parcels(Path folder, String sender) {
        this.folder = folder;
        this.sender = sender;
    }

    /** What a message says of an array. */
    private record Label(String file, long bytes, int checksum) {}

    /** An array that waits for its message to be sent. */
    private record Parcel(Path file, byte[] content) {}

    /** Goes between Jackson and each {@code byte[]}. */
    JacksonModule module() {
        SimpleModule module = new SimpleModule();
        module.addSerializer(byte[].class, new Packer());
        module.addDeserializer(byte[].class, new Unpacker());
        return module;
    }

    Batch newBatch() {
        return new Batch();
    }

    /** The arrays of one message, collected while Jackson, who has it as attribute, writes JSON. */
    final class Batch {
        private final List<Parcel> parcels = new ArrayList<>();

        private Label add(byte[] content) {
            String name = "%s-%d".formatted(sender, sent.incrementAndGet());
            parcels.add(new Parcel(folder.resolve(name), content));
            return new Label(name, content.length, checksum(content));
        }

        /**
         * Writes the files; to be called before the message goes out.
         *
         * @throws LiveryException if the drive is full; nothing is left of them then
         */
        void write() {
            try {
                for (Parcel parcel : parcels) {
                    Files.write(parcel.file(), parcel.content(), StandardOpenOption.CREATE_NEW);
                }
            } catch (IOException e) {
                parcels.forEach(parcel -> delete(parcel.file()));
                throw new LiveryException(
                        "Pictures cannot be passed through the folder %s: %s.".formatted(folder, e),
                        "Free some space on its drive, then generate again.",
                        e);
            }
        }
    }

    private byte[] open(Label label) throws IOException {
        if (!NAME.matcher(label.file()).matches()) {
            throw new IOException("A message names the file \"%s\"".formatted(label.file()));
        }
        Path file = folder.resolve(label.file());
        long size =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                        .size();
        if (size != label.bytes() || size > MAX_BYTES) {
            throw new IOException(
                    "The file %s has %d bytes, its message says %d"
                            .formatted(file, size, label.bytes()));
        }
        byte[] content;
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            content = in.readNBytes((int) size);
        }
        if (content.length != size || checksum(content) != label.checksum()) {
            throw new IOException("The file %s was damaged on its way".formatted(file));
        }
        delete(file);
        return content;
    }

    private static int checksum(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return (int) crc.getValue();
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // It goes with its folder.
            LOG.debug("{} stays behind", file, e);
        }
    }

    private static final class Packer extends ValueSerializer<byte[]> {
        @Override
        public void serialize(byte[] value, JsonGenerator json, SerializationContext context) {
            Batch batch = (Batch) context.getAttribute(Batch.class);
            json.writePOJO(batch.add(value));
        }
    }

    private final class Unpacker extends ValueDeserializer<byte[]> {
        @Override
        public byte[] deserialize(JsonParser json, DeserializationContext context) {
            Label label = context.readValue(json, Label.class);
            try {
                return open(label);
            } catch (IOException e) {
                throw context.instantiationException(byte[].class, e);
            }
        }
    }
}
