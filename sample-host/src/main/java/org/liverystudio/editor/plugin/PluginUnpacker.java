package org.liverystudio.editor.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.liverystudio.host.LiveryException;
import org.liverystudio.host.Notifications;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Unpacks plugin zips into a folder of the same name beside them, once.
 *
 * <p>A stamp in the folder tells size and time of the zip that it came from. So a zip that was
 * built anew is unpacked anew, also if its version stayed the same. The folder appears whole or not
 * at all.
 */
final class PluginUnpacker {
    private static final Logger LOG = LoggerFactory.getLogger(PluginUnpacker.class);

    /** Marks a folder as unpacked by us. */
    static final String STAMP = ".unpacked-from";

    /** Begins the names of folders that are half way in or out; found again, they are rubbish. */
    static final String PASSING = ".passing-";

    /** Room beside the plugin's own size that must stay free on the disk. */
    private static final long SPARE_BYTES = 16L << 20;

    /** Unpacking more than this takes long enough to say so. */
    private static final long BIG_BYTES = 30L << 20;

    private final PluginFolder plugins;
    private final Notifications notifications;

    PluginUnpacker(PluginFolder plugins, Notifications notifications) {
        this.plugins = plugins;
        this.notifications = notifications;
    }

    /**
     * Brings the folder up to date.
     *
     * @return the unpacked folder; for a jar or a folder just that
     */
    Path locationOf(PluginFile plugin) {
        if (!PluginFile.isZip(plugin.source())) {
            return plugin.source();
        }
        Path zip = plugin.source();
        Path folder = folderOf(zip);
        try {
            // Looked at before locking: a folder that nobody may write works once unpacked.
            return isCurrent(folder, stampOf(zip))
                    ? folder
                    : plugins.locked(() -> refresh(zip, folder));
        } catch (IOException e) {
            throw new LiveryException(
                    "%s cannot be unpacked into %s: %s."
                            .formatted(plugin.title(), folder, e.getMessage()),
                    "Check that the disk has room, that this user may write there and that no"
                            + " other editor is using the plugin.",
                    e);
        }
    }

    private Path refresh(Path zip, Path folder) throws IOException {
        String stamp = stampOf(zip);
        if (!isCurrent(folder, stamp)) { // else another editor was quicker
            if (Files.size(zip) > BIG_BYTES) {
                notifications.info("Unpacking %s, once ...".formatted(zip.getFileName()));
            }
            unpack(zip, folder, stamp);
        }
        return folder;
    }

    /** Where a zip is unpacked: PF4J's place, the file name without its ending. */
    static Path folderOf(Path zip) {
        String name = zip.getFileName().toString();
        return zip.resolveSibling(name.substring(0, name.length() - ".zip".length()));
    }

    private static String stampOf(Path zip) throws IOException {
        return "%d bytes, %s".formatted(Files.size(zip), Files.getLastModifiedTime(zip));
    }

    private static boolean isCurrent(Path folder, String stamp) throws IOException {
        if (!Files.exists(folder)) {
            return false;
        }
        Path file = folder.resolve(STAMP);
        if (!Files.isRegularFile(file)) {
            throw new IOException(
                    "that folder was there before and is not an unpacked plugin; move it away");
        }
        return Files.readString(file).equals(stamp);
    }

    private static void unpack(Path zip, Path folder, String stamp) throws IOException {
        Path fresh = Files.createTempDirectory(zip.getParent(), PASSING);
        try {
            extract(zip, fresh);
            Files.writeString(fresh.resolve(STAMP), stamp);
            if (Files.exists(folder)) {
                Path old = Files.createTempDirectory(zip.getParent(), PASSING);
                Files.move(folder, old.resolve("old"));
                Files.move(fresh, folder);
                deleteOrLeaveToSweep(old);
            } else {
                Files.move(fresh, folder);
            }
        } finally {
            FileTrees.delete(fresh);
        }
    }

    private static void deleteOrLeaveToSweep(Path old) {
        try {
            FileTrees.delete(old);
        } catch (IOException e) {
            LOG.info("{} is still in use and is deleted at the next start", old, e);
        }
    }

    private static void extract(Path zip, Path folder) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            requireRoom(file, folder);
            for (ZipEntry entry : Collections.list(file.entries())) {
                Path target = targetOf(entry, folder);
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    try (InputStream in = file.getInputStream(entry)) {
                        Files.copy(in, target);
                    }
                }
            }
        }
    }

    private static void requireRoom(ZipFile file, Path folder) throws IOException {
        long needed = file.stream().mapToLong(entry -> Math.max(0, entry.getSize())).sum();
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < needed + SPARE_BYTES) {
            throw new IOException(
                    "it needs %d MB, %d MB are free".formatted(needed >> 20, free >> 20));
        }
    }

    /** Names such as ../../x or C:\x would write elsewhere ("zip slip"). */
    private static Path targetOf(ZipEntry entry, Path folder) throws IOException {
        String name = entry.getName();
        boolean foreign = name.startsWith("/") || name.contains("\\") || name.contains(":");
        Path target = foreign ? folder : folder.resolve(name).normalize();
        if (foreign || !target.startsWith(folder)) {
            throw new IOException(
                    "it holds an entry that points outside its folder, \"%s\"; do not use this"
                                    .formatted(name)
                            + " file");
        }
        return target;
    }
}
