package org.liverystudio.ai.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.liverystudio.ai.hub.catalogue.Catalogue;
import org.liverystudio.ai.hub.catalogue.ModelSet;
import org.liverystudio.ai.hub.catalogue.ModelStore;
import org.liverystudio.ai.hub.download.HubSettings;
import org.liverystudio.ai.hub.download.ModelDownload;
import org.liverystudio.ai.hub.files.ByteText;
import org.liverystudio.host.CommandContext;
import org.liverystudio.host.LiveryException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.json.JsonMapper;

/** {@code livery models}: fetches models, tells what is here, whether it is whole. */
public final class ModelsProgram {
    private static final int DONE = 0;
    private static final int WRONG_USAGE = 2;

    private final HubSettings settings;
    private final Catalogue catalogue;
    private final ModelStore store;
    private final ModelDownload fetcher;

    public ModelsProgram(
            HubSettings settings, Catalogue catalogue, ModelStore store, ModelDownload fetcher) {
        this.settings = settings;
        this.catalogue = catalogue;
        this.store = store;
        this.fetcher = fetcher;
    }

    /**
     * @return exit code: 0 done, 2 wrong usage, 130 cancelled
     * @throws LiveryException if it failed
     */
    public int run(List<String> arguments, CommandContext context) {
        CommandLine line = new CommandLine(new ModelsOptions()).setColorScheme(plain());
        try {
            ParseResult result = line.parseArgs(arguments.toArray(new String[0]));
            ParseResult last = result.hasSubcommand() ? result.subcommand() : result;
            if (last.isUsageHelpRequested()) {
                last.commandSpec().commandLine().usage(context.out(), plain());
                context.out().flush();
                return DONE;
            }
            if (!result.hasSubcommand()) {
                throw new ParameterException(line, "Say what to do with the models");
            }
            return act((ModelsOptions.Act) last.commandSpec().userObject(), context);
        } catch (ParameterException e) {
            String message = e.getMessage().replaceAll("\\s+", " ").strip();
            String sentence = message.endsWith(".") ? message : message + ".";
            context.err().println(sentence + " See livery models --help.");
            return WRONG_USAGE;
        }
    }

    private static CommandLine.Help.ColorScheme plain() {
        return CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF);
    }

    private int act(ModelsOptions.Act act, CommandContext context) {
        int code =
                switch (act) {
                    case ModelsOptions.ListSets list -> list(list.json, context);
                    case ModelsOptions.Download download ->
                            new DownloadModels(catalogue, store, fetcher, context).run(download);
                    case ModelsOptions.ShowPath path -> path(path.json, context);
                    case ModelsOptions.Verify verify ->
                            new VerifyModels(catalogue, store, context).run(verify);
                };
        context.out().flush();
        return code;
    }

    private int list(boolean json, CommandContext context) {
        if (json) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("folder", store.folder().toString());
            answer.put("freeBytes", store.freeBytes());
            answer.put("sets", catalogue.sets().stream().map(this::facts).toList());
            context.out().println(JsonMapper.shared().writeValueAsString(answer));
            return DONE;
        }
        for (ModelSet set : catalogue.sets()) {
            context.out()
                    .printf(
                            "%-9s %8s  %-18s %s (%s)%n",
                            set.name(),
                            ByteText.of(set.sizeBytes()),
                            stateText(set),
                            set.title(),
                            set.licences());
        }
        context.out()
                .printf(
                        "Models lie in %s; %s are free there.%n",
                        store.folder(), ByteText.of(store.freeBytes()));
        return DONE;
    }

    private String stateText(ModelSet set) {
        if (store.isComplete(set)) {
            return "here";
        }
        long here = store.bytesHere(set);
        return here == 0 ? "not here" : ByteText.of(here) + " are here";
    }

    private Map<String, Object> facts(ModelSet set) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", set.name());
        facts.put("title", set.title());
        facts.put("licences", set.licences());
        facts.put("files", set.files().size());
        facts.put("sizeBytes", set.sizeBytes());
        facts.put("bytesHere", store.bytesHere(set));
        facts.put("complete", store.isComplete(set));
        return facts;
    }

    private int path(boolean json, CommandContext context) {
        if (json) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("folder", settings.cache().toString());
            answer.put("endpoint", settings.endpoint().toString());
            answer.put("offline", settings.offline());
            context.out().println(JsonMapper.shared().writeValueAsString(answer));
        } else {
            context.out().println(settings.cache());
        }
        return DONE;
    }
}
