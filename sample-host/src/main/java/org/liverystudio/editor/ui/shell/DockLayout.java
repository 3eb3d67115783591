package org.liverystudio.editor.ui.shell;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Region;

/**
 * The canvas and the panels right of it. Panels keep their width when the window changes its size
 * and come back with the width they had when they were hidden.
 */
final class DockLayout extends SplitPane {
    private final Region middle;
    private final List<Region> docks;

    DockLayout(Region middle, Region... docks) {
        this.middle = middle;
        this.docks = List.of(docks);
        setId("dock-layout");
        getStyleClass().add("dock-layout");
        getItems().add(middle);
        for (Region dock : docks) {
            SplitPane.setResizableWithParent(dock, false);
        }
        widthProperty().addListener((observable, was, is) -> firstWidth(was.doubleValue()));
    }

    private void firstWidth(double before) {
        if (before <= 0) {
            placeDividers();
        }
    }

    boolean isShown(Region dock) {
        return getItems().contains(dock);
    }

    void setShown(Region dock, boolean shown) {
        if (shown == isShown(dock)) {
            return;
        }
        rememberWidths();
        List<Node> items =
                docks.stream()
                        .filter(each -> each == dock ? shown : isShown(each))
                        .map(Node.class::cast)
                        .toList();
        getItems().setAll(middle);
        getItems().addAll(items);
        placeDividers();
    }

    private void rememberWidths() {
        for (Region dock : docks) {
            if (isShown(dock) && dock.getWidth() > 0) {
                dock.setPrefWidth(dock.getWidth());
            }
        }
    }

    private void placeDividers() {
        if (getWidth() <= 0) {
            return;
        }
        double right = getWidth();
        for (int i = getItems().size() - 1; i > 0; i--) {
            right -= ((Region) getItems().get(i)).getPrefWidth();
            setDividerPosition(i - 1, Math.max(0, right / getWidth()));
        }
    }
}
