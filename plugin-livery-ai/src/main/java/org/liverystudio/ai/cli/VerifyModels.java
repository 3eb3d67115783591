package org.liverystudio.ai.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.liverystudio.ai.hub.catalogue.ModelSet;
import org.liverystudio.ai.hub.catalogue.ModelStore.FileState;
import org.liverystudio.ai.hub.catalogue.PinnedFile;
import org.liverystudio.ai.hub.library.ModelLibrary;
import org.liverystudio.host.CommandContext;
import org.liverystudio.host.LiveryException;
import tools.jackson.databind.json.JsonMapper;

/** {@code livery models verify}: hashes what is here. */
final class VerifyModels {
    private final ModelLibrary library;
    private final CommandContext context;

    VerifyModels(ModelLibrary library, CommandContext context) {
        this.library = library;
        this.context = context;
    }

    /**
     * @return 0, or 130 if cancelled
     * @throws LiveryException if a file is broken; the message names all that are
     */
    int run(ModelsOptions.Verify options) {
        List<ModelSet> sets =
                options.set()
                        .map(library.catalogue()::require)
                        .map(List::of)
                        .orElseGet(library.catalogue()::sets);
        return new LongWork(context)
                .run(
                        line -> {
                            Map<PinnedFile, FileState> found =
                                    library.verify(sets, line::show, context.interrupted());
                            line.clear();
                            report(options, found);
                        });
    }

    private void report(ModelsOptions.Verify options, Map<PinnedFile, FileState> found) {
        List<String> whole = places(found, FileState.CHECKED);
        List<String> unknown = places(found, FileState.UNCHECKED);
        List<String> broken = places(found, FileState.BROKEN);
        if (options.json) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("whole", whole);
            answer.put("withoutHash", unknown);
            answer.put("broken", broken);
            context.out().println(JsonMapper.shared().writeValueAsString(answer));
        } else {
            context.out().printf("%d files are whole.%n", whole.size());
            unknown.forEach(f -> context.out().println("Nothing tells the hash of " + f));
        }
        if (!broken.isEmpty()) {
            context.out().flush();
            throw new LiveryException(
                    "Damaged: %s.".formatted(String.join(", ", broken)),
                    "To fetch them again, run: livery models repair %s"
                            .formatted(options.set().orElseGet(() -> aSetWith(found))));
        }
    }

    private String aSetWith(Map<PinnedFile, FileState> found) {
        return library.catalogue().sets().stream()
                .filter(set -> set.files().stream().anyMatch(f -> found.get(f) == FileState.BROKEN))
                .findFirst()
                .orElseThrow()
                .name();
    }

    private List<String> places(Map<PinnedFile, FileState> found, FileState state) {
        return found.entrySet().stream()
                .filter(entry -> entry.getValue() == state)
                .map(entry -> library.store().place(entry.getKey()).toString())
                .toList();
    }
}
