package org.liverystudio.editor.format;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.liverystudio.host.LiveryException;

/** Words for what goes wrong with files. */
public final class FileProblems {
    private FileProblems() {}

    /** The file could not be read at all. */
    public static LiveryException unreadable(Path file, IOException cause) {
        return new LiveryException(
                "%s cannot be read: %s.".formatted(file, reason(cause)),
                "Check that you may read it and that its disk is connected.",
                cause);
    }

    /** The file could not be written; what was there before is still there. */
    public static LiveryException unwritable(Path file, IOException cause) {
        return new LiveryException(
                "%s cannot be written: %s.".formatted(file, reason(cause)),
                "Choose another folder or free some space; an older file of that name is unchanged.",
                cause);
    }

    /** The content breaks the rules of its format. */
    public static LiveryException damaged(Path file, String what) {
        return damaged(file, what, null);
    }

    /** A library found the content to break the rules of its format. */
    public static LiveryException damaged(Path file, String what, Exception cause) {
        return new LiveryException(
                "%s is damaged: %s.".formatted(file, what),
                "Use another copy, or open it in the program that made it and save it again.",
                cause);
    }

    /** The picture does not fit into the memory that this program may use. */
    public static LiveryException tooBig(Path file, String what) {
        return new LiveryException(
                "%s is too big: %s.".formatted(file, what),
                "Make the picture smaller, or give the program more memory (-Xmx).");
    }

    private static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> "the file or its folder does not exist";
            case AccessDeniedException denied -> "access is denied";
            case FileSystemException f when f.getReason() != null -> f.getReason();
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }
}
