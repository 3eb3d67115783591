package org.liverystudio.editor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code livery} in a small tree of its own, with scripts instead of Java and Maven. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
class LauncherTest {
    private static final Path SCRIPT = Path.of("..", "livery").toAbsolutePath().normalize();

    @TempDir Path folder;

    private Path root;
    private Path bin;
    private final Map<String, String> environment = new TreeMap<>();

    private record Result(int code, String out, String err) {
        List<String> arguments() {
            return out.lines().toList();
        }
    }

    @BeforeEach
    void makeTree() throws IOException {
        root = Files.createDirectories(folder.resolve("a folder/AI Livery"));
        Files.copy(SCRIPT, root.resolve("livery"));
        for (String file :
                List.of(
                        "pom.xml",
                        ".mvn/maven.config",
                        "host-api/pom.xml",
                        "host-api/src/main/A")) {
            write(root.resolve(file), "");
        }
        bin = Files.createDirectories(folder.resolve("bin"));
        for (String tool :
                List.of(
                        "bash",
                        "cat",
                        "dirname",
                        "find",
                        "head",
                        "mkdir",
                        "mv",
                        "readlink",
                        "rm",
                        "sed",
                        "sleep",
                        "sort",
                        "tail",
                        "uname")) {
            // JUnit complains about links that lead out of its folder
            script(bin.resolve(tool), "exec '" + tool(tool) + "' \"$@\"");
        }
        environment.put("PATH", bin.toString());
        environment.put("HOME", folder.toString());
        environment.put("LIVERY_JAVA_HOME", jdk("jdk", "25.0.1").toString());
        maven("mkdir -p sample-host/target/app/lib sample-host/target/app/javafx");
    }

    @Test
    void theFirstStartBuildsAndThenRunsWithItsArguments() throws Exception {
        Result result = livery("generate", "my car.psd", "-p", "a \"red\" $HOME *");

        assertThat(result.err())
                .isEqualTo(
                        "Building (first start; downloads libraries, which takes some minutes) ..."
                                + "\n");
        assertThat(result.code()).isZero();
        assertThat(result.arguments())
                .contains("-Dlivery.plugins=" + root + "/plugins")
                .contains("-Dlivery.samples=" + root + "/samples")
                .contains("-Dlivery.terminal=false")
                .endsWith(
                        "org.liverystudio.editor.Main",
                        "generate",
                        "my car.psd",
                        "-p",
                        "a \"red\" $HOME *");
    }

