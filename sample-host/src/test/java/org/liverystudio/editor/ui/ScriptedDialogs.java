package org.liverystudio.editor.ui;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.stage.Window;
import org.liverystudio.editor.ui.shell.Dialogs;

/** Answers questions in the order in which a test put the answers; a question too many fails. */
public final class ScriptedDialogs implements Dialogs {
    private final Deque<Object> answers = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();

    /** The next question about a file gets this one. */
    public void answer(Path file) {
        answers.add(file);
    }

    /** The next question about unsaved changes gets this one. */
    public void answer(SaveAnswer answer) {
        answers.add(answer);
    }

    /** What was asked so far. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    private <T> T next(String question, Class<T> type) {
        asked.add(question);
        if (answers.isEmpty()) {
            throw new AssertionError("No answer was prepared for: " + question);
        }
        return type.cast(answers.poll());
    }

    @Override
    public List<Path> chooseToOpen(Window owner, List<String> extensions, Optional<Path> folder) {
        return List.of(next("open", Path.class));
    }

    @Override
    public Optional<Path> chooseOne(
            Window owner, String title, List<String> extensions, Optional<Path> folder) {
        return Optional.of(next(title, Path.class));
    }

    @Override
    public Optional<Path> chooseToSave(
            Window owner, String title, String name, String extension, Optional<Path> folder) {
        return Optional.of(next(title + " " + name, Path.class));
    }

    @Override
    public SaveAnswer askToSave(Window owner, String documentName) {
        return next("save " + documentName, SaveAnswer.class);
    }

    /** The next question about pixels gets this one. */
    public void answer(int pixels) {
        answers.add(pixels);
    }

    @Override
    public OptionalInt askPixels(Window owner, String title, int preset, int most) {
        return OptionalInt.of(next(title, Integer.class));
    }

    @Override
    public void about(Window owner, String version) {
        asked.add("about");
    }

    @Override
    public void shortcuts(Window owner) {
        asked.add("shortcuts");
    }
}
