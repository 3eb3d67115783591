package org.liverystudio.editor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liverystudio.editor.cli.LiveryHarness;

/** {@code livery generate} of the built plugin, when its worker process or a terminal ends it. */
@Timeout(300)
@EnabledOnOs({OS.LINUX, OS.MAC})
class WorkerLossIT {
    private static final String STEPS = "Step ";

    /** Of the plugin, below the home folder. */
    private static final String EXCHANGE = "cache/plugins/livery-ai/exchange";

    /** Shared, so that libraries are unpacked once. */
    @TempDir static Path home;

    @TempDir static Path plugins;
    @TempDir Path folder;

    private Path template;

    @BeforeAll
    static void install() throws IOException {
        BuiltPlugin.installedIn(plugins);
    }

    @BeforeEach
    void copyTemplate() throws IOException {
        template = BuiltPlugin.sampleIn(folder);
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        assertThat(workersOf(ProcessHandle.current())).isEmpty();
        assertThat(files(home.resolve(EXCHANGE))).isEmpty();
        assertThat(files(folder)).as("files beside the template").hasSizeLessThanOrEqualTo(2);
        assertThat(files(folder)).noneMatch(file -> file.toString().endsWith(".part"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-KILL | the system or a person stopped it, most often because memory ran out",
                // What a native abort ends with.
                "-ABRT | its native code crashed"
            })
    void aLostWorkerIsOneLineAndTheNextPictureIsMade(String signal, String reason)
            throws Exception {
        Path out = folder.resolve("out.png");
        try (LiveryHarness livery = new LiveryHarness(home, plugins)) {
            CompletableFuture<Integer> lost =
                    CompletableFuture.supplyAsync(() -> livery.run(command("150", out)));
            await(() -> livery.err().contains(STEPS) || lost.isDone());
            send(signal, Long.toString(workersOf(ProcessHandle.current()).getFirst().pid()));

            assertThat(lost.get(60, TimeUnit.SECONDS)).isEqualTo(1);
            assertThat(livery.err().lines().filter(line -> line.contains("ended unexpectedly")))
                    .singleElement()
                    .asString()
                    .startsWith("The image engine ended unexpectedly: %s.".formatted(reason))
                    .contains("Only this picture is lost; generate again");
            assertThat(livery.out()).isEmpty();
            assertThat(out).doesNotExist();
            assertThat(files(home.resolve(EXCHANGE))).isEmpty();

            assertThat(livery.run(command("2", out))).as(livery.err()).isZero();
            assertThat(out).isNotEmptyFile();
        }
    }

    /** A terminal sends the signal to all processes of the group, so the worker gets it too. */
    @ParameterizedTest
    @CsvSource({"Starting the engine", STEPS})
    @EnabledOnOs(OS.LINUX)
    void ctrlCInTheTerminalEndsBothAndWritesNothing(String whenItSays) throws Exception {
        Path out = folder.resolve("out.png");
        Path err = home.resolve("err.txt");
        Process terminal = inATerminal(err, command("150", out));
        await(() -> read(err).contains(whenItSays) || !terminal.isAlive());
        List<ProcessHandle> workers = workersOf(terminal.toHandle());

        send("-INT", "-" + terminal.pid());

        assertThat(terminal.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(terminal.exitValue()).as(read(err)).isEqualTo(130);
        assertThat(read(err)).doesNotContain("unexpectedly");
        assertThat(out).doesNotExist();
        for (ProcessHandle worker : workers) {
            worker.onExit().get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void twoProgramsAtOnceHaveAWorkerEach() throws Exception {
        Path one = folder.resolve("one.png");
        Path two = home.resolve("two.png");
        Process first = inATerminal(home.resolve("err-1.txt"), command("2", one));
        Process second = inATerminal(home.resolve("err-2.txt"), command("2", two));

        assertThat(first.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(second.waitFor(2, TimeUnit.MINUTES)).isTrue();

        assertThat(first.exitValue()).as(read(home.resolve("err-1.txt"))).isZero();
        assertThat(second.exitValue()).as(read(home.resolve("err-2.txt"))).isZero();
        assertThat(one).hasSameBinaryContentAs(two);
    }

    private String[] command(String steps, Path out) {
        return new String[] {
            "generate",
            template.toString(),
            "-p",
            "orange and black tiger stripes",
            "--size=512x512",
            "--steps=" + steps,
            "--seed=3",
            "-o",
            out.toString()
        };
    }

    /** The program as the launcher starts it, leading a group of processes of its own. */
    private Process inATerminal(Path err, String... arguments) throws IOException {
        Path app = Path.of(System.getProperty("livery.project")).resolve("sample-host/target/app");
        Stream<String> java =
                Stream.of(
                        "setsid",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:MaxRAMPercentage=20",
                        "--module-path",
                        app.resolve("javafx").toString(),
                        "--add-modules",
                        "javafx.controls",
                        "--enable-native-access=javafx.graphics,ALL-UNNAMED",
                        "-Dlivery.home=" + home,
                        "-Dlivery.plugins=" + plugins,
                        "-cp",
                        app.resolve("lib") + "/*",
                        "org.liverystudio.editor.Main");
        return new ProcessBuilder(Stream.concat(java, Stream.of(arguments)).toList())
                .redirectError(err.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static List<ProcessHandle> workersOf(ProcessHandle parent) {
        return parent.children().filter(child -> arguments(child).contains("WorkerMain")).toList();
    }

    private static String arguments(ProcessHandle process) {
        Optional<String[]> arguments = process.info().arguments();
        return arguments.map(words -> String.join(" ", words)).orElse("");
    }

    private static void send(String signal, String target) throws Exception {
        Process kill = new ProcessBuilder("kill", signal, "--", target).inheritIO().start();
        assertThat(kill.waitFor()).isZero();
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(Supplier<Boolean> condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!condition.get()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            Thread.sleep(20);
        }
    }
}
