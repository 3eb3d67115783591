package org.liverystudio.editor.app;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.liverystudio.host.Subscription;
import org.liverystudio.host.Tasks;

/**
 * Runs long work on threads of its own and lets anyone watch it.
 *
 * <p>The number of threads is bounded; further tasks wait. The threads are daemons, so a stuck task
 * never keeps a closed editor alive. A task must not wait for another one.
 */
public final class TaskRunner implements Tasks, AutoCloseable {
    /** Tasks mostly wait for disks or another process, so there are more of them than cores. */
    private static final int THREADS = Math.max(8, 2 * Runtime.getRuntime().availableProcessors());

    private static final int IDLE_SECONDS = 20;

    private final List<Consumer<ObservableTask>> listeners = new CopyOnWriteArrayList<>();
    private final List<ObservableTask> active = new CopyOnWriteArrayList<>();
    private final ThreadPoolExecutor threads;

    public TaskRunner() {
        this(THREADS);
    }

    /** A runner with so many threads. */
    public TaskRunner(int threadCount) {
        threads =
                new ThreadPoolExecutor(
                        threadCount,
                        threadCount,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        threadFactory());
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public <T> Running<T> start(String title, Body<T> body) {
        RunnableTask<T> task = new RunnableTask<>(title, body, this::changed);
        active.add(task);
        changed(task);
        threads.execute(task);
        return task;
    }

    /** Tasks that have not ended, oldest first. */
    public List<ObservableTask> active() {
        return List.copyOf(active);
    }

    /**
     * Calls the listener whenever a task starts, moves on or ends, on the thread where that
     * happens: often, and never on a screen's thread.
     */
    public Subscription onChange(Consumer<ObservableTask> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Asks every task to stop and takes no new ones. */
    @Override
    public void close() {
        active.forEach(ObservableTask::cancel);
        threads.shutdown();
    }

    private void changed(ObservableTask task) {
        if (task.status() instanceof TaskStatus.Ended) {
            active.remove(task);
        }
        listeners.forEach(listener -> listener.accept(task));
    }

    /** Without the starter's class loader and thread locals: they would keep a removed plugin. */
    private static ThreadFactory threadFactory() {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread =
                    Thread.ofPlatform()
                            .name("task-" + number.incrementAndGet())
                            .daemon()
                            .inheritInheritableThreadLocals(false)
                            .unstarted(work);
            thread.setContextClassLoader(TaskRunner.class.getClassLoader());
            return thread;
        };
    }
}
