package org.liverystudio.editor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.liverystudio.editor.cli.LiveryHarness;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code livery generate} with the built plugin and the mini model. */
@Timeout(300)
class GenerateCommandIT {
    @TempDir Path home;
    @TempDir Path plugins;
    @TempDir Path folder;

    private Path template;
    private LiveryHarness livery;

    @BeforeEach
    void install() throws IOException {
        template = BuiltPlugin.sampleIn(folder);
        BuiltPlugin.installedIn(plugins);
        livery = new LiveryHarness(home, plugins);
    }

    @AfterEach
    void close() {
        livery.close();
    }

    private Path generate(String name) {
        Path out = folder.resolve(name);
        int code =
                livery.run(
                        "generate",
                        template.toString(),
                        "-p",
                        "orange and black tiger stripes",
                        "--control",
                        "Mask:mask",
                        "--steps=3",
                        "--seed=11",
                        "--json",
                        "-o",
                        out.toString());
        assertThat(code).as(livery.err()).isZero();
        return out;
    }

    @Test
    void theSameSeedGivesTheSameBytesAndJsonSaysWhatWasMade() {
        Path one = generate("one.psd");
        JsonNode report = JsonMapper.shared().readTree(livery.out());
        Path two = generate("two.psd");

        assertThat(one).hasSameBinaryContentAs(two);
        assertThat(report.toString()).contains("\"seed", "11", "one.psd", "tiger stripes");
    }

    static Stream<Arguments> badInput() {
        return Stream.of(
                Arguments.of(
                        List.of("nothing.psd", "-p", "red"), 1, List.of("nothing.psd", "no file")),
                Arguments.of(List.of("torn.psd", "-p", "red"), 1, List.of("torn.psd", "damaged")),
                Arguments.of(
                        List.of("car.psd", "-p", "red", "--control", "Maske:mask"),
                        1,
                        List.of("Maske", "Mask", "Base paint")),
                Arguments.of(
                        List.of("car.psd", "-p", "red", "--size", "500x512"),
                        2,
                        List.of("500", "multiple of 8")),
                Arguments.of(List.of("car.psd", "-p", " "), 2, List.of("prompt")),
                Arguments.of(List.of("-p", "red"), 2, List.of("TEMPLATE")),
                Arguments.of(
                        List.of("car.psd", "-p", "red", "--model", "no/such/model"),
                        1,
                        List.of("no/such/model")));
    }

    @ParameterizedTest
    @MethodSource
    void badInput(List<String> arguments, int code, List<String> words) throws IOException {
        Files.write(folder.resolve("torn.psd"), truncated(template));
        List<String> command =
                Stream.concat(
                                Stream.of("generate"),
                                arguments.stream()
                                        .map(
                                                word ->
                                                        word.endsWith(".psd")
                                                                ? folder.resolve(word).toString()
                                                                : word))
                        .toList();
        List<Path> before = files();

        int got = livery.run(command.toArray(String[]::new));

        assertThat(livery.err()).contains(words);
        assertThat(got).isEqualTo(code);
        assertThat(livery.out()).isEmpty();
        if (code == 1) {
            assertThat(livery.err().lines().filter(line -> !line.startsWith("Unpacking ")))
                    .as("one line of error")
                    .hasSize(1);
        }
        assertThat(files()).isEqualTo(before);
    }

    private static byte[] truncated(Path file) throws IOException {
        byte[] all = Files.readAllBytes(file);
        return Arrays.copyOf(all, all.length / 4);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
