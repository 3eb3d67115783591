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
    private final Path model;
    private final Executor latest;
    private final Executor fx;
    private final ReadOnlyStringWrapper line = new ReadOnlyStringWrapper("");

    /** Touched by the background only, which does one thing at a time. */
    private Optional<TokenCounter> counter = Optional.empty();

    /**
     * @param model folder with the tokenizer
     * @param background reads the vocabulary and counts
     * @param fx runs work on the JavaFX thread
     */
    PromptTokens(Path model, Executor background, Executor fx) {
        this.model = model;
        this.latest = new LatestOnly(background);
        this.fx = fx;
    }

    /** Such as "17 of 75 tokens", or what is wrong with the prompt's weights; empty if unknown. */
    ReadOnlyStringProperty line() {
        return line.getReadOnlyProperty();
    }

    /** Counts now and whenever the prompt changes. */
    void follow(ObservableStringValue prompt) {
        prompt.addListener((_, _, now) -> update(now));
        update(prompt.get());
    }

    private void update(String prompt) {
        latest.execute(
                () -> {
                    String words = words(prompt);
                    fx.execute(() -> line.set(words));
                });
    }

    private String words(String prompt) {
        if (prompt.isBlank()) {
            return "";
        }
        try {
            TokenCounter known = counter.orElseGet(() -> TokenCounter.of(model));
            counter = Optional.of(known);
            TokenCounter.Count count = known.count(prompt);
            return "%d of %d tokens".formatted(count.used(), count.room());
        } catch (LiveryException e) {
            return e.getMessage();
        }
    }
}
