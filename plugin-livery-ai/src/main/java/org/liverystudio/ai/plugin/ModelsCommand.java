package org.liverystudio.ai.plugin;

import java.util.List;
import org.liverystudio.ai.cli.ModelsProgram;
import org.liverystudio.ai.hub.catalogue.Catalogue;
import org.liverystudio.ai.hub.download.HubSettings;
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
        return "Fetches models, shows which are here and whether they are whole.";
    }

    @Override
    public int run(List<String> arguments, CommandContext context) {
        HubSettings settings = LiveryServices.hubSettings();
        return new ModelsProgram(
                        settings,
                        Catalogue.builtIn(),
                        LiveryServices.modelStore(settings, context.directories()),
                        LiveryServices.modelDownload(settings, context.directories()))
                .run(arguments, context);
    }
}
