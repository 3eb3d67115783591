package org.liverystudio.ai.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.liverystudio.ai.hub.catalogue.ModelSet;
import org.liverystudio.ai.hub.files.ByteText;
import org.liverystudio.ai.hub.library.CachedRepo;
import org.liverystudio.ai.hub.library.ModelLibrary;
import org.liverystudio.ai.hub.library.ModelLibrary.SetStatus;
import org.liverystudio.host.CommandContext;
import tools.jackson.databind.json.JsonMapper;

/** {@code livery models list}: the sets, what of them is here, and what else takes space. */
final class ListModels {
    private final ModelLibrary library;
    private final CommandContext context;

    ListModels(ModelLibrary library, CommandContext context) {
        this.library = library;
        this.context = context;
    }

    void run(boolean json) {
        List<SetStatus> sets = library.sets();
        List<CachedRepo> repos = library.repositories();
        if (json) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("folder", library.store().folder().toString());
            answer.put("freeBytes", library.freeBytes());
            answer.put("catalogue", library.userCatalogue().toString());
            answer.put("sets", sets.stream().map(ListModels::facts).toList());
            answer.put("repositories", repos.stream().map(ListModels::facts).toList());
            context.out().println(JsonMapper.shared().writeValueAsString(answer));
            return;
        }
        int width = sets.stream().mapToInt(s -> s.set().name().length()).max().orElse(0);
        for (SetStatus status : sets) {
            ModelSet set = status.set();
            context.out()
                    .printf(
                            "%-" + Math.max(9, width) + "s %8s  %-18s %s (%s)%n",
                            set.name(),
                            ByteText.of(set.sizeBytes()),
                            stateText(status),
                            set.title(),
                            set.licences());
        }
        context.out()
                .printf(
                        "Models lie in %s; %s are free there.%n",
                        library.store().folder(), ByteText.of(library.freeBytes()));
        repos.forEach(repo -> context.out().println(text(repo)));
    }

    private static String text(CachedRepo repo) {
        String use =
                repo.sets().isEmpty()
                        ? "brought by another program"
                        : "used by " + String.join(", ", repo.sets());
        return "  %s: %s, %s".formatted(repo.id(), ByteText.of(repo.sizeBytes()), use);
    }

    private static String stateText(SetStatus status) {
        if (status.complete()) {
            return "here";
        }
        return status.bytesHere() == 0 ? "not here" : ByteText.of(status.bytesHere()) + " are here";
    }

    private static Map<String, Object> facts(SetStatus status) {
        ModelSet set = status.set();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", set.name());
        facts.put("title", set.title());
        facts.put("licences", set.licences());
        facts.put("files", set.files().size());
        facts.put("sizeBytes", set.sizeBytes());
        facts.put("bytesHere", status.bytesHere());
        facts.put("complete", status.complete());
        return facts;
    }

    private static Map<String, Object> facts(CachedRepo repo) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("id", repo.id().toString());
        facts.put("sizeBytes", repo.sizeBytes());
        facts.put("sets", repo.sets());
        return facts;
    }
}
