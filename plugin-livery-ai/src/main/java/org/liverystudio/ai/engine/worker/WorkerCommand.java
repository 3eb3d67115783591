package org.liverystudio.ai.engine.worker;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.CodeSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.liverystudio.ai.engine.EnginePlaces;
import org.liverystudio.ai.torch.NativeCache;
import org.liverystudio.ai.torch.devices.Libtorch;
import org.liverystudio.host.LiveryException;
import org.slf4j.LoggerFactory;

/** How a worker process is started. */
final class WorkerCommand {
    private static final long MAX_LOG_BYTES = 1 << 20;

    private final EnginePlaces places;
    private final String mainClass;
    private final List<String> options;

    /**
     * @param mainClass takes the arguments of {@link WorkerMain}
     * @param options of the JVM, besides the usual ones
     */
    WorkerCommand(EnginePlaces places, String mainClass, List<String> options) {
        this.places = places;
        this.mainClass = mainClass;
        this.options = List.copyOf(options);
    }

    /** The worker that comes with the plugin. */
    static WorkerCommand shipped(EnginePlaces places) {
        return new WorkerCommand(places, WorkerMain.class.getName(), List.of());
    }

    /** Everything the worker prints, and the traces of its failures. */
    Path log() {
        return places.logs().resolve("engine-worker.log");
    }

    /** Deletes what a worker that was ended while it unpacked libraries has left of them. */
    void tidyNatives() {
        NativeCache.tidy(places.cache());
    }

    /**
     * @param libtorch what it will load
     * @throws LiveryException if this computer cannot start another Java process
     */
    WorkerProcess start(Libtorch libtorch) {
        PrivateFolder folder = makeFolder();
        boolean started = false;
        try {
            WorkerProcess process = new WorkerProcess(start(folder.path(), libtorch), folder);
            started = true;
            return process;
        } catch (IOException e) {
            throw new LiveryException(
                    "The image engine cannot be started: %s.".formatted(e.getMessage()),
                    "Check that %s exists and %s may be written to."
                            .formatted(java(), places.logs()),
                    e);
        } finally {
            if (!started) {
                folder.close();
            }
        }
    }

    private PrivateFolder makeFolder() {
        Path parent = places.cache().resolve("exchange");
        try {
            return PrivateFolder.make(parent.toAbsolutePath(), Instant.now());
        } catch (IOException e) {
            throw new LiveryException(
                    "The image engine cannot be started: no folder for its pictures can be made in %s (%s)."
                            .formatted(parent, e),
                    "Free some space or make the folder writable.",
                    e);
        }
    }

    private Process start(Path folder, Libtorch libtorch) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(arguments(folder));
        // What a crash leaves in its working folder goes with that folder.
        builder.directory(folder.toFile());
        // In the environment, the class path needs no quoting and meets no limit of a command line.
        builder.environment().put("CLASSPATH", classPath());
        // Read by libgomp when it is loaded. Helpers that wait by spinning take the core from the
        // editor and from each other: with one core busy, passive waiting was 1.7 times faster.
        builder.environment().put("OMP_WAIT_POLICY", "PASSIVE");
        // DJL would take whatever version the variable points at; here only what was looked at.
        builder.environment().keySet().removeIf(name -> name.startsWith("PYTORCH_"));
        builder.environment().putAll(libtorch.settings());
        // For DJL these count more than the folder that the editor chose.
        builder.environment().remove("ENGINE_CACHE_DIR");
        builder.environment().remove("DJL_CACHE_DIR");
        // Options meant for the editor, such as a debugger's port, would hinder the worker.
        builder.environment().remove("JDK_JAVA_OPTIONS");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Files.createDirectories(places.logs());
        keepLogShort();
        builder.redirectError(ProcessBuilder.Redirect.appendTo(log().toFile()));
        return builder.start();
    }

    private List<String> arguments(Path folder) {
        List<String> arguments = new ArrayList<>();
        arguments.add(java().toString());
        arguments.add("-Xmx1g");
        arguments.add("-XX:+UseSerialGC");
        arguments.add("-XX:TieredStopAtLevel=1");
        arguments.add("-XX:+ExitOnOutOfMemoryError");
        // The JVM's own warnings would go to standard output, among the messages.
        arguments.add("-XX:+DisplayVMOutputToStderr");
        arguments.add(
                "-XX:ErrorFile=" + places.logs().toAbsolutePath().resolve("engine-crash.log"));
        // A killed JVM would leave a file in the system's folder for temporary ones.
        arguments.add("-XX:-UsePerfData");
        arguments.add("-Djava.io.tmpdir=" + folder);
        arguments.add("-Djava.awt.headless=true");
        // DJL would prefer a libtorch of the system, whatever its version.
        arguments.add("-Djava.library.path=");
        arguments.add("-Dslf4j.internal.verbosity=ERROR");
        arguments.add("--enable-native-access=ALL-UNNAMED");
        arguments.addAll(options);
        arguments.add(mainClass);
        arguments.add(places.cache().toAbsolutePath().toString());
        arguments.add(folder.toString());
        return arguments;
    }

    private static Path java() {
        String name = File.separatorChar == '\\' ? "java.exe" : "java";
        return Path.of(System.getProperty("java.home"), "bin", name);
    }

    /** The plugin's own libraries and the two that the host lends to it. */
    private String classPath() {
        List<Path> all = new ArrayList<>(places.classPath());
        all.add(originOf(LiveryException.class));
        all.add(originOf(LoggerFactory.class));
        return all.stream()
                .map(path -> path.toAbsolutePath().toString())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path originOf(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("No file holds " + type, e);
        }
    }

    private void keepLogShort() throws IOException {
        if (Files.exists(log()) && Files.size(log()) > MAX_LOG_BYTES) {
            Files.move(
                    log(),
                    log().resolveSibling("engine-worker.old.log"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
