package org.liverystudio.ai.hub.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.liverystudio.ai.hub.cache.RepoFolder;
import org.liverystudio.ai.hub.cache.RepoId;
import org.liverystudio.ai.hub.files.PieceHashes;
import org.liverystudio.host.LiveryException;

/** Reads a catalogue; what is wrong is named by line or by field. */
final class CatalogueReader {
    private static final int VERSION = 1;
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern SET_NAME = Pattern.compile("[\\w][\\w./@:+-]{0,199}");

    private final String file;
    private final Map<String, List<PinnedFile>> filesOf = new LinkedHashMap<>();
    private final Map<String, String> titleOf = new LinkedHashMap<>();

    private CatalogueReader(String file) {
        this.file = file;
    }

    /**
     * @param file its name, for messages
     * @throws LiveryException if it is no catalogue
     */
    static List<ModelSet> read(String file, byte[] json) {
        return new CatalogueReader(file).sets(json);
    }

    private List<ModelSet> sets(byte[] json) {
        Field root = Field.root(file, json);
        Field version = root.required("version");
        if (version.count() != VERSION) {
            throw version.wrong("must be %d".formatted(VERSION));
        }
        for (Field set : root.required("sets").elements()) {
            Field field = set.required("name");
            String name = field.text(SET_NAME, "a name without spaces");
            if (titleOf.put(name, set.required("title").text()) != null) {
                throw field.wrong("is there twice");
            }
            filesOf.put(name, new ArrayList<>());
        }
        for (Field repo : root.required("repositories").elements()) {
            repository(repo);
        }
        return filesOf.entrySet().stream()
                .map(e -> new ModelSet(e.getKey(), titleOf.get(e.getKey()), e.getValue()))
                .toList();
    }

    private void repository(Field repo) {
        Field idField = repo.required("id");
        RepoId id;
        try {
            id = RepoId.parse(idField.text());
        } catch (LiveryException e) {
            throw idField.wrong("must be a name such as organisation/model");
        }
        String commit =
                repo.required("commit")
                        .text(RepoFolder::isCommit, "a commit of 40 digits from 0 to f");
        String licence = repo.required("licence").text();
        for (Field entry : repo.required("files").elements()) {
            PinnedFile pinned = pinned(id, commit, licence, entry);
            for (Field set : entry.required("sets").elements()) {
                List<PinnedFile> files = filesOf.get(set.text());
                if (files == null) {
                    throw set.wrong("must be one of the sets " + titleOf.keySet());
                }
                files.add(pinned);
            }
        }
    }

    private static PinnedFile pinned(RepoId id, String commit, String licence, Field entry) {
        Optional<Field> size = entry.optional("sizeBytes");
        return new PinnedFile(
                id,
                commit,
                entry.required("path").text(RepoFolder::isSafe, "a path inside the model"),
                size.map(Field::count).orElse(0L),
                size.isPresent() && entry.optional("sizeIsSure").map(Field::flag).orElse(true),
                entry.optional("sha256").map(field -> field.text(SHA256, "a SHA-256 in small hex")),
                entry.optional("pieces").map(CatalogueReader::pieces),
                entry.required("role").text(),
                licence);
    }

    private static PieceHashes pieces(Field field) {
        Field size = field.required("bytes");
        if (size.count() < 1 || size.count() > 1 << 30) {
            throw size.wrong("must be from 1 to 2^30");
        }
        return new PieceHashes(
                (int) size.count(),
                field.required("sha256").elements().stream()
                        .map(hash -> hash.text(SHA256, "a SHA-256 in small hex"))
                        .toList());
    }
}
