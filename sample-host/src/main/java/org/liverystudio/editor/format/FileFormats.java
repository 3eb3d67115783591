package org.liverystudio.editor.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.format.imageio.Codecs;
import org.liverystudio.editor.format.ora.OraFormat;
import org.liverystudio.editor.format.png.PngFormat;
import org.liverystudio.editor.format.psd.PsdFormat;
import org.liverystudio.host.LiveryException;
import org.liverystudio.host.TaskProgress;

/**
 * The formats that the editor knows. Reading goes by content, writing by the ending of the name.
 */
public final class FileFormats {
    /** How many bytes a format may look at to recognise its files. */
    public static final int HEAD_BYTES = 64;

    private final List<FileFormat> formats;

    public FileFormats(List<FileFormat> formats) {
        this.formats = List.copyOf(formats);
    }

    /** PSD (and reading PSB), OpenRaster, PNG, JPEG, WebP (reading), BMP and TGA. */
    public static FileFormats standard() {
        List<FileFormat> formats =
                new ArrayList<>(List.of(new PsdFormat(), new OraFormat(), new PngFormat()));
        formats.addAll(Codecs.all());
        return new FileFormats(formats);
    }

    public List<FileFormat> all() {
        return formats;
    }

    /** Endings of the files that can be read, for file dialogs. */
    public List<String> readableExtensions() {
        return formats.stream().flatMap(format -> format.extensions().stream()).toList();
    }

    /** Endings of the files that can be written. */
    public List<String> writableExtensions() {
        return formats.stream()
                .filter(FileFormat::canWrite)
                .flatMap(FileFormats::writtenExtensions)
                .toList();
    }

    /** A format may read more kinds than it writes; it writes the first. */
    private static Stream<String> writtenExtensions(FileFormat format) {
        return Stream.of(format.extensions().getFirst());
    }

    /**
     * Reads a picture.
     *
     * @throws LiveryException if it is missing, damaged or of an unknown kind
     */
    public ReadDocument read(Path file, TaskProgress progress) {
        return formatOf(file).read(file, progress);
    }

    private FileFormat formatOf(Path file) {
        byte[] head = head(file);
        return formats.stream()
                .filter(format -> format.matches(head))
                .findFirst()
                .orElseThrow(
                        () ->
                                new LiveryException(
                                        "%s is not a picture that can be opened.".formatted(file),
                                        "Its content is none of: %s.".formatted(kinds())));
    }

    private static byte[] head(Path file) {
        if (!Files.exists(file)) {
            throw new LiveryException(
                    "There is no file %s.".formatted(file), "Check the name and the folder.");
        }
        if (Files.isDirectory(file)) {
            throw new LiveryException(
                    "%s is a folder.".formatted(file), "Give the name of a picture in it.");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(HEAD_BYTES);
            if (head.length == 0) {
                throw new LiveryException(
                        "%s is empty.".formatted(file), "Use a copy that was saved completely.");
            }
            return head;
        } catch (IOException e) {
            throw FileProblems.unreadable(file, e);
        }
    }

    /**
     * Writes a picture; the ending of the name decides the format.
     *
     * @return what the format cannot hold, one sentence each
     * @throws LiveryException if the ending is unknown or the file cannot be written
     */
    public List<String> write(DocumentState document, Path file, TaskProgress progress) {
        return writerFor(file).write(document, file, progress);
    }

    /**
     * The format that {@link #write} would use: asked before long work, so that it is not done in
     * vain.
     *
     * @throws LiveryException if no format writes files with this ending
     */
    public FileFormat writerFor(Path file) {
        String extension = extension(file);
        Optional<FileFormat> format =
                formats.stream()
                        .filter(FileFormat::canWrite)
                        .filter(f -> writtenExtensions(f).anyMatch(extension::equals))
                        .findFirst();
        return format.orElseThrow(
                () ->
                        new LiveryException(
                                "No format for %s: \"%s\" cannot be written."
                                        .formatted(
                                                file,
                                                extension.isEmpty()
                                                        ? "a name without ending"
                                                        : "." + extension),
                                "Use one of these endings: %s."
                                        .formatted(
                                                writableExtensions().stream()
                                                        .map(e -> "." + e)
                                                        .collect(Collectors.joining(", ")))));
    }

    private static String extension(Path file) {
        String name = file.getFileName() == null ? "" : file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    private String kinds() {
        return formats.stream().map(FileFormat::name).collect(Collectors.joining(", "));
    }
}
