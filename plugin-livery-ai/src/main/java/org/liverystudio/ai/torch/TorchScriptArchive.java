package org.liverystudio.ai.torch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs network sources into what {@code torch.jit.load} expects: a stored zip with a pickled
 * object of one class that has no weights. Built in memory at start, so no export step and no
 * second truth exist.
 */
final class TorchScriptArchive {
    private static final String SOURCES = "/org/liverystudio/ai/nets/";

    /** Functions that every network calls. */
    private static final List<String> SHARED = List.of("ops", "coded", "doubling");

    /** What lies beyond the edges of a map; says by two functions of its own which edges wrap. */
    private static final String EDGES = "edges";

    /** Version of the archive layout that libtorch 1.6 and later read. */
    private static final String VERSION = "10\n";

    private TorchScriptArchive() {}

    /**
     * @param module name of the source file without ending, and of its Python module
     * @param type the class in it
     * @param wrap which edges of maps continue on the opposite side
     */
    static byte[] of(String module, String type, EdgeWrap wrap) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            store(zip, "data.pkl", pickledInstance(module, type));
            // An empty tuple.
            store(zip, "constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
            store(zip, "version", VERSION.getBytes(StandardCharsets.US_ASCII));
            for (String name : SHARED) {
                store(zip, code(name), source(name));
            }
            store(zip, code(module), source(module));
            store(zip, code(EDGES), edges(wrap));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Pickle protocol 2: an object of the class, made without arguments, {training: False}. */
    private static byte[] pickledInstance(String module, String type) throws IOException {
        ByteArrayOutputStream pickle = new ByteArrayOutputStream();
        pickle.write(new byte[] {(byte) 0x80, 2});
        pickle.write(
                "c__torch__.%s\n%s\n".formatted(module, type).getBytes(StandardCharsets.US_ASCII));
        pickle.write(new byte[] {')', (byte) 0x81, '}', '(', 'X', 8, 0, 0, 0});
        pickle.write("training".getBytes(StandardCharsets.US_ASCII));
        pickle.write(new byte[] {(byte) 0x89, 'u', 'b', '.'});
        return pickle.toByteArray();
    }

    private static String code(String module) {
        return "code/__torch__/" + module + ".py";
    }

    private static byte[] edges(EdgeWrap wrap) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.write(source(EDGES));
        text.write(answer("wraps_x", wrap.x()));
        text.write(answer("wraps_y", wrap.y()));
        return text.toByteArray();
    }

    private static byte[] answer(String function, boolean yes) {
        return "\n\ndef %s() -> bool:\n    return %s\n"
                .formatted(function, yes ? "True" : "False")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] source(String name) throws IOException {
        String resource = SOURCES + name + ".py";
        try (InputStream in = TorchScriptArchive.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The plugin lacks its resource " + resource);
            }
            return in.readAllBytes();
        }
    }

    /** Stored, not deflated: libtorch reads records in place. */
    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry("net/" + name);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
