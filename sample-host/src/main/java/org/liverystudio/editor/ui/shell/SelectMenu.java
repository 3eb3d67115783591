package org.liverystudio.editor.ui.shell;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.stage.Window;
import org.liverystudio.editor.document.SelectionMask;
import org.liverystudio.editor.edit.CompositeEdit;
import org.liverystudio.editor.edit.SetSelection;
import org.liverystudio.editor.paint.Selections;
import org.liverystudio.editor.ui.document.DocumentModel;
import org.liverystudio.editor.ui.document.OpenDocuments;
import org.liverystudio.editor.ui.keys.KeyBinding;
import org.liverystudio.host.Rect;

/** The Select menu: makes another selection from the one that is there. */
final class SelectMenu extends Menu {
    private static final int FIRST_PIXELS = 8;

    /** Makes a selection from another one, by so many pixels. */
    @FunctionalInterface
    private interface Change {
        Optional<SelectionMask> apply(SelectionMask before, int pixels, Rect canvas);
    }

    private final OpenDocuments documents;
    private final Dialogs dialogs;
    private final Window owner;
    private int lastPixels = FIRST_PIXELS;

    SelectMenu(Commands commands, OpenDocuments documents, Dialogs dialogs, Window owner) {
        super("_Select");
        this.documents = documents;
        this.dialogs = dialogs;
        this.owner = owner;
        setId("menu-select");
        getItems()
                .addAll(
                        commands.item(KeyBinding.SELECT_ALL, "select-all"),
                        commands.item(KeyBinding.SELECT_NOTHING, "select-nothing"),
                        commands.item(KeyBinding.INVERT_SELECTION, "select-invert"),
                        new SeparatorMenuItem(),
                        item("Grow", "select-grow", Selections::grow),
                        item("Shrink", "select-shrink", Selections::shrink),
                        item("Feather", "select-feather", Selections::feather));
        setOnShowing(event -> enable());
    }

    private void enable() {
        boolean selected = documents.active().flatMap(open -> open.state().selection()).isPresent();
        getItems().subList(4, getItems().size()).forEach(item -> item.setDisable(!selected));
    }

    private MenuItem item(String text, String id, Change change) {
        MenuItem item = new MenuItem("_" + text + "…");
        item.setId(id);
        item.setOnAction(event -> documents.active().ifPresent(open -> ask(open, text, change)));
        return item;
    }

    private void ask(DocumentModel open, String text, Change change) {
        Optional<SelectionMask> before = open.state().selection();
        if (before.isEmpty()) {
            return;
        }
        OptionalInt pixels =
                dialogs.askPixels(owner, text + " selection", lastPixels, Selections.FARTHEST);
        pixels.ifPresent(
                by -> {
                    lastPixels = by;
                    Optional<SelectionMask> after =
                            change.apply(before.get(), by, open.state().bounds());
                    open.apply(
                            new CompositeEdit(
                                    text + " selection", List.of(new SetSelection(after))));
                });
    }
}
