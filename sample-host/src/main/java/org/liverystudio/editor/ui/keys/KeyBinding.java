package org.liverystudio.editor.ui.keys;

import java.util.List;
import java.util.Optional;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/**
 * The editor's one table of shortcuts, in JavaFX's notation. Keys have the names that keyboards
 * show, such as "PAGE UP"; with the names of JavaFX's constants they would wait for a character.
 */
public enum KeyBinding {
    OPEN("Open…", "Shortcut+O"),
    SAVE("Save", "Shortcut+S"),
    SAVE_AS("Save as…", "Shortcut+Shift+S"),
    EXPORT_PNG("Export PNG…", "Shortcut+E"),
    CLOSE("Close", "Shortcut+W"),
    QUIT("Quit", "Shortcut+Q"),

    UNDO("Undo", "Shortcut+Z"),
    REDO("Redo", "Shortcut+Shift+Z", "Shortcut+Y"),
    SELECT_ALL("Select all", "Shortcut+A"),
    SELECT_NOTHING("Select nothing", "Shortcut+Shift+A", "Shortcut+D"),

    INVERT_SELECTION("Invert selection", "Shortcut+Shift+I"),

    ZOOM_IN("Zoom in", "PLUS", "ADD", "EQUALS", "Shift+EQUALS", "Shortcut+PLUS", "Shortcut+EQUALS"),
    ZOOM_OUT("Zoom out", "MINUS", "SUBTRACT", "Shortcut+MINUS"),
    ZOOM_ACTUAL("Zoom to 100 %", "1", "NUMPAD 1"),
    ZOOM_FIT("Fit in window", "0", "NUMPAD 0", "Shortcut+0"),

    NEW_LAYER("New layer", "Shortcut+Shift+N"),
    GROUP_LAYER("Group layer", "Shortcut+G"),
    DUPLICATE_LAYER("Duplicate layer", "Shortcut+J"),
    DELETE_LAYER("Delete layer", "Shift+DELETE"),
    RENAME_LAYER("Rename layer", "F2"),
    TOGGLE_VISIBLE("Show or hide layer", "Shortcut+H"),
    LOCK_ALPHA("Lock or unlock alpha", "Shortcut+Shift+L"),
    RAISE_LAYER("Move layer up", "Shortcut+PAGE UP"),
    LOWER_LAYER("Move layer down", "Shortcut+PAGE DOWN"),

    HAND("Hand", "H"),
    ZOOM("Zoom tool", "Z"),
    RECTANGLE_SELECT("Rectangle select", "R"),
    ELLIPSE_SELECT("Ellipse select", "Shift+R"),
    LASSO("Lasso", "L"),
    WAND("Magic wand", "W"),
    MOVE("Move", "V"),
    BRUSH("Brush", "B"),
    ERASER("Eraser", "E"),
    PICK_COLOUR("Colour picker", "I"),
    FILL("Fill", "G"),
    BRUSH_SMALLER("Smaller brush", "OPEN BRACKET"),
    BRUSH_LARGER("Larger brush", "CLOSE BRACKET"),
    SWAP_COLOURS("Swap colours", "X"),
    RESET_COLOURS("Black and white", "D"),

    HELP("Keyboard shortcuts", "F1");

    private final String label;
    private final KeyCombination[] combinations;

    KeyBinding(String label, String... notations) {
        this.label = label;
        combinations = new KeyCombination[notations.length];
        for (int i = 0; i < notations.length; i++) {
            combinations[i] = KeyCombination.keyCombination(notations[i]);
        }
    }

    /** What the key does, as menus say it. */
    public String label() {
        return label;
    }

    /** All combinations that do it, the shown one first. */
    List<KeyCombination> combinations() {
        return List.of(combinations);
    }

    /** The combination that menus and tooltips show. */
    public KeyCombination combination() {
        return combinations[0];
    }

    /** Whether the key press is one of the combinations of this binding. */
    public boolean matches(KeyEvent event) {
        for (KeyCombination combination : combinations) {
            if (combination.match(event)) {
                return true;
            }
        }
        return false;
    }

    /** The binding of a key press, if it has one. */
    public static Optional<KeyBinding> of(KeyEvent event) {
        for (KeyBinding binding : values()) {
            if (binding.matches(event)) {
                return Optional.of(binding);
            }
        }
        return Optional.empty();
    }

    /** The combination in words, such as "Ctrl+Page Up". */
    public String display() {
        return combination().getDisplayText();
    }

    /** A tooltip's text with the shortcut behind it. */
    public String describe(String text) {
        return text + " (" + display() + ")";
    }
}
