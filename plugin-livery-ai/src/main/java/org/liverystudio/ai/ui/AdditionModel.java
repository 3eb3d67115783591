package org.liverystudio.ai.ui;

import java.nio.file.Path;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** One file that is added to the model: a LoRA with its weight, or a learned word. */
final class AdditionModel {
    private final Path file;
    private final BooleanProperty enabled = new SimpleBooleanProperty(true);
    private final DoubleProperty weight = new SimpleDoubleProperty(1);
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ObservableList<String> words = FXCollections.observableArrayList();
    private boolean learnedWord;

    AdditionModel(Path file) {
        this.file = file;
        title.set(file.getFileName().toString());
    }

    Path file() {
        return file;
    }

    /** Whether the next picture uses it. */
    BooleanProperty enabled() {
        return enabled;
    }

    /** How much of a LoRA; 1 is as trained. */
    DoubleProperty weight() {
        return weight;
    }

    /** No more digits than the panel shows. */
    double shownWeight() {
        return Math.round(weight.get() * 100) / 100.0;
    }

    /** What its maker calls it, or the file's name. */
    ReadOnlyStringProperty title() {
        return title.getReadOnlyProperty();
    }

    /** Why it cannot be used; empty while nothing is known against it. */
    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /** Words that call it up in a prompt, the best first. */
    ObservableList<String> words() {
        return words;
    }

    /** Whether it is a learned word, which has no weight of its own. */
    boolean isLearnedWord() {
        return learnedWord;
    }

    /** Takes over what the file says of itself. */
    void show(AdditionFacts facts) {
        title.set(facts.title());
        problem.set(facts.problem());
        learnedWord = facts.learnedWord();
        words.setAll(facts.words());
    }

    /** What a file says of itself. */
    record AdditionFacts(String title, boolean learnedWord, List<String> words, String problem) {}
}
