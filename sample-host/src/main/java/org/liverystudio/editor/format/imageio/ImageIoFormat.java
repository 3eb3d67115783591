package org.liverystudio.editor.format.imageio;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.liverystudio.editor.document.DocumentInfo;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.PixelLayer;
import org.liverystudio.editor.format.AtomicFile;
import org.liverystudio.editor.format.FileFormat;
import org.liverystudio.editor.format.FileProblems;
import org.liverystudio.editor.format.FlatPicture;
import org.liverystudio.editor.format.MemoryBudget;
import org.liverystudio.editor.format.ReadDocument;
import org.liverystudio.editor.image.TiledImage;
import org.liverystudio.host.LiveryException;
import org.liverystudio.host.Rect;
import org.liverystudio.host.TaskProgress;

/** Pictures of one layer, read and written by a library for ImageIO. */
final class ImageIoFormat implements FileFormat {
    private final Codec codec;

    ImageIoFormat(Codec codec) {
        this.codec = codec;
    }

    @Override
    public String name() {
        return codec.name();
    }

    @Override
    public List<String> extensions() {
        return codec.extensions();
    }

    @Override
    public boolean canWrite() {
        return codec.writtenAs().isPresent();
    }

    @Override
    public boolean matches(byte[] head) {
        return codec.matches().test(head);
    }

    @Override
    public ReadDocument read(Path file, TaskProgress progress) {
        progress.update(-1, "Reading " + file.getFileName());
        Decoded picture = decode(file);
        progress.throwIfCancelled();
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        PixelLayer layer =
                PixelLayer.named(
                        dot > 0 ? name.substring(0, dot) : name,
                        TiledImage.ofRgba(picture.area(), picture.rgba()));
        DocumentState state =
                DocumentState.of(
                        picture.area().width(),
                        picture.area().height(),
                        List.of(layer),
                        DocumentInfo.DEFAULT);
        return new ReadDocument(state, picture.notices());
    }

    private record Decoded(Rect area, byte[] rgba, List<String> notices) {}

    private Decoded decode(Path file) {
        MemoryBudget budget = MemoryBudget.ofThisProgram(file);
        try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
            ImageReader reader = codec.reader().createReaderInstance();
            try {
                reader.setInput(in, false, true);
                Rect area = new Rect(0, 0, reader.getWidth(0), reader.getHeight(0));
                // Once as the library has it and once as the layer has it.
                budget.check(
                        area.area() * 8,
                        "a picture of %d x %d pixels".formatted(area.width(), area.height()));
                BufferedImage image = reader.read(0);
                return new Decoded(area, PictureBytes.rgba(image), PictureBytes.notices(image));
            } finally {
                reader.dispose();
            }
        } catch (IOException e) {
            throw damaged(file, e);
        } catch (LiveryException e) {
            throw e;
        } catch (RuntimeException e) {
            // The libraries trust lengths and indices in the file in many places.
            throw damaged(file, e);
        }
    }

    private LiveryException damaged(Path file, Exception cause) {
        String reason =
                cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return FileProblems.damaged(
                file,
                "its %s data cannot be decoded (%s)".formatted(codec.shortName(), reason),
                cause);
    }

    @Override
    public List<String> write(DocumentState document, Path file, TaskProgress progress) {
        progress.update(-1, "Writing " + file.getFileName());
        byte[] rgba = FlatPicture.rgba(document);
        boolean opaque = FlatPicture.isOpaque(rgba);
        BufferedImage image =
                codec.holdsAlpha() && !opaque
                        ? PictureBytes.withAlpha(rgba, document.width(), document.height())
                        : PictureBytes.onWhite(rgba, document.width(), document.height());
        progress.throwIfCancelled();
        AtomicFile.write(file, out -> encode(image, out));
        List<String> losses = new ArrayList<>(FlatPicture.losses(document, codec.shortName()));
        if (!codec.holdsAlpha() && !opaque) {
            losses.add(
                    "%s holds no transparency: the picture lies on white."
                            .formatted(codec.shortName()));
        }
        return losses;
    }

    private void encode(BufferedImage image, OutputStream out) throws IOException {
        ImageWriter writer =
                ImageIO.getImageWriters(
                                ImageTypeSpecifier.createFromRenderedImage(image),
                                codec.writtenAs().orElseThrow())
                        .next();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            if (codec.compression().isPresent()) {
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionType(codec.compression().get());
            } else if (codec.quality().isPresent()) {
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionQuality((float) codec.quality().getAsDouble());
            }
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
    }
}
