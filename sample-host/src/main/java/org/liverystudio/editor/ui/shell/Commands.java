package org.liverystudio.editor.ui.shell;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.liverystudio.editor.ui.keys.KeyBinding;

/**
 * What each {@link KeyBinding} does in one window: menu entries and keys are made from the same
 * table, so that they cannot differ.
 */
final class Commands {
    private static final ObservableBooleanValue ALWAYS =
            new ReadOnlyBooleanWrapper(true).getReadOnlyProperty();

    private record Command(Runnable action, ObservableBooleanValue enabled) {}

    private final Map<KeyBinding, Command> table = new EnumMap<>(KeyBinding.class);

    void add(KeyBinding key, Runnable action) {
        add(key, action, ALWAYS);
    }

    void add(KeyBinding key, Runnable action, ObservableBooleanValue enabled) {
        table.put(key, new Command(action, enabled));
    }

    /** A menu entry for a binding, greyed out while it cannot be used. */
    MenuItem item(KeyBinding key, String id) {
        Command command = table.get(key);
        MenuItem item = new MenuItem(key.label());
        item.setId(id);
        item.setAccelerator(key.combination());
        item.setOnAction(event -> command.action().run());
        item.setDisable(!command.enabled().get());
        command.enabled().addListener((observable, was, is) -> item.setDisable(!is));
        return item;
    }

    /** Listens to the keys of a window. */
    void install(Scene scene) {
        // A handler of the root runs before the accelerators of the menus, and consumes the keys.
        scene.getRoot().addEventHandler(KeyEvent.KEY_PRESSED, event -> pressed(event, scene));
    }

    private void pressed(KeyEvent event, Scene scene) {
        if (isTyping(scene.getFocusOwner(), event)) {
            if (!event.getCode().isNavigationKey() && !event.getCode().isWhitespaceKey()) {
                event.consume(); // a letter in a text is no shortcut
            }
            return;
        }
        Optional<Command> command = KeyBinding.of(event).map(table::get);
        command.ifPresent(
                found -> {
                    if (found.enabled().get()) {
                        found.action().run();
                    }
                    event.consume();
                });
    }

    private static boolean isTyping(Node focused, KeyEvent event) {
        boolean text = focused instanceof TextInputControl || focused instanceof Spinner<?>;
        boolean plain = !event.isShortcutDown() && !event.isAltDown() && !event.isControlDown();
        return text && plain && !event.getCode().isFunctionKey();
    }

    /** Whether two shortcuts of different owners would meet. */
    static boolean isTaken(KeyCombination combination) {
        for (KeyBinding binding : KeyBinding.values()) {
            if (binding.combination().equals(combination)) {
                return true;
            }
        }
        return false;
    }
}
