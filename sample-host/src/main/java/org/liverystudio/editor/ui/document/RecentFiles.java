package org.liverystudio.editor.ui.document;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.liverystudio.host.Preferences;

/** The files opened or saved last, the newest first; kept in the settings. */
public final class RecentFiles {
    private static final int MOST_KEPT = 10;
    private static final String KEY = "recent-files";

    private final Preferences settings;
    private final ObservableList<Path> files = FXCollections.observableArrayList();
    // kept: a read-only list is held weakly by the list it mirrors, and its listeners with it
    private final ObservableList<Path> readOnlyFiles =
            FXCollections.unmodifiableObservableList(files);

    public RecentFiles(Preferences settings) {
        this.settings = settings;
        settings.get(KEY).stream()
                .flatMap(String::lines)
                .filter(line -> !line.isBlank())
                .limit(MOST_KEPT)
                .forEach(line -> files.add(Path.of(line)));
    }

    /** Read-only. */
    public ObservableList<Path> files() {
        return readOnlyFiles;
    }

    public void add(Path file) {
        Path added = file.toAbsolutePath().normalize();
        Stream<Path> others = List.copyOf(files).stream().filter(known -> !known.equals(added));
        set(Stream.concat(Stream.of(added), others).limit(MOST_KEPT).toList());
    }

    /** Forgets a file, as when it is no longer there. */
    public void remove(Path file) {
        Path removed = file.toAbsolutePath().normalize();
        set(List.copyOf(files).stream().filter(known -> !known.equals(removed)).toList());
    }

    private void set(List<Path> newestFirst) {
        files.setAll(newestFirst);
        settings.put(KEY, String.join("\n", newestFirst.stream().map(Path::toString).toList()));
    }
}
