package org.liverystudio.editor.ui.shell;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import org.liverystudio.editor.ui.document.RecentFiles;

/** What the middle of the window shows while no document is open. */
final class StartPage extends VBox {
    private static final int MOST_SHOWN = 6;

    private final RecentFiles recent;
    private final Consumer<Path> openFile;
    private final VBox links = new VBox();

    StartPage(
            RecentFiles recent,
            Runnable open,
            Optional<Runnable> openSample,
            Consumer<Path> openFile) {
        this.recent = recent;
        this.openFile = openFile;
        setId("start-page");
        getStyleClass().add("start-page");
        setAlignment(Pos.CENTER);
        setFillWidth(false);
        Label title = new Label("Open a car template");
        title.getStyleClass().add("title-3");
        Label hint = new Label("Drop a PSD or PNG here, or choose one");
        hint.getStyleClass().add("hint");
        Button choose = new Button("Open…", new FontIcon(Material2AL.FOLDER_OPEN));
        choose.setId("start-open");
        choose.getStyleClass().add("accent");
        choose.setOnAction(event -> open.run());
        links.setAlignment(Pos.CENTER);
        links.getStyleClass().add("start-recent");
        getChildren().addAll(title, hint, choose);
        openSample.ifPresent(action -> getChildren().add(sampleButton(action)));
        getChildren().add(links);
        recent.files().addListener((InvalidationListener) observable -> showRecent());
        showRecent();
    }

    private static Button sampleButton(Runnable action) {
        Button sample = new Button("Open the sample car");
        sample.setId("start-sample");
        sample.getStyleClass().add("flat");
        sample.setOnAction(event -> action.run());
        return sample;
    }

    private void showRecent() {
        links.getChildren().clear();
        if (recent.files().isEmpty()) {
            return;
        }
        Label title = new Label("Recent");
        title.getStyleClass().add("section-title");
        links.getChildren().add(title);
        recent.files().stream()
                .limit(MOST_SHOWN)
                .forEach(
                        file -> {
                            Hyperlink link = new Hyperlink(file.getFileName().toString());
                            link.setTooltip(new Tooltip(file.toString()));
                            link.setOnAction(event -> openFile.accept(file));
                            links.getChildren().add(link);
                        });
    }
}
