package org.liverystudio.editor.document;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.liverystudio.host.LiveryException;

/**
 * Finds the layer that a person names: by its path of names such as {@code Group/Layer}, by the end
 * of that path, or by its name alone; in another case of letters if nothing fits exactly.
 */
public final class LayerPath {
    private static final int MOST_NAMES_LISTED = 40;

    private LayerPath() {}

    /**
     * The layer or group that is meant.
     *
     * @throws LiveryException if none or several fit; it lists the names there are
     */
    public static LayerNode find(DocumentState document, String text) {
        List<Entry> entries = entries(document);
        List<BiPredicate<String, String>> rules =
                List.of(
                        String::equals,
                        LayerPath::endsWith,
                        String::equalsIgnoreCase,
                        (path, wanted) -> endsWith(lower(path), lower(wanted)));
        for (BiPredicate<String, String> rule : rules) {
            List<Entry> fitting =
                    entries.stream().filter(entry -> rule.test(entry.path, text)).toList();
            if (fitting.size() > 1) {
                throw ambiguous(text, fitting);
            }
            if (fitting.size() == 1) {
                return fitting.getFirst().node;
            }
        }
        throw unknown(text, entries);
    }

    /** Names from the outermost group to the layer, joined by "/". */
    public static String of(DocumentState document, LayerNode node) {
        String groups =
                LayerTree.ancestorsOf(document.layers(), node.id()).stream()
                        .map(group -> group.name() + "/")
                        .collect(Collectors.joining());
        return groups + node.name();
    }

    private record Entry(String path, LayerNode node) {}

    private static List<Entry> entries(DocumentState document) {
        List<Entry> entries = new ArrayList<>();
        collect(document.layers(), "", entries);
        return entries;
    }

    private static void collect(List<LayerNode> nodes, String prefix, List<Entry> entries) {
        for (LayerNode node : nodes) {
            String path = prefix + node.name();
            entries.add(new Entry(path, node));
            collect(node.children(), path + "/", entries);
        }
    }

    private static boolean endsWith(String path, String wanted) {
        return path.endsWith("/" + wanted);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static LiveryException ambiguous(String text, List<Entry> fitting) {
        return new LiveryException(
                "Several layers are called \"%s\": %s.".formatted(text, list(fitting)),
                "Name the group too, as in Group/Layer.");
    }

    private static LiveryException unknown(String text, List<Entry> entries) {
        if (entries.isEmpty()) {
            return new LiveryException(
                    "There is no layer \"%s\": the document has no layers.".formatted(text), "");
        }
        String closest =
                entries.stream()
                        .min(Comparator.comparingInt(entry -> distance(entry, text)))
                        .orElseThrow()
                        .path;
        return new LiveryException(
                "There is no layer \"%s\". The layers are: %s.".formatted(text, list(entries)),
                "Did you mean \"%s\"?".formatted(closest));
    }

    private static String list(List<Entry> entries) {
        String names =
                entries.stream()
                        .limit(MOST_NAMES_LISTED)
                        .map(Entry::path)
                        .collect(Collectors.joining(", "));
        int more = entries.size() - MOST_NAMES_LISTED;
        return more > 0 ? names + " and " + more + " more" : names;
    }

    private static int distance(Entry entry, String text) {
        String wanted = lower(text);
        return Math.min(
                EditDistance.between(lower(entry.path), wanted),
                EditDistance.between(lower(entry.node.name()), wanted));
    }
}
