package org.liverystudio.editor.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.liverystudio.host.LiveryException;

/**
 * Installs one plugin file so that it either runs afterwards or nothing has changed.
 *
 * <p>The old version is moved aside, not deleted, until the new one runs.
 */
final class PluginInstaller {
    private final PluginFolder folder;
    private final PluginFileReader reader;
    private final PluginRuntime runtime;

    PluginInstaller(PluginFolder folder, PluginFileReader reader, PluginRuntime runtime) {
        this.folder = folder;
        this.reader = reader;
        this.runtime = runtime;
    }

    /**
     * @throws LiveryException if it is no plugin or does not start; the folder is as before then
     */
    PluginFile install(Path file) {
        requireFile(file);
        reader.read(file); // refuse it before anything is copied
        return folder.change(() -> installCopy(file));
    }

    private static void requireFile(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (!Files.isRegularFile(file)) {
            throw new LiveryException(
                    "%s is not there.".formatted(file), "Choose the zip or jar of a plugin.");
        }
        if (!name.endsWith(".zip") && !name.endsWith(".jar")) {
            throw new LiveryException(
                    "%s is no plugin: plugins are zip or jar files.".formatted(file),
                    "Choose the zip or jar of a plugin.");
        }
    }

    private PluginFile installCopy(Path file) throws IOException {
        Path passing = Files.createTempDirectory(folder.root(), PluginUnpacker.PASSING);
        try {
            String name = withSmallEnding(file.getFileName().toString());
            Path copy = passing.resolve(name);
            Files.copy(file, copy);
            PluginFile plugin = reader.read(copy);
            Path target = folder.root().resolve(name);
            List<Path> replaced = setAside(plugin.id(), target, passing.resolve("old"));
            Files.move(copy, target, StandardCopyOption.ATOMIC_MOVE);
            return startOrRestore(reader.read(target), passing.resolve("old"), replaced);
        } finally {
            folder.delete(passing);
        }
    }

    /** PAINT.ZIP becomes PAINT.zip, so that it is found again on every file system. */
    private static String withSmallEnding(String name) {
        int dot = name.lastIndexOf('.');
        return name.substring(0, dot) + name.substring(dot).toLowerCase(Locale.ROOT);
    }

    /** Stops the version installed before and moves its files away; also a file of that name. */
    private List<Path> setAside(String id, Path target, Path old) throws IOException {
        List<Path> files = new ArrayList<>();
        for (InstalledPlugin plugin : runtime.installed()) {
            if (plugin.id().equals(id) || plugin.file().equals(target)) {
                runtime.stop(plugin.id());
                runtime.forget(plugin.id());
                files.addAll(List.of(filesOf(plugin.file())));
            }
        }
        Files.createDirectory(old);
        List<Path> moved = new ArrayList<>();
        for (Path file : files) {
            if (Files.exists(file)) {
                Files.move(file, old.resolve(file.getFileName()));
                moved.add(file);
            }
        }
        return moved;
    }

    private PluginFile startOrRestore(PluginFile plugin, Path old, List<Path> replaced)
            throws IOException {
        runtime.start(List.of(plugin));
        InstalledPlugin now = runtime.known(plugin.id());
        if (now.status() instanceof PluginStatus.Failed) {
            runtime.forget(plugin.id());
            folder.delete(filesOf(plugin.source()));
            restore(old, replaced);
        }
        throwIfFailed(now);
        return plugin;
    }

    private void restore(Path old, List<Path> replaced) throws IOException {
        for (Path file : replaced) {
            Files.move(old.resolve(file.getFileName()), file);
        }
        Optional<Path> before = replaced.stream().filter(Files::isRegularFile).findFirst();
        before.ifPresent(file -> runtime.start(List.of(reader.read(file))));
    }

    static void throwIfFailed(InstalledPlugin plugin) {
        if (plugin.status() instanceof PluginStatus.Failed failed) {
            throw failed.reason();
        }
    }

    /** The file itself and, for a zip, the folder that it was unpacked into. */
    static Path[] filesOf(Path file) {
        return PluginFile.isZip(file)
                ? new Path[] {file, PluginUnpacker.folderOf(file)}
                : new Path[] {file};
    }
}
