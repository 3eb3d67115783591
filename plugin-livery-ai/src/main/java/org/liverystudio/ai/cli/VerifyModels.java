package org.liverystudio.ai.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.liverystudio.ai.hub.catalogue.Catalogue;
import org.liverystudio.ai.hub.catalogue.ModelSet;
import org.liverystudio.ai.hub.catalogue.ModelStore;
import org.liverystudio.ai.hub.catalogue.ModelStore.FileState;
import org.liverystudio.ai.hub.catalogue.PinnedFile;
import org.liverystudio.ai.hub.files.ByteText;
import org.liverystudio.host.CommandContext;
import org.liverystudio.host.LiveryException;
import tools.jackson.databind.json.JsonMapper;

/** {@code livery models verify}: hashes what is here. */
final class VerifyModels {
    private static final int CANCELLED = 130;

    private final Catalogue catalogue;
    private final ModelStore store;
    private final CommandContext context;

    VerifyModels(Catalogue catalogue, ModelStore store, CommandContext context) {
        this.catalogue = catalogue;
        this.store = store;
        this.context = context;
    }

    /**
     * @return 0, or 130 if cancelled
     * @throws LiveryException if a file is broken; the message names all that are
     */
    int run(ModelsOptions.Verify options) {
        List<PinnedFile> here = filesHere(options);
        Map<FileState, List<String>> found = new LinkedHashMap<>();
        RewritableLine line = new RewritableLine(context.err(), context.isTerminal());
        try {
            LongConsumer progress = progress(here, line);
            for (PinnedFile file : here) {
                FileState state = store.verify(file, progress, context.interrupted());
                found.computeIfAbsent(state, _ -> new ArrayList<>())
                        .add(store.place(file).toString());
            }
        } catch (CancellationException _) {
            return CANCELLED;
        } finally {
            line.clear();
        }
        report(options.json, found);
        return 0;
    }

    private List<PinnedFile> filesHere(ModelsOptions.Verify options) {
        List<ModelSet> sets =
                options.set().map(catalogue::require).map(List::of).orElseGet(catalogue::sets);
        return sets.stream()
                .flatMap(set -> set.files().stream())
                .distinct()
                .filter(file -> store.state(file) != FileState.MISSING)
                .toList();
    }

    private static LongConsumer progress(List<PinnedFile> files, RewritableLine line) {
        long total = Math.max(1, files.stream().mapToLong(PinnedFile::sizeBytes).sum());
        AtomicLong done = new AtomicLong();
        return count -> {
            long read = Math.min(total, done.addAndGet(count));
            line.show(
                    "Checking: %s of %s (%d %%)"
                            .formatted(ByteText.of(read), ByteText.of(total), read * 100 / total));
        };
    }

    private void report(boolean json, Map<FileState, List<String>> found) {
        List<String> whole = found.getOrDefault(FileState.CHECKED, List.of());
        List<String> unknown = found.getOrDefault(FileState.UNCHECKED, List.of());
        List<String> broken = found.getOrDefault(FileState.BROKEN, List.of());
        if (json) {
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
                    "Delete these files and download the set again; the others stay.");
        }
    }
}
