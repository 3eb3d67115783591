package org.liverystudio.ai.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Without a graphics card at hand nothing else would tell that a script makes a tensor in the
 * processor's memory and joins it with one on the card.
 */
class ScriptDevicesTest {
    private static final Path SCRIPTS = Path.of("src/main/resources/org/liverystudio/ai/nets");

    private static final Pattern MAKES_A_TENSOR =
            Pattern.compile(
                    "torch\\.(arange|empty|full|linspace|ones|rand|randn|tensor|zeros|eye)"
                            + "\\(((?:[^()]|\\((?:[^()]|\\([^()]*\\))*\\))*)\\)");

    @Test
    void everyTensorThatAScriptMakesNamesItsDevice() throws IOException {
        List<String> withoutDevice = new ArrayList<>();
        int found = 0;
        try (Stream<Path> files = Files.list(SCRIPTS)) {
            for (Path file : files.sorted().toList()) {
                Matcher made = MAKES_A_TENSOR.matcher(Files.readString(file));
                while (made.find()) {
                    found++;
                    if (!made.group(2).contains("device=")) {
                        withoutDevice.add(file.getFileName() + ": " + made.group());
                    }
                }
            }
        }

        assertThat(withoutDevice).isEmpty();
        assertThat(found).isGreaterThan(3);
    }
}
