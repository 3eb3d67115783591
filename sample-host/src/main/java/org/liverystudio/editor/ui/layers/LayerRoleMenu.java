package org.liverystudio.editor.ui.layers;

import java.util.Optional;
import javafx.scene.control.Menu;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.host.LayerRole;

/** Says what the active layer means, where its name does not, or says it wrongly. */
public final class LayerRoleMenu extends Menu {
    private final LayersPanel panel;

    public LayerRoleMenu(LayersPanel panel) {
        super("R_ole");
        this.panel = panel;
        setId("layer-role");
        showRoles();
        setOnShowing(event -> showRoles());
    }

    private void showRoles() {
        Optional<LayerNode> active = panel.model().flatMap(LayersModel::active);
        getItems().clear();
        ToggleGroup group = new ToggleGroup();
        addItem("As its name says", "layer-role-by-name", Optional.empty(), active, group);
        getItems().add(new SeparatorMenuItem());
        for (LayerRole role : LayerRole.values()) {
            String label = role == LayerRole.NONE ? "none" : role.label();
            String id = "layer-role-" + label.replace(' ', '-');
            addItem(label, id, Optional.of(role), active, group);
        }
    }

    private void addItem(
            String text,
            String id,
            Optional<LayerRole> role,
            Optional<LayerNode> active,
            ToggleGroup group) {
        RadioMenuItem item = new RadioMenuItem(text);
        item.setId(id);
        item.setToggleGroup(group);
        item.setSelected(active.filter(layer -> layer.chosenRole().equals(role)).isPresent());
        item.setDisable(active.isEmpty());
        item.setOnAction(event -> setRole(role));
        getItems().add(item);
    }

    private void setRole(Optional<LayerRole> role) {
        panel.model()
                .ifPresent(
                        model ->
                                model.active().ifPresent(layer -> model.setRole(layer.id(), role)));
    }
}
