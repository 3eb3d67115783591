package org.liverystudio.ai.ui.models;

import java.util.List;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.liverystudio.ai.hub.library.Licence;

/** The terms of what is chosen, until they have been accepted once. */
final class TermsView extends VBox {
    private final DownloadModel model;
    private final VBox licences = new VBox(6);

    TermsView(DownloadModel model) {
        super(6);
        this.model = model;
        setId("livery-download-terms");
        CheckBox accept = new CheckBox("I have read these terms and accept them");
        accept.setId("livery-download-accept");
        accept.selectedProperty().bindBidirectional(model.accepted());
        getChildren().addAll(licences, accept);
        managedProperty().bind(visibleProperty());
        disableProperty().bind(model.run().active());
        model.chosen().addListener((_, _, now) -> show(now));
        show(model.chosen().get());
    }

    private void show(Choice choice) {
        List<Licence> terms = choice == null || choice.complete() ? List.of() : choice.terms();
        licences.getChildren().setAll(terms.stream().map(TermsView::row).toList());
        setVisible(!terms.isEmpty());
    }

    private static VBox row(Licence licence) {
        Label name = new Label("%s: %s".formatted(licence.repo(), licence.name()));
        name.getStyleClass().addAll("text-small", "text-bold");
        Label summary = new Label(licence.summary());
        summary.setWrapText(true);
        summary.setMinHeight(Region.USE_PREF_SIZE);
        summary.getStyleClass().add("text-small");
        Hyperlink address = new Hyperlink(licence.address().toString());
        address.getStyleClass().add("text-small");
        address.setTooltip(new Tooltip("Copy the address of the whole text"));
        address.setOnAction(
                _ -> {
                    ClipboardContent content = new ClipboardContent();
                    content.putString(licence.address().toString());
                    Clipboard.getSystemClipboard().setContent(content);
                });
        return new VBox(2, name, summary, address);
    }
}
