package org.liverystudio.ai.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.liverystudio.ai.hub.catalogue.Catalogue;
import org.liverystudio.ai.hub.catalogue.ModelSet;
import org.liverystudio.ai.hub.catalogue.ModelStore;
import org.liverystudio.ai.hub.download.DownloadControl;
import org.liverystudio.ai.hub.download.ModelDownload;
import org.liverystudio.ai.hub.files.ByteText;
import org.liverystudio.host.CommandContext;
import org.liverystudio.host.LiveryException;
import tools.jackson.databind.json.JsonMapper;

/** {@code livery models download}: fetches a set, with a line that tells how far it is. */
final class DownloadModels {
    private static final int CANCELLED = 130;

    private final Catalogue catalogue;
    private final ModelStore store;
    private final ModelDownload fetcher;
    private final CommandContext context;

    DownloadModels(
            Catalogue catalogue, ModelStore store, ModelDownload fetcher, CommandContext context) {
        this.catalogue = catalogue;
        this.store = store;
        this.fetcher = fetcher;
        this.context = context;
    }

    /**
     * @return 0, or 130 if cancelled
     * @throws LiveryException if it failed; finished parts stay
     */
    int run(ModelsOptions.Download options) {
        ModelSet set = catalogue.require(options.set);
        if (!store.isComplete(set)) {
            announce(set);
        }
        RewritableLine line = new RewritableLine(context.err(), context.isTerminal());
        DownloadControl control = new DownloadControl();
        control.limit(options.limit());
        try {
            fetcher.fetch(
                    set.files(),
                    control,
                    progress -> {
                        if (context.interrupted().getAsBoolean()) {
                            control.cancel();
                        }
                        line.show(ProgressBar.of(progress.fraction()) + " " + progress.text());
                    });
        } catch (CancellationException _) {
            line.clear();
            context.err().println("Stopped. The same command goes on where it was.");
            return CANCELLED;
        } finally {
            line.clear();
        }
        report(set, options.json);
        return 0;
    }

    private void announce(ModelSet set) {
        String from =
                set.files().stream()
                        .map(file -> file.repo().toString())
                        .distinct()
                        .collect(Collectors.joining(", "));
        context.err()
                .printf(
                        "%s: %s to fetch, licence %s, from %s.%n",
                        set.title(),
                        ByteText.of(set.sizeBytes() - store.bytesHere(set)),
                        set.licences(),
                        from);
        context.err().flush();
    }

    private void report(ModelSet set, boolean json) {
        if (json) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("set", set.name());
            answer.put("folder", store.folder().toString());
            answer.put("files", set.files().stream().map(f -> store.place(f).toString()).toList());
            context.out().println(JsonMapper.shared().writeValueAsString(answer));
        } else {
            context.out().printf("%s is here, in %s.%n", set.name(), store.folder());
        }
    }
}