    @Test
    void anUnchangedTreeIsNotBuiltAgain() throws Exception {
        livery();

        Result second = livery("--version");

        assertThat(second.err()).isEmpty();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void newerAndDeletedSourcesAreBuiltAgain() throws Exception {
        livery();
        Path source = root.resolve("host-api/src/main/A");
        inTheFuture(source);
        assertThat(livery().err()).isEqualTo("Building (sources have changed) ...\n");

        Files.setLastModifiedTime(source, FileTime.from(Instant.EPOCH));
        Files.delete(source);
        inTheFuture(source.getParent());
        livery();

        assertThat(builds()).isEqualTo(3);
    }

    @Test
    void aCleanedTreeIsBuiltAgain() throws Exception {
        livery();
        Files.delete(root.resolve("sample-host/target/app/lib"));

        livery();

        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void itWorksThroughLinksAndFromAnyFolder() throws Exception {
        Path link = folder.resolve("links/livery");
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(bin.resolve("live"), Path.of("../a folder/AI Livery/livery"));
        Files.createSymbolicLink(link, bin.resolve("live"));

        assertThat(run(link, "x").arguments()).contains("-Dlivery.plugins=" + root + "/plugins");
    }

    @Test
    void moreOptionsForJavaMayBeGiven() throws Exception {
        environment.put("LIVERY_JAVA_OPTS", "-Xmx8g -Dx=y");

        assertThat(livery().arguments()).contains("-Xmx8g", "-Dx=y");
    }

    @Test
    void aFailedBuildIsShownAndTriedAgain() throws Exception {
        maven("echo '[ERROR] no space left'; exit 1");

        Result result = livery();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .contains("[ERROR] no space left\n")
                .endsWith(
                        "The build failed. All of its output is in "
                                + root
                                + "/.livery-build/build.log.\n");
        livery();
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void withoutMavenItSaysWhatToInstall() throws Exception {
        Files.delete(bin.resolve("mvn"));

        Result result = livery();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("Maven is needed to build AI Livery and is not on the PATH. Install");
    }

    @Test
    void anOldJdkNamedByHandIsRefused() throws Exception {
        Path old = jdk("old", "17.0.15");
        environment.put("LIVERY_JAVA_HOME", old.toString());

        Result result = livery();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .isEqualTo(
                        "LIVERY_JAVA_HOME is "
                                + old
                                + ", which is no JDK 25 or newer. Set it to one, or unset it.\n");
    }

    @Test
    void aJdkIsFoundByJavaHomePathAndInTheUsualPlaces() throws Exception {
        environment.remove("LIVERY_JAVA_HOME");
        needJava(99); // so that no JDK of this computer fits
        environment.put("JAVA_HOME", jdk("by-home", "99").toString());
        assertThat(livery().arguments().getFirst()).isEqualTo("by-home");

        environment.put("JAVA_HOME", jdk("too-old", "98.0.2").toString());
        Path ofPath = jdk("by-path", "99.0.1");
        Files.createSymbolicLink(bin.resolve("java"), ofPath.resolve("bin/java"));
        assertThat(livery().arguments().getFirst()).isEqualTo("by-path");

        Files.delete(bin.resolve("java"));
        jdk(".sdkman/candidates/java/99-tem", "99");
        assertThat(livery().arguments().getFirst()).isEqualTo(".sdkman/candidates/java/99-tem");
    }

    @Test
    void withoutAJdkItSaysWhatToInstallAndWhereItLooked() throws Exception {
        environment.remove("LIVERY_JAVA_HOME");
        needJava(99);
        environment.put("JAVA_HOME", jdk("old", "25").toString());

        Result result = livery();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("AI Livery needs JDK 99 or newer (a JDK, not only a JRE), and none was")
                .contains("Install one:")
                .contains("LIVERY_JAVA_HOME=/path/to/jdk")
                .contains("  " + folder.resolve("old") + "\n");
    }

    @Test
    void twoStartsAtOnceBuildOnce() throws Exception {
        maven("sleep 1; mkdir -p sample-host/target/app/lib sample-host/target/app/javafx");
        Process first = start(root.resolve("livery"), "one");
        Process second = start(root.resolve("livery"), "two");

        assertThat(finish(first).arguments()).endsWith("one");
        assertThat(finish(second).arguments()).endsWith("two");
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void aLockWhoseOwnerIsGoneHoldsNobodyUp() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        write(root.resolve(".livery-build/lock/pid"), gone.pid() + "\n");

        assertThat(livery().code()).isZero();
        assertThat(root.resolve(".livery-build/lock")).doesNotExist();
    }

    private Result livery(String... arguments) throws Exception {
        return run(root.resolve("livery"), arguments);
    }

    private Result run(Path script, String... arguments) throws Exception {
        return finish(start(script, arguments));
    }

    private Process start(Path script, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Result finish(Process process) throws Exception {
        String out = new String(process.getInputStream().readAllBytes());
        String err = new String(process.getErrorStream().readAllBytes());
        return new Result(process.waitFor(), out, err);
    }

    /** A JDK whose java prints its own name and its arguments, one a line. */
    private Path jdk(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        write(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(home.resolve("bin/java"), "echo '" + name + "'; printf '%s\\n' \"$@\"");
        script(home.resolve("bin/javac"), "exit 1");
        return home;
    }

    private void maven(String commands) throws IOException {
        script(bin.resolve("mvn"), "echo build >>'" + folder + "/builds'\n" + commands);
    }

    private long builds() throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve("builds"))) {
            return lines.count();
        }
    }

    private void needJava(int major) throws IOException {
        String script = Files.readString(root.resolve("livery"));
        Files.writeString(
                root.resolve("livery"), script.replace("JAVA_NEEDED=25", "JAVA_NEEDED=" + major));
    }

    private static void inTheFuture(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(60)));
    }

    private static void script(Path file, String commands) throws IOException {
        write(file, "#!/bin/sh\n" + commands + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static Path tool(String name) {
        return Stream.of("/usr/bin", "/bin", "/opt/homebrew/bin", "/usr/local/bin")
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + name));
    }
}
