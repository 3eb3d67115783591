package org.liverystudio.ai.ui;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.liverystudio.ai.engine.LoraChoice;
import org.liverystudio.ai.engine.NetworkSettings;
import org.liverystudio.ai.ui.AdditionModel.AdditionFacts;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** The LoRAs and learned words of the panel; remembered, as is the folder they came from. */
final class AdditionsModel {
    private static final String KEY = "additions";
    private static final String FOLDER = "additionsFolder";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final PanelSettings settings;
    private final Executor background;
    private final Executor fx;
    private final ObservableList<AdditionModel> rows = FXCollections.observableArrayList();

    /**
     * @param background looks into files
     * @param fx runs work on the JavaFX thread
     */
    AdditionsModel(PanelSettings settings, Executor background, Executor fx) {
        this.settings = settings;
        this.background = background;
        this.fx = fx;
        restore();
    }

    ObservableList<AdditionModel> rows() {
        return rows;
    }

    /** Whether a file looks like one that could be added. */
    static boolean isOffered(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".safetensors");
    }

    /** Adds files; those that are in the list already stay as they are. */
    void add(List<Path> files) {
        for (Path file : files) {
            Path absolute = file.toAbsolutePath().normalize();
            if (rows.stream().noneMatch(row -> row.file().equals(absolute))) {
                rows.add(look(new AdditionModel(absolute)));
                settings.put(FOLDER, absolute.getParent().toString());
            }
        }
        store();
    }

    void remove(AdditionModel row) {
        rows.remove(row);
        store();
    }

    /** Where files were chosen last, if it is still there. */
    Optional<Path> folder() {
        try {
            return Optional.of(Path.of(settings.text(FOLDER, "")))
                    .filter(Path::isAbsolute)
                    .filter(Files::isDirectory);
        } catch (InvalidPathException e) {
            return Optional.empty(); // Somebody edited the file; a folder is soon chosen again.
        }
    }

    /** What stands in the way of a picture with all that is switched on; empty if nothing does. */
    String problem() {
        return rows.stream()
                .filter(row -> row.enabled().get())
                .map(row -> row.problem().get())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    NetworkSettings apply(NetworkSettings networks) {
        List<LoraChoice> loras = new ArrayList<>();
        List<Path> embeddings = new ArrayList<>();
        for (AdditionModel row : rows) {
            if (row.enabled().get()) {
                if (row.isLearnedWord()) {
                    embeddings.add(row.file());
                } else {
                    loras.add(new LoraChoice(row.file(), row.shownWeight()));
                }
            }
        }
        return networks.withLoras(loras).withEmbeddings(embeddings);
    }

    private AdditionModel look(AdditionModel row) {
        background.execute(
                () -> {
                    AdditionFacts facts = AdditionReader.read(row.file());
                    fx.execute(() -> row.show(facts));
                });
        return row;
    }

    /** Keeps the list for the next session. */
    void store() {
        ArrayNode list = JSON.createArrayNode();
        for (AdditionModel row : rows) {
            list.addObject()
                    .put("file", row.file().toString())
                    .put("weight", row.shownWeight())
                    .put("enabled", row.enabled().get());
        }
        settings.put(KEY, list.toString());
    }

    private void restore() {
        try {
            for (JsonNode node : JSON.readTree(settings.text(KEY, "[]"))) {
                AdditionModel row = new AdditionModel(Path.of(node.path("file").asString("")));
                row.weight().set(node.path("weight").asDouble(1));
                row.enabled().set(node.path("enabled").asBoolean(true));
                rows.add(look(row));
            }
        } catch (JacksonException | InvalidPathException e) {
            settings.put(KEY, "[]"); // Somebody edited the file; a list is soon made again.
        }
    }
}
