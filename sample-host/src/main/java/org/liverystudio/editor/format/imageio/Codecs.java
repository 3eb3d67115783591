package org.liverystudio.editor.format.imageio;

import com.twelvemonkeys.imageio.plugins.bmp.BMPImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tga.TGAImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import org.liverystudio.editor.format.FileFormat;

/** The formats that come from libraries. */
public final class Codecs {
    /** Hardly to be told from the original, at a tenth of its size. */
    private static final double JPEG_QUALITY = 0.95;

    private Codecs() {}

    /**
     * JPEG, WebP (reading), BMP and TGA. TGA has no mark at its start and recognises what looks
     * like its header, so it belongs after all others.
     */
    public static List<FileFormat> all() {
        return List.of(
                new ImageIoFormat(jpeg()),
                new ImageIoFormat(webp()),
                new ImageIoFormat(bmp()),
                new ImageIoFormat(tga()));
    }

    private static Codec jpeg() {
        return new Codec(
                "JPEG",
                "JPEG picture",
                List.of("jpg", "jpeg"),
                head -> startsWith(head, 0, 0xFF, 0xD8, 0xFF),
                registered(JPEGImageReaderSpi.class),
                Optional.of("jpeg"),
                Optional.empty(),
                OptionalDouble.of(JPEG_QUALITY),
                false);
    }

    /** It hands most pixels to the reader that Java has, which it looks for when registered. */
    private static ImageReaderSpi registered(Class<? extends ImageReaderSpi> type) {
        return IIORegistry.getDefaultInstance().getServiceProviderByClass(type);
    }

    private static Codec webp() {
        return new Codec(
                "WebP",
                "WebP picture",
                List.of("webp"),
                head -> startsWith(head, 0, "RIFF") && startsWith(head, 8, "WEBP"),
                new WebPImageReaderSpi(),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                true);
    }

    private static Codec bmp() {
        return new Codec(
                "BMP",
                "BMP picture",
                List.of("bmp"),
                head -> startsWith(head, 0, "BM"),
                new BMPImageReaderSpi(),
                Optional.of("bmp"),
                Optional.empty(),
                OptionalDouble.empty(),
                false);
    }

    private static Codec tga() {
        return new Codec(
                "TGA",
                "TGA picture",
                List.of("tga"),
                TgaHead::matches,
                new TGAImageReaderSpi(),
                Optional.of("tga"),
                Optional.of("RLE"),
                OptionalDouble.empty(),
                true);
    }

    private static boolean startsWith(byte[] head, int at, String text) {
        byte[] mark = text.getBytes(StandardCharsets.US_ASCII);
        return head.length >= at + mark.length
                && Arrays.equals(head, at, at + mark.length, mark, 0, mark.length);
    }

    private static boolean startsWith(byte[] head, int at, int... mark) {
        if (head.length < at + mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((head[at + i] & 255) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
