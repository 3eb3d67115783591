package org.liverystudio.ai.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuredChoicesTest {
    private static final BooleanSupplier NEVER =
            () -> {
                throw new AssertionError("measured again");
            };

    @TempDir private Path folder;

    @Test
    void anAnswerIsMeasuredOnceAndKeptForLaterProcesses() throws IOException {
        MeasuredChoices first = new MeasuredChoices(folder.resolve("choices.properties"));

        assertThat(first.choose("tiles of 4096 queries", () -> true)).isTrue();
        assertThat(first.choose("tiles of 77 queries", () -> false)).isFalse();
        assertThat(first.choose("tiles of 4096 queries", NEVER)).isTrue();

        MeasuredChoices later = new MeasuredChoices(folder.resolve("choices.properties"));
        assertThat(later.choose("tiles of 4096 queries", NEVER)).isTrue();
        assertThat(later.choose("tiles of 77 queries", NEVER)).isFalse();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("choices.properties"));
        }
    }

    @Test
    void aDamagedFileIsMeasuredAnewAndReplaced() throws IOException {
        Path file = folder.resolve("choices.properties");
        Files.writeString(file, "tiles=\\u12");

        assertThat(new MeasuredChoices(file).choose("tiles", () -> true)).isTrue();
        assertThat(new MeasuredChoices(file).choose("tiles", NEVER)).isTrue();
    }

    @Test
    void aFolderThatIsGoneCostsOnlyAMeasurement() {
        MeasuredChoices choices = new MeasuredChoices(folder.resolve("gone/choices.properties"));

        assertThat(choices.choose("tiles", () -> true)).isTrue();
        assertThat(choices.choose("tiles", NEVER)).isTrue();
    }
}
