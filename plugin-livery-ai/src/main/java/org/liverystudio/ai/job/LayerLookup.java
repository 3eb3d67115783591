package org.liverystudio.ai.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.liverystudio.host.DocumentSnapshot;
import org.liverystudio.host.Layer;
import org.liverystudio.host.LiveryException;

/** Finds layers by what painters type: a name, or a path of names such as {@code Group/Layer}. */
public final class LayerLookup {
    private static final int MOST_NAMES_LISTED = 60;

    /** A layer and its path of names from the top level. */
    private record Entry(String path, Layer layer) {}

    private final List<Entry> entries = new ArrayList<>();

    public LayerLookup(DocumentSnapshot document) {
        collect("", document.layers());
    }

    private void collect(String prefix, List<Layer> layers) {
        for (Layer layer : layers) {
            entries.add(new Entry(prefix + layer.name(), layer));
            collect(prefix + layer.name() + "/", layer.children());
        }
    }

    /** The shortest text that finds this layer again: its name, or its path if others share it. */
    public String textFor(Layer layer) {
        boolean shared =
                entries.stream().filter(e -> e.layer().name().equals(layer.name())).count() > 1;
        return shared
                ? entries.stream()
                        .filter(e -> e.layer().id().equals(layer.id()))
                        .map(Entry::path)
                        .findFirst()
                        .orElse(layer.name())
                : layer.name();
    }

    /**
     * The layer that a text names: an exact path first, then an exact name, then either in other
     * letter case.
     *
     * @throws LiveryException if several layers have that name
     */
    public Optional<Layer> find(String text) {
        return one(text, e -> e.path().equals(text))
                .or(() -> one(text, e -> e.layer().name().equals(text)))
                .or(() -> one(text, e -> e.path().equalsIgnoreCase(text)))
                .or(() -> one(text, e -> e.layer().name().equalsIgnoreCase(text)));
    }

    /**
     * As {@link #find}.
     *
     * @throws LiveryException if there is no such layer, naming those there are
     */
    public Layer get(String text) {
        return find(text).orElseThrow(() -> missing(text, "layer"));
    }

    /**
     * The failure that names the layers there are and the closest one.
     *
     * @param what was looked for, such as "layer or file"
     */
    public LiveryException missing(String text, String what) {
        if (entries.isEmpty()) {
            return new LiveryException(
                    "There is no %s \"%s\"; the document has no layers.".formatted(what, text), "");
        }
        String names =
                entries.stream()
                        .limit(MOST_NAMES_LISTED)
                        .map(e -> e.layer().name())
                        .distinct()
                        .collect(Collectors.joining(", "));
        int more = entries.size() - MOST_NAMES_LISTED;
        return new LiveryException(
                "There is no %s \"%s\".".formatted(what, text),
                "%sThe layers are: %s%s."
                        .formatted(
                                closest(text).map("Did you mean \"%s\"? "::formatted).orElse(""),
                                names,
                                more > 0 ? " and " + more + " more" : ""));
    }

    private Optional<Layer> one(String text, Predicate<Entry> matches) {
        List<Entry> found = entries.stream().filter(matches).toList();
        if (found.size() > 1) {
            List<String> paths = found.stream().map(Entry::path).distinct().toList();
            throw new LiveryException(
                    "%d layers are named \"%s\".".formatted(found.size(), text),
                    paths.size() == 1
                            ? "Rename one of them."
                            : "Name one by its path: \"%s\"."
                                    .formatted(String.join("\", \"", paths)));
        }
        return found.stream().map(Entry::layer).findFirst();
    }

    /**
     * The name that is most alike, if it is the beginning or at least half of the letters agree.
     */
    private Optional<String> closest(String text) {
        return entries.stream()
                .map(e -> text.contains("/") ? e.path() : e.layer().name())
                .min(Comparator.comparingInt(name -> distance(name, text)))
                .filter(name -> text.startsWith(name) || distance(name, text) * 2 <= text.length());
    }

    /** Edits (insert, delete, replace) between two names, letter case aside. */
    private static int distance(String a, String b) {
        String from = a.toLowerCase(Locale.ROOT);
        String to = b.toLowerCase(Locale.ROOT);
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replace = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replace, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
