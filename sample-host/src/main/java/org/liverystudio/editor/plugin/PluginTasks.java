package org.liverystudio.editor.plugin;

import org.liverystudio.host.Subscription;
import org.liverystudio.host.Tasks;

/** The editor's tasks for one plugin: bodies run in its context and are cancelled when it stops. */
record PluginTasks(PluginScope scope) implements Tasks {
    @Override
    public <T> Running<T> start(String title, Body<T> body) {
        Running<T> task =
                scope.services()
                        .tasks()
                        .start(
                                title,
                                progress -> scope.calls().inContext(() -> body.run(progress)));
        Subscription hold = scope.hold(task::cancel);
        // Ended tasks are let go; cancelling one that has ended does nothing.
        task.result().whenComplete((value, failure) -> hold.close());
        return task;
    }
}
