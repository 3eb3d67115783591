package org.liverystudio.editor.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.host.LiveryException;

class AtomicFileTest {
    @TempDir private Path folder;

    @Test
    void aFileIsReplacedWhole() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "old and long");

        AtomicFile.write(file, out -> out.write('n'));

        assertThat(file).hasContent("n");
        assertThat(folder).isDirectoryNotContaining(p -> !p.equals(file));
    }

    @Test
    void ifWritingFailsTheOldFileStaysAndNothingElseIsLeft() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "old");

        assertThatThrownBy(
                        () ->
                                AtomicFile.write(
                                        file,
                                        out -> {
                                            out.write(new byte[1 << 20]);
                                            throw new IOException("No space left on device");
                                        }))
                .isInstanceOf(LiveryException.class)
                .hasMessage(file + " cannot be written: No space left on device.");
        assertThat(file).hasContent("old");
        assertThat(folder).isDirectoryNotContaining(p -> !p.equals(file));
    }

    @Test
    void aMissingFolderIsTold() {
        assertThatThrownBy(() -> AtomicFile.write(folder.resolve("no/a.txt"), out -> {}))
                .isInstanceOf(LiveryException.class)
                .hasMessageContaining("the file or its folder does not exist");
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "old");
        Path link;
        try {
            link = Files.createSymbolicLink(folder.resolve("link.txt"), file);
        } catch (IOException | UnsupportedOperationException e) {
            Assumptions.abort("no symbolic links here: " + e);
            return;
        }

        AtomicFile.write(link, out -> out.write('n'));

        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("n");
    }
}
