package org.liverystudio.editor.ui.layers;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeCell;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import org.liverystudio.editor.document.LayerNode;

/** One row: eye, picture, name, role. A double click or F2 edits the name. */
final class LayerCell extends TreeCell<LayerRow> {
    private static final double PICTURE_SIZE = 28;
    private static final PseudoClass GROUP = PseudoClass.getPseudoClass("group");
    private static final PseudoClass HIDDEN = PseudoClass.getPseudoClass("hidden-layer");

    private final Thumbnails thumbnails;
    private final LayersModel model;
    private final ToggleButton eye = new ToggleButton();
    private final FontIcon eyeIcon = new FontIcon(Material2MZ.VISIBILITY);
    private final FontIcon folder = new FontIcon(Material2AL.FOLDER);
    private final FontIcon clipped = new FontIcon(Material2MZ.SUBDIRECTORY_ARROW_RIGHT);
    private final FontIcon locked = new FontIcon(Material2AL.LOCK);
    private final ImageView picture = new ImageView();
    private final StackPane frame = new StackPane(picture, folder);
    private final Label name = new Label();
    private final Label role = new Label();
    private final HBox row;
    private TextField editor;

    /**
     * @param rename starts editing the name of the active layer
     */
    LayerCell(LayersModel model, Thumbnails thumbnails, LayerDrag.Session drag, Runnable rename) {
        this.model = model;
        this.thumbnails = thumbnails;
        getStyleClass().add("layer-cell");
        eye.getStyleClass().addAll("layer-eye", "flat");
        eye.setGraphic(eyeIcon);
        eye.setFocusTraversable(false);
        eye.setTooltip(new Tooltip("Show or hide (Space)"));
        eye.setOnAction(event -> model.toggleVisible(getItem().id()));
        picture.setFitWidth(PICTURE_SIZE - 2);
        picture.setFitHeight(PICTURE_SIZE - 2);
        picture.setPreserveRatio(true);
        frame.getStyleClass().add("layer-picture");
        frame.setMinSize(PICTURE_SIZE, PICTURE_SIZE);
        frame.setMaxSize(PICTURE_SIZE, PICTURE_SIZE);
        name.getStyleClass().add("layer-name");
        name.setMinWidth(24);
        name.setOnMousePressed(event -> pressed(event, rename));
        Tooltip.install(locked, new Tooltip("Its alpha is locked"));
        locked.getStyleClass().add("layer-lock");
        role.getStyleClass().add("layer-role");
        role.setMinWidth(Region.USE_PREF_SIZE);
        name.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(name, Priority.ALWAYS);
        row = new HBox(6, eye, clipped, frame, name, locked, role);
        row.setAlignment(Pos.CENTER_LEFT);
        setPrefWidth(0); // as wide as the list, never wider: names give way, roles stay in sight
        LayerDrag.install(this, model, drag);
    }

    /** The first press of the two has made the layer active. */
    private static void pressed(MouseEvent event, Runnable rename) {
        if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
            event.consume(); // a tree would open or close a group
            rename.run();
        }
    }

    /** A cell gives its graphic the width it likes; the row shall fill what is left. */
    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        if (getGraphic() instanceof Region graphic) {
            double width = getWidth() - graphic.getLayoutX() - snappedRightInset();
            graphic.resize(Math.max(0, width), graphic.getHeight());
        }
    }

    @Override
    protected void updateItem(LayerRow item, boolean empty) {
        super.updateItem(item, empty);
        setText(null);
        if (empty || item == null) {
            setGraphic(null);
            setTooltip(null);
            pseudoClassStateChanged(HIDDEN, false);
            return;
        }
        LayerNode layer = item.layer();
        eye.setSelected(layer.visible());
        eyeIcon.setIconCode(layer.visible() ? Material2MZ.VISIBILITY : Material2MZ.VISIBILITY_OFF);
        clipped.setVisible(layer.clipping());
        clipped.setManaged(layer.clipping());
        name.setText(layer.name());
        locked.setVisible(layer.attributes().alphaLocked());
        locked.setManaged(locked.isVisible());
        role.setText(item.role().label());
        role.setVisible(!item.role().label().isEmpty());
        role.setManaged(role.isVisible());
        pseudoClassStateChanged(HIDDEN, !item.shown());
        showPicture(layer);
        if (!isEditing()) {
            setGraphic(row);
        }
    }

    private void showPicture(LayerNode layer) {
        frame.pseudoClassStateChanged(GROUP, layer.isGroup());
        folder.setVisible(layer.isGroup());
        picture.setVisible(!layer.isGroup());
        if (layer.isGroup()) {
            picture.setImage(null);
            return;
        }
        thumbnails.request(
                layer,
                image -> {
                    // the cell may show another layer by the time the picture is made
                    if (getItem() != null && getItem().id().equals(layer.id())) {
                        picture.setImage(image);
                    }
                });
    }

    @Override
    public void startEdit() {
        super.startEdit();
        if (!isEditing()) {
            return;
        }
        editor = new TextField(getItem().layer().name());
        editor.setId("layer-name-editor");
        editor.getStyleClass().add("small");
        editor.setOnKeyPressed(
                event -> {
                    if (event.getCode() == KeyCode.ESCAPE) {
                        cancelEdit();
                        event.consume();
                    }
                });
        editor.setOnAction(event -> commitName());
        editor.focusedProperty()
                .addListener(
                        (observable, was, is) -> {
                            if (!is && isEditing()) {
                                commitName();
                            }
                        });
        setGraphic(editor);
        editor.requestFocus();
        editor.selectAll();
    }

    private void commitName() {
        String typed = editor.getText();
        LayerRow edited = getItem();
        cancelEdit();
        model.rename(edited.id(), typed);
    }

    @Override
    public void cancelEdit() {
        super.cancelEdit();
        getTreeView().setEditable(false);
        setGraphic(row);
        getTreeView().requestFocus();
    }
}
