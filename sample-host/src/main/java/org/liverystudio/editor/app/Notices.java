package org.liverystudio.editor.app;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.liverystudio.host.LiveryException;
import org.liverystudio.host.Notifications;
import org.liverystudio.host.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries messages from any thread to whoever shows them: toasts on a screen, lines on stderr.
 *
 * <p>Listeners are called on the thread that speaks. Every message is also in the log, so one that
 * came before the first listener is not lost.
 */
public final class Notices implements Notifications {
    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

    private final List<Consumer<Notice>> listeners = new CopyOnWriteArrayList<>();

    @Override
    public void info(String message) {
        LOG.info("{}", message);
        tell(new Notice.Info(message));
    }

    @Override
    public void warn(String message) {
        LOG.warn("{}", message);
        tell(new Notice.Warning(message));
    }

    @Override
    public void error(LiveryException problem) {
        LOG.error("{}", problem.oneLine(), problem);
        tell(new Notice.Problem(problem));
    }

    /** Calls the listener with every message from now on. */
    public Subscription onNotice(Consumer<Notice> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private void tell(Notice notice) {
        listeners.forEach(listener -> listener.accept(notice));
    }
}
