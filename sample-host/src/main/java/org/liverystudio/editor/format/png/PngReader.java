package org.liverystudio.editor.format.png;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.liverystudio.editor.document.DocumentInfo;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.ForeignData;
import org.liverystudio.editor.document.LayerAttributes;
import org.liverystudio.editor.document.PixelLayer;
import org.liverystudio.editor.format.FileProblems;
import org.liverystudio.editor.format.MemoryBudget;
import org.liverystudio.editor.format.ReadDocument;
import org.liverystudio.editor.image.TiledImage;
import org.liverystudio.host.LiveryException;
import org.liverystudio.host.Rect;
import org.liverystudio.host.TaskProgress;

/**
 * Reads every kind of PNG: gray, colour and palette, 1 to 16 bits, interlaced or not. Colour
 * profiles are kept, not applied.
 *
 * @see <a href="https://www.w3.org/TR/png-3/">PNG Specification, third edition</a>
 */
final class PngReader {
    private static final int MOST_PROFILE_BYTES = 16 << 20;

    private final Path file;
    private final MemoryBudget budget;
    private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
    private PngHeader header;
    private byte[] palette;
    private byte[] transparency;
    private double dotsPerInch = DocumentInfo.DEFAULT.dotsPerInch();
    private Optional<DocumentInfo.ColourProfile> profile = Optional.empty();

    PngReader(Path file, MemoryBudget budget) {
        this.file = file;
        this.budget = budget;
    }

    ReadDocument read(byte[] bytes, TaskProgress progress) {
        readChunks(ByteBuffer.wrap(bytes));
        progress.throwIfCancelled();
        Rect area = new Rect(0, 0, header.width(), header.height());
        budget.check(
                area.area() * 4,
                "a picture of %d x %d pixels".formatted(area.width(), area.height()));
        byte[] rgba = new PngPixels(header, palette, transparency, this::damaged).decode(unpack());
        LayerAttributes attributes = LayerAttributes.named(layerName());
        DocumentState state =
                DocumentState.of(
                        area.width(),
                        area.height(),
                        List.of(new PixelLayer(attributes, TiledImage.ofRgba(area, rgba))),
                        new DocumentInfo(dotsPerInch, profile, ForeignData.NONE));
        List<String> notices = new ArrayList<>();
        if (header.depth() == 16) {
            notices.add("The picture has 16 bits a channel; it was reduced to 8.");
        }
        return new ReadDocument(state, notices);
    }

    private String layerName() {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private void readChunks(ByteBuffer in) {
        in.position(PngChunks.SIGNATURE.length);
        String type = "";
        while (!type.equals("IEND")) {
            if (in.remaining() < 12) {
                throw damaged("it ends too early, after %d bytes".formatted(in.capacity()));
            }
            int length = in.getInt();
            if (length < 0 || length > in.remaining() - 8) {
                throw damaged("it ends too early, or a chunk has a wrong length");
            }
            CRC32 checksum = new CRC32();
            checksum.update(in.array(), in.position(), length + 4);
            byte[] name = new byte[4];
            in.get(name);
            type = new String(name, StandardCharsets.ISO_8859_1);
            byte[] data = new byte[length];
            in.get(data);
            if (in.getInt() != (int) checksum.getValue()) {
                throw damaged("the checksum of its %s chunk is wrong".formatted(type));
            }
            take(type, data);
        }
        if (header == null || packed.size() == 0) {
            throw damaged("it has no pixels");
        }
    }

    private void take(String type, byte[] data) {
        if (header == null && !type.equals("IHDR")) {
            throw damaged("it does not start with its header");
        }
        switch (type) {
            case "IHDR" -> header = PngHeader.of(data, this::damaged);
            case "PLTE" -> palette = data;
            case "tRNS" -> transparency = data;
            case "IDAT" -> packed.write(data, 0, data.length);
            case "pHYs" -> takeDensity(data);
            case "iCCP" -> takeProfile(data);
            default -> {
                // Texts, times and private chunks say nothing about the pixels.
            }
        }
    }

    private void takeDensity(byte[] data) {
        if (data.length == 9 && data[8] == 1) {
            int perMetre = ByteBuffer.wrap(data).getInt();
            dotsPerInch = perMetre > 0 ? perMetre * 0.0254 : dotsPerInch;
        }
    }

    private void takeProfile(byte[] data) {
        int nameEnd = 0;
        while (nameEnd < data.length && data[nameEnd] != 0) {
            nameEnd++;
        }
        Inflater inflater = new Inflater();
        try {
            int from = Math.min(data.length, nameEnd + 2);
            inflater.setInput(data, from, data.length - from);
            ByteArrayOutputStream icc = new ByteArrayOutputStream();
            byte[] buffer = new byte[1 << 13];
            int count = inflater.inflate(buffer);
            while (count > 0 && icc.size() < MOST_PROFILE_BYTES) {
                icc.write(buffer, 0, count);
                count = inflater.inflate(buffer);
            }
            if (inflater.finished()) {
                profile = Optional.of(new DocumentInfo.ColourProfile(icc.toByteArray()));
            }
        } catch (DataFormatException e) {
            throw damaged("its colour profile cannot be unpacked");
        } finally {
            inflater.end();
        }
    }

    private byte[] unpack() {
        long size = header.filteredBytes();
        budget.check(size, "the unpacked picture");
        byte[] data = new byte[Math.toIntExact(size)];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed.toByteArray());
            int done = 0;
            while (done < data.length) {
                int count = inflater.inflate(data, done, data.length - done);
                if (count == 0) {
                    throw damaged("its pixels end too early");
                }
                done += count;
            }
            return data;
        } catch (DataFormatException e) {
            throw damaged("its pixels cannot be unpacked (" + e.getMessage() + ")");
        } finally {
            inflater.end();
        }
    }

    private LiveryException damaged(String what) {
        return FileProblems.damaged(file, what);
    }
}
