package org.liverystudio.ai.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatestOnlyTest {
    private final Deque<Runnable> background = new ArrayDeque<>();
    private final LatestOnly latest = new LatestOnly(background::add);
    private final List<String> done = new ArrayList<>();

    @Test
    void whatNewerWorkHasOvertakenIsSkipped() {
        latest.execute(() -> done.add("first"));
        latest.execute(() -> done.add("second"));
        latest.execute(() -> done.add("third"));

        runBackground();

        assertThat(done).containsExactly("third");
    }

    @Test
    void workThatComesWhileOtherWorkRunsFollowsIt() {
        latest.execute(
                () -> {
                    done.add("first");
                    latest.execute(() -> done.add("overtaken"));
                    latest.execute(() -> done.add("last"));
                });

        runBackground();

        assertThat(done).containsExactly("first", "last");
    }

    @Test
    void oneFailureDoesNotStopTheNext() {
        latest.execute(
                () -> {
                    throw new IllegalStateException("on purpose");
                });
        runBackground();

        latest.execute(() -> done.add("next"));
        runBackground();

        assertThat(done).containsExactly("next");
    }

    private void runBackground() {
        while (!background.isEmpty()) {
            background.remove().run();
        }
    }
}
