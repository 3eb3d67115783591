package org.liverystudio.ai.ui;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The list of controls, with a button that adds one. */
final class ControlsView extends VBox {
    private final ControlsModel controls;
    private final VBox list = new VBox(Parts.GAP);

    ControlsView(ControlsModel controls) {
        super(Parts.GAP);
        this.controls = controls;
        Button add =
                Parts.iconButton(
                        "livery-control-add", Icons.PLUS, "Add a control layer", controls::add);
        add.disableProperty().bind(Bindings.isEmpty(controls.choices()));
        HBox head = new HBox(Parts.heading("Control"), Parts.spacer(), add);
        head.setAlignment(Pos.CENTER_LEFT);
        Label none = new Label("None: the picture ignores the template's shapes.");
        none.getStyleClass().addAll("text-small", "text-muted");
        none.setWrapText(true);
        none.visibleProperty().bind(Bindings.isEmpty(controls.rows()));
        none.managedProperty().bind(none.visibleProperty());
        getChildren().addAll(head, list, none);
        controls.rows().addListener((ListChangeListener<ControlModel>) _ -> rebuild());
        rebuild();
    }

    private void rebuild() {
        List<Node> views = new ArrayList<>();
        for (ControlModel row : controls.rows()) {
            views.add(new ControlView(row, controls, views.size()));
        }
        list.getChildren().setAll(views);
    }
}
