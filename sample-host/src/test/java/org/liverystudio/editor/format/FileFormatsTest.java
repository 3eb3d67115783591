package org.liverystudio.editor.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.liverystudio.editor.document.Sample.document;
import static org.liverystudio.editor.document.Sample.layer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.host.LiveryException;

class FileFormatsTest {
    private final FileFormats formats = FileFormats.standard();
    private final DocumentState state = document(4, 4, layer("paint"));

    @TempDir private Path folder;

    @Test
    void contentDecidesWhatAFileIsNotItsName() {
        Path picture = folder.resolve("car.png");
        formats.write(state, picture, NoProgress.INSTANCE);
        Path renamed = picture.resolveSibling("car.psd");
        picture.toFile().renameTo(renamed.toFile());

        assertThat(formats.read(renamed, NoProgress.INSTANCE).state().width()).isEqualTo(4);
    }

    @Test
    void missingEmptyAndForeignFilesAreTold() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.psd"));
        Path text = Files.writeString(folder.resolve("text.psd"), "no picture");

        assertThat(readProblem(folder.resolve("none.psd")))
                .isEqualTo(
                        "There is no file %s. Check the name and the folder."
                                .formatted(folder.resolve("none.psd")));
        assertThat(readProblem(empty)).contains("empty.psd is empty.");
        assertThat(readProblem(folder)).contains(" is a folder.");
        assertThat(readProblem(text))
                .contains("text.psd is not a picture that can be opened.")
                .endsWith(
                        "Its content is none of: Photoshop document, OpenRaster document, PNG"
                                + " picture, JPEG picture, WebP picture, BMP picture, TGA picture.");
    }

    private String readProblem(Path file) {
        return catchThrowableOfType(
                        LiveryException.class, () -> formats.read(file, NoProgress.INSTANCE))
                .oneLine();
    }

    @Test
    void anUnknownEndingListsThoseThatCanBeWritten() {
        LiveryException problem =
                catchThrowableOfType(
                        LiveryException.class,
                        () -> formats.write(state, folder.resolve("car.xcf"), NoProgress.INSTANCE));

        assertThat(problem.oneLine())
                .contains("car.xcf: \".xcf\" cannot be written.")
                .endsWith("Use one of these endings: .psd, .ora, .png, .jpg, .bmp, .tga.");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatPngCannotHoldIsTold() {
        DocumentState two = document(4, 4, layer("a"), layer("b"));

        assertThat(formats.write(two, folder.resolve("car.png"), NoProgress.INSTANCE))
                .containsExactly("PNG holds no layers: 2 layers and groups were merged.");
    }
}
