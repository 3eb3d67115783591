package org.liverystudio.editor.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.liverystudio.host.Tasks.Running;

@Timeout(30)
class TaskRunnerTest {
    private final TaskRunner runner = new TaskRunner(1);

    @AfterEach
    void close() {
        runner.close();
    }

    @Test
    void aTaskPassesThroughItsStatesAndGivesItsResult() {
        List<TaskStatus> seen = new CopyOnWriteArrayList<>();
        runner.onChange(task -> seen.add(task.status()));

        Running<String> task =
                runner.start(
                        "Count",
                        progress -> {
                            progress.update(0.5, "half");
                            return "done";
                        });

        assertThat(join(task)).isEqualTo("done");
        assertThat(seen)
                .endsWith(
                        new TaskStatus.Working(-1, ""),
                        new TaskStatus.Working(0.5, "half"),
                        new TaskStatus.Succeeded());
        assertThat(runner.active()).isEmpty();
    }

    @Test
    void aFailureReachesWhoeverWaitsAndWhoeverWatches() {
        IllegalStateException failure = new IllegalStateException("no paint");
        List<TaskStatus> seen = new CopyOnWriteArrayList<>();
        runner.onChange(task -> seen.add(task.status()));

        Running<Void> task =
                runner.start(
                        "Fail",
                        progress -> {
                            throw failure;
                        });

        assertThatThrownBy(() -> join(task))
                .isInstanceOf(CompletionException.class)
                .hasCause(failure);
        assertThat(seen).endsWith(new TaskStatus.Failed(failure));
    }

    @Test
    void anErrorEndsTheTaskToo() {
        Running<Void> task =
                runner.start(
                        "Fail",
                        progress -> {
                            throw new NoClassDefFoundError("gone");
                        });

        assertThatThrownBy(() -> join(task)).hasCauseInstanceOf(NoClassDefFoundError.class);
        String next = join(runner.start("Next", progress -> "goes on"));
        assertThat(next).isEqualTo("goes on");
    }

    @Test
    void aCancelledTaskEndsWhenItsBodyNotices() throws InterruptedException {
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        Running<String> task =
                runner.start(
                        "Paint",
                        progress -> {
                            working.countDown();
                            cancelled.await();
                            progress.throwIfCancelled();
                            return "too late";
                        });
        assertThat(working.await(10, TimeUnit.SECONDS)).isTrue();

        task.cancel();
        assertThat(runner.active().getFirst().status()).isEqualTo(new TaskStatus.Cancelling());
        cancelled.countDown();

        assertThatThrownBy(() -> join(task))
                .isInstanceOf(CancellationException.class)
                .hasRootCauseMessage("Paint was cancelled.");
    }

    @Test
    void aTaskCancelledWhileItWaitsNeverRuns() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        runner.start("First", progress -> release.await(10, TimeUnit.SECONDS));
        Running<String> second = runner.start("Second", progress -> "ran");

        second.cancel();
        release.countDown();

        assertThatThrownBy(() -> join(second)).isInstanceOf(CancellationException.class);
    }

    @Test
    void threadsDoNotKeepTheClassLoaderOfWhoStartedThem() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader plugin = new URLClassLoader(new URL[0])) {
            thread.setContextClassLoader(plugin);
            ClassLoader seen =
                    join(
                            runner.start(
                                    "Look",
                                    progress -> Thread.currentThread().getContextClassLoader()));
            assertThat(seen).isSameAs(TaskRunner.class.getClassLoader());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static <T> T join(Running<T> task) {
        return task.result().toCompletableFuture().join();
    }
}
