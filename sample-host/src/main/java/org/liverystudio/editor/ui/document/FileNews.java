package org.liverystudio.editor.ui.document;

import java.util.List;
import java.util.concurrent.CancellationException;
import org.liverystudio.editor.app.Notices;
import org.liverystudio.host.LiveryException;

/** Tells the painter how opening and saving went. */
final class FileNews {
    private static final int MOST_SENTENCES = 3;

    private final Notices notices;

    FileNews(Notices notices) {
        this.notices = notices;
    }

    void info(String message) {
        notices.info(message);
    }

    /** Tells what a file holds that cannot be shown, or what it could not take. */
    void warn(String name, List<String> sentences) {
        if (sentences.isEmpty()) {
            return;
        }
        int more = sentences.size() - MOST_SENTENCES;
        String shown = String.join(" ", sentences.stream().limit(MOST_SENTENCES).toList());
        notices.warn(
                more > 0
                        ? "%s: %s And %d more.".formatted(name, shown, more)
                        : "%s: %s".formatted(name, shown));
    }

    /** Tells why opening or writing ended without a result. */
    void failed(String what, Throwable failure) {
        switch (failure) {
            case CancellationException cancelled -> notices.info(what + ": cancelled.");
            case LiveryException problem -> notices.error(problem);
            case OutOfMemoryError memory ->
                    notices.error(
                            new LiveryException(
                                    what + ": there is not enough memory.",
                                    "Close other documents and try again.",
                                    memory));
            default ->
                    notices.error(
                            new LiveryException(
                                    what + ": " + failure + ".",
                                    "The log has the details; nothing was changed.",
                                    failure));
        }
    }
}
