package org.liverystudio.editor.ui.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;

class KeyBindingTest {
    @Test
    void noTwoBindingsShareACombination() {
        Map<KeyCombination, KeyBinding> owners = new HashMap<>();
        for (KeyBinding binding : KeyBinding.values()) {
            for (KeyCombination combination : binding.combinations()) {
                assertThat(owners.put(combination, binding))
                        .as("%s of %s", combination, binding)
                        .isNull();
            }
        }
    }

    @Test
    void everyCombinationIsMadeOfKeysThatExist() {
        for (KeyBinding binding : KeyBinding.values()) {
            assertThat(binding.combinations())
                    .as("%s", binding)
                    .allMatch(KeyCodeCombination.class::isInstance);
        }
        assertThat(KeyBinding.RAISE_LAYER.display()).endsWith("+Page Up");
    }

    @Test
    void plainKeysFindTheirBinding() {
        assertThat(KeyBinding.of(press(KeyCode.ADD))).contains(KeyBinding.ZOOM_IN);
        assertThat(KeyBinding.of(press(KeyCode.DIGIT1))).contains(KeyBinding.ZOOM_ACTUAL);
        assertThat(KeyBinding.of(press(KeyCode.CLOSE_BRACKET))).contains(KeyBinding.BRUSH_LARGER);
        assertThat(KeyBinding.BRUSH_LARGER.display()).isEqualTo("]");
        assertThat(KeyBinding.of(press(KeyCode.Q))).isEmpty();
    }

    private static KeyEvent press(KeyCode code) {
        return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false);
    }
}
