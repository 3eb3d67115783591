package org.liverystudio.ai.plugin;

import java.util.List;
import org.liverystudio.ai.cli.ModelsProgram;
import org.liverystudio.host.CommandContext;
import org.liverystudio.host.CommandLineTool;
import org.pf4j.Extension;

/** {@code livery models}. */
@Extension
public final class ModelsCommand implements CommandLineTool {
    @Override
    public String name() {
        return "models";
    }

    @Override
    public String summary() {
        return "Fetches models, looks after those that are here, and carries them elsewhere.";
    }

    @Override
    public int run(List<String> arguments, CommandContext context) {
        return new ModelsProgram(
                        LiveryServices.modelLibrary(context.directories()),
                        LiveryServices.current().models(context.directories()),
                        LiveryServices.quantizedCopies(context.directories()))
                .run(arguments, context);
    }
}
