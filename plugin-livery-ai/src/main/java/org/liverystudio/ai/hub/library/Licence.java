package org.liverystudio.ai.hub.library;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.liverystudio.ai.hub.cache.RepoId;
import org.liverystudio.ai.hub.catalogue.ModelSet;
import org.liverystudio.ai.hub.catalogue.PinnedFile;

/**
 * The terms of one repository.
 *
 * @param name as the repository states it
 * @param summary what it means for a painter, in our words; no legal text
 * @param address of the repository's page, where the whole text is
 */
public record Licence(RepoId repo, String name, String summary, URI address) {
    private static final Map<String, String> SUMMARIES =
            Map.of(
                    "openrail++",
                    "Pictures are yours, also for sale. A list of harmful uses is forbidden, and so"
                            + " it must be for those whom you give the model.",
                    "mit",
                    "Free for any use.",
                    "apache-2.0",
                    "Free for any use; notices stay with the files.");

    private static final String UNKNOWN =
            "Read the terms on the model's page before you use it or its pictures.";

    /** The terms of all repositories of a set. */
    static List<Licence> of(ModelSet set, URI endpoint) {
        Map<String, Licence> licences = new TreeMap<>();
        for (PinnedFile file : set.files()) {
            String key = file.repo() + " " + file.licence();
            licences.computeIfAbsent(key, _ -> of(file, endpoint));
        }
        return List.copyOf(licences.values());
    }

    private static Licence of(PinnedFile file, URI endpoint) {
        String summary = SUMMARIES.getOrDefault(file.licence().toLowerCase(Locale.ROOT), UNKNOWN);
        return new Licence(
                file.repo(),
                file.licence(),
                summary,
                URI.create(endpoint + "/" + file.repo() + "/tree/" + file.commit()));
    }

    /** What is remembered of an acceptance; other terms of the same model count as new. */
    String key() {
        return repo + " " + name;
    }

    static Set<String> keys(List<Licence> licences) {
        Set<String> keys = new TreeSet<>();
        licences.forEach(licence -> keys.add(licence.key()));
        return keys;
    }
}
