package org.liverystudio.editor.format.psd;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Cuts the layers out of a document, as programs without layers see it. */
final class MergedOnly {
    private MergedOnly() {}

    /** Keeps header, resources and merged picture of an opaque document. */
    static Path without(byte[] psd, Path target) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(psd);
        int at = 26;
        at += 4 + in.getInt(at); // colour table
        at += 4 + in.getInt(at); // resources
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(psd, 0, at);
        out.write(new byte[4]);
        at += 4 + in.getInt(at); // layers
        out.write(psd, at, psd.length - at);
        return Files.write(target, out.toByteArray());
    }
}
