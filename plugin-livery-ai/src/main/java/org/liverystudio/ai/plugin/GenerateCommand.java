package org.liverystudio.ai.plugin;

import java.util.List;
import org.liverystudio.ai.cli.GenerateProgram;
import org.liverystudio.host.CommandContext;
import org.liverystudio.host.CommandLineTool;
import org.pf4j.Extension;

/** {@code livery generate}. */
@Extension
public final class GenerateCommand implements CommandLineTool {
    @Override
    public String name() {
        return "generate";
    }

    @Override
    public String summary() {
        return "Paints a template from a prompt, on a new layer.";
    }

    @Override
    public int run(List<String> arguments, CommandContext context) {
        LiveryServices services = LiveryServices.current();
        return new GenerateProgram(
                        services.models(context.directories()),
                        (where, libtorch) ->
                                services.engine(where, libtorch, context.directories()),
                        LiveryServices::randomSeed)
                .run(arguments, context);
    }
}
