package org.liverystudio.ai.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.liverystudio.ai.hub.download.HubSettings;
import org.liverystudio.ai.hub.library.ModelLibrary;
import org.liverystudio.ai.job.InstalledModels;
import org.liverystudio.ai.job.QuantizedCopies;
import org.liverystudio.host.CommandContext;
import org.liverystudio.host.LiveryException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.json.JsonMapper;

/** {@code livery models}: reads the words behind it and starts what they ask for. */
public final class ModelsProgram {
    private static final int DONE = 0;
    private static final int WRONG_USAGE = 2;

    private final ModelLibrary library;
    private final InstalledModels installed;
    private final QuantizedCopies copies;

    public ModelsProgram(ModelLibrary library, InstalledModels installed, QuantizedCopies copies) {
        this.library = library;
        this.installed = installed;
        this.copies = copies;
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
        CarryModels carry = new CarryModels(library, context);
        DownloadModels download = new DownloadModels(library, context);
        int code =
                switch (act) {
                    case ModelsOptions.ListSets list -> {
                        new ListModels(library, context).run(list.json);
                        yield DONE;
                    }
                    case ModelsOptions.Download options -> download.run(options);
                    case ModelsOptions.Repair options -> download.run(options);
                    case ModelsOptions.ShowPath path -> path(path.json, context);
                    case ModelsOptions.Verify verify ->
                            new VerifyModels(library, context).run(verify);
                    case ModelsOptions.Remove options -> carry.run(options);
                    case ModelsOptions.Export options -> carry.run(options);
                    case ModelsOptions.Import options -> carry.run(options);
                    case ModelsOptions.Move options -> carry.run(options);
                    case ModelsOptions.Quantize options ->
                            new QuantizeModel(installed, copies, context).run(options);
                };
        context.out().flush();
        return code;
    }

    private int path(boolean json, CommandContext context) {
        HubSettings settings = library.settings();
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
