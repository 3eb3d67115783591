package org.liverystudio.ai.hub.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/** Hashes files that are here, piece by piece. */
public final class FileHasher {
    private static final int BUFFER_BYTES = 1 << 20;

    private FileHasher() {}

    /**
     * @param bytesRead told the number of bytes after each piece
     * @throws CancellationException if cancelled
     */
    public static boolean matches(
            Path file, ContentHash hash, LongConsumer bytesRead, BooleanSupplier cancelled)
            throws IOException {
        return hex(file, hash.kind(), bytesRead, cancelled).equals(hash.hex());
    }

    /**
     * @param bytesRead told the number of bytes after each piece
     * @return in small letters
     * @throws CancellationException if cancelled
     */
    public static String hex(
            Path file, ContentHash.Kind kind, LongConsumer bytesRead, BooleanSupplier cancelled)
            throws IOException {
        MessageDigest digest = new ContentHash(kind, "").newDigest(Files.size(file));
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (cancelled.getAsBoolean()) {
                    throw new CancellationException();
                }
                digest.update(buffer, 0, count);
                bytesRead.accept(count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
