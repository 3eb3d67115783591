package org.liverystudio.editor.plugin;

import java.io.PrintWriter;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.liverystudio.host.CommandContext;
import org.liverystudio.host.Directories;
import org.liverystudio.host.Documents;
import org.liverystudio.host.EditorContext;
import org.liverystudio.host.Notifications;
import org.liverystudio.host.Preferences;
import org.liverystudio.host.Tasks;
import org.liverystudio.host.ToolContext;

/** The editor's services as one plugin gets them. */
class PluginContext implements EditorContext {
    private final PluginScope scope;

    PluginContext(PluginScope scope) {
        this.scope = scope;
    }

    @Override
    public Documents documents() {
        return new PluginDocuments(scope);
    }

    @Override
    public Tasks tasks() {
        return new PluginTasks(scope);
    }

    @Override
    public Preferences preferences() {
        return scope.services().settings().forPlugin(scope.pluginId());
    }

    @Override
    public Notifications notifications() {
        return scope.services().notices();
    }

    @Override
    public Directories directories() {
        return scope.services().folders().forPlugin(scope.pluginId());
    }

    @Override
    public String hostVersion() {
        return scope.services().versions().hostApi();
    }

    /** For a tool on the screen. */
    static final class OfTool extends PluginContext implements ToolContext {
        private final Consumer<String> status;

        OfTool(PluginScope scope, Consumer<String> status) {
            super(scope);
            this.status = status;
        }

        @Override
        public void showStatus(String message) {
            status.accept(message);
        }
    }

    /** For a command in a terminal. */
    static final class OfCommand extends PluginContext implements CommandContext {
        private final Terminal terminal;

        OfCommand(PluginScope scope, Terminal terminal) {
            super(scope);
            this.terminal = terminal;
        }

        @Override
        public PrintWriter out() {
            return terminal.out();
        }

        @Override
        public PrintWriter err() {
            return terminal.err();
        }

        @Override
        public boolean isTerminal() {
            return terminal.isTerminal();
        }

        @Override
        public BooleanSupplier interrupted() {
            return terminal.interrupted();
        }
    }
}
