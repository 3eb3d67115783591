package org.liverystudio.ai.ui;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableStringValue;
import org.liverystudio.ai.diffusion.TokenCounter;
import org.liverystudio.host.LiveryException;

/** Counts, off the JavaFX thread, how many tokens a prompt takes. */
final class PromptTokens {
    private final ObservableStringValue prompt;
    private final Executor latest;
    private final Executor fx;
    private final ReadOnlyStringWrapper line = new ReadOnlyStringWrapper("");

    private Optional<Path> model = Optional.empty();

    /** Touched by the background only, which does one thing at a time. */
    private Optional<Counter> counter = Optional.empty();

    private record Counter(Path model, TokenCounter counter) {}

    /**
     * Counts whenever the prompt changes.
     *
     * @param background reads the vocabulary and counts
     * @param fx runs work on the JavaFX thread
     */
    PromptTokens(ObservableStringValue prompt, Executor background, Executor fx) {
        this.prompt = prompt;
        this.latest = new LatestOnly(background);
        this.fx = fx;
        prompt.addListener((_, _, now) -> update());
    }

    /** Such as "17 of 75 tokens", or what is wrong with the prompt's weights; empty if unknown. */
    ReadOnlyStringProperty line() {
        return line.getReadOnlyProperty();
    }

    /** Counts as this model does. */
    void setModel(Path folder) {
        model = Optional.of(folder);
        update();
    }

    private void update() {
        String now = prompt.get();
        model.ifPresent(
                folder ->
                        latest.execute(
                                () -> {
                                    String words = words(folder, now);
                                    fx.execute(() -> line.set(words));
                                }));
    }

    private String words(Path folder, String prompt) {
        if (prompt.isBlank()) {
            return "";
        }
        try {
            Counter known =
                    counter.filter(c -> c.model().equals(folder))
                            .orElseGet(() -> new Counter(folder, TokenCounter.of(folder)));
            counter = Optional.of(known);
            TokenCounter.Count count = known.counter().count(prompt);
            return "%d of %d tokens".formatted(count.used(), count.room());
        } catch (LiveryException e) {
            return e.getMessage();
        }
    }
}
