package org.liverystudio.editor.plugin;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.liverystudio.editor.app.EditorServices;
import org.liverystudio.host.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that the editor holds for one running plugin: listeners and tasks. Closing it lets go of
 * them, so that nothing keeps a stopped plugin's classes in memory.
 */
final class PluginScope implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PluginScope.class);

    private final String pluginId;
    private final PluginCalls calls;
    private final EditorServices services;
    private final Set<Subscription> held = ConcurrentHashMap.newKeySet();

    PluginScope(String pluginId, PluginCalls calls, EditorServices services) {
        this.pluginId = pluginId;
        this.calls = calls;
        this.services = services;
    }

    String pluginId() {
        return pluginId;
    }

    EditorServices services() {
        return services;
    }

    PluginCalls calls() {
        return calls;
    }

    /** Holds something until it is closed by the plugin, or with the scope. */
    Subscription hold(Subscription subscription) {
        Subscription once =
                new Subscription() {
                    @Override
                    public void close() {
                        held.remove(this);
                        subscription.close();
                    }
                };
        held.add(once);
        return once;
    }

    /** A plugin's listener whose failures stay in the log: no edit fails because of it. */
    <E> Consumer<E> guarded(Consumer<E> listener) {
        return event -> {
            try {
                calls.run("listening", () -> listener.accept(event));
            } catch (RuntimeException e) {
                LOG.warn("{}", e.getMessage(), e);
            }
        };
    }

    @Override
    public void close() {
        held.forEach(Subscription::close);
    }
}
