package org.liverystudio.editor.plugin;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.liverystudio.host.CommandContext;
import org.liverystudio.host.ToolContext;

/**
 * A tool or command of a running plugin. Its code is reached only through {@link #call} and {@link
 * #run}, which guard the editor against it.
 *
 * @param <T> extension point
 */
public final class PluginExtension<T> {
    private final RunningPlugin plugin;
    private final T instance;

    PluginExtension(RunningPlugin plugin, T instance) {
        this.plugin = plugin;
        this.instance = instance;
    }

    public String pluginId() {
        return plugin.file().id();
    }

    /** The same extension seen as a more special one, if it is one. */
    public <S extends T> Optional<PluginExtension<S>> as(Class<S> type) {
        return type.isInstance(instance)
                ? Optional.of(new PluginExtension<>(plugin, type.cast(instance)))
                : Optional.empty();
    }

    /**
     * Calls the extension.
     *
     * @param doing for the message if it fails, such as "opening its panel"
     * @throws org.liverystudio.host.LiveryException if it throws anything, named after the plugin
     */
    public <R> R call(String doing, Function<? super T, R> work) {
        return plugin.calls().call(doing, () -> work.apply(instance));
    }

    /** As {@link #call}, without a result. */
    public void run(String doing, Consumer<? super T> work) {
        plugin.calls().run(doing, () -> work.accept(instance));
    }

    /**
     * The services for a tool of this plugin; they end when the plugin stops.
     *
     * @param status shows a line in the status bar
     */
    public ToolContext toolContext(Consumer<String> status) {
        return new PluginContext.OfTool(plugin.scope(), status);
    }

    /** The services for a command of this plugin. */
    public CommandContext commandContext(Terminal terminal) {
        return new PluginContext.OfCommand(plugin.scope(), terminal);
    }
}
