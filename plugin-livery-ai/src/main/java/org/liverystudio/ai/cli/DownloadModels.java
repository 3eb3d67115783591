package org.liverystudio.ai.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.liverystudio.ai.hub.catalogue.ModelSet;
import org.liverystudio.ai.hub.catalogue.ModelStore;
import org.liverystudio.ai.hub.catalogue.PinnedFile;
import org.liverystudio.ai.hub.download.DownloadControl;
import org.liverystudio.ai.hub.download.DownloadProgress;
import org.liverystudio.ai.hub.files.ByteText;
import org.liverystudio.ai.hub.library.ModelLibrary;
import org.liverystudio.host.CommandContext;
import org.liverystudio.host.LiveryException;
import tools.jackson.databind.json.JsonMapper;

/** {@code livery models download} and {@code repair}, with a line that tells how far it is. */
final class DownloadModels {
    private final ModelLibrary library;
    private final CommandContext context;

    DownloadModels(ModelLibrary library, CommandContext context) {
        this.library = library;
        this.context = context;
    }

    /**
     * @return 0, or 130 if cancelled
     * @throws LiveryException if it failed; finished parts stay
     */
    int run(ModelsOptions.Download options) {
        ModelSet set = library.find(options.set);
        if (!library.store().isComplete(set)) {
            announce(set);
        }
        DownloadControl control = new DownloadControl();
        control.limit(options.limit());
        int code =
                new LongWork(context)
                        .run(line -> library.fetch(set, control, shown(line, control)));
        if (code == 0) {
            report(set, List.of(), options.json);
        }
        return code;
    }

    /**
     * @return 0, or 130 if cancelled
     * @throws LiveryException if it failed; finished parts stay
     */
    int run(ModelsOptions.Repair options) {
        ModelSet set = library.catalogue().require(options.set);
        DownloadControl control = new DownloadControl();
        return new LongWork(context)
                .run(
                        line -> {
                            List<PinnedFile> damaged =
                                    library.repair(
                                            set,
                                            control,
                                            checking -> {
                                                cancelIfInterrupted(control);
                                                line.show(checking);
                                            },
                                            shown(line, control));
                            line.clear();
                            report(set, damaged, options.json);
                        });
    }

    private Consumer<DownloadProgress> shown(LongWork.Line line, DownloadControl control) {
        return progress -> {
            cancelIfInterrupted(control);
            line.show(progress.fraction(), progress.text());
        };
    }

    private void cancelIfInterrupted(DownloadControl control) {
        if (context.interrupted().getAsBoolean()) {
            control.cancel();
        }
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
                        ByteText.of(library.status(set).bytesMissing()),
                        set.licences(),
                        from);
        context.err().flush();
    }

    private void report(ModelSet set, List<PinnedFile> repaired, boolean json) {
        ModelStore store = library.store();
        if (json) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("set", set.name());
            answer.put("folder", store.folder().toString());
            answer.put("files", set.files().stream().map(f -> store.place(f).toString()).toList());
            answer.put("repaired", repaired.stream().map(PinnedFile::path).toList());
            context.out().println(JsonMapper.shared().writeValueAsString(answer));
        } else {
            if (!repaired.isEmpty()) {
                context.out().printf("%d damaged files were replaced.%n", repaired.size());
            }
            context.out().printf("%s is here, in %s.%n", set.name(), store.folder());
        }
    }
}
