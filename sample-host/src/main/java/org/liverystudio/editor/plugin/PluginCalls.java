package org.liverystudio.editor.plugin;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.liverystudio.host.LiveryException;

/**
 * The only way from the editor into a plugin's code.
 *
 * <p>During a call the thread's context class loader is the plugin's, because libraries look there
 * for their parts. Whatever the code throws becomes a {@link LiveryException} that names the
 * plugin; those that the plugin throws itself pass unchanged, and so does a cancel.
 */
final class PluginCalls {
    private final String title;
    private final ClassLoader loader;

    /**
     * @param title names the plugin, such as "The plugin paint (paint-1.0.zip)"
     * @param loader the plugin's own
     */
    PluginCalls(String title, ClassLoader loader) {
        this.title = title;
        this.loader = loader;
    }

    /**
     * Calls the plugin.
     *
     * @param doing for the message, such as "starting"
     */
    <R> R call(String doing, Supplier<R> work) {
        try {
            return inContext(work::get);
        } catch (LiveryException | CancellationException e) {
            throw e;
        } catch (Exception | LinkageError e) {
            throw failure(doing, e);
        }
    }

    /** Sets the context class loader only: for code whose failures are its own to deal with. */
    <R> R inContext(Callable<R> work) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return work.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** As {@link #call}, without a result. */
    void run(String doing, Runnable work) {
        call(
                doing,
                () -> {
                    work.run();
                    return null;
                });
    }

    LiveryException failure(String doing, Throwable cause) {
        return cause instanceof LiveryException known
                ? known
                : new LiveryException(
                        "%s failed while %s: %s.".formatted(title, doing, reason(cause)),
                        "The editor goes on without it. Tell its maker; the log has the details.",
                        cause);
    }

    private static String reason(Throwable cause) {
        String message = cause.getMessage();
        String type = cause.getClass().getSimpleName();
        return message == null ? type : type + ": " + message.strip().replaceAll("\\.$", "");
    }
}
