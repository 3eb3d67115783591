package org.liverystudio.ai.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.liverystudio.ai.hub.catalogue.ModelSet;
import org.liverystudio.ai.hub.files.ByteText;
import org.liverystudio.ai.hub.library.ModelLibrary;
import org.liverystudio.host.CommandContext;
import org.liverystudio.host.LiveryException;
import tools.jackson.databind.json.JsonMapper;

/** {@code livery models export}, {@code import}, {@code move} and {@code remove}. */
final class CarryModels {
    private final ModelLibrary library;
    private final CommandContext context;

    CarryModels(ModelLibrary library, CommandContext context) {
        this.library = library;
        this.context = context;
    }

    /**
     * @return 0, or 130 if cancelled
     */
    int run(ModelsOptions.Export options) {
        ModelSet set = library.catalogue().require(options.set);
        return new LongWork(context)
                .run(
                        line -> {
                            List<Path> files =
                                    library.export(
                                            set,
                                            options.file,
                                            options.split(),
                                            line::show,
                                            context.interrupted());
                            line.clear();
                            String names =
                                    String.join(", ", files.stream().map(Path::toString).toList());
                            tell(
                                    options.json,
                                    Map.of(
                                            "set",
                                            set.name(),
                                            "files",
                                            files.stream().map(Path::toString).toList()),
                                    "%s was written to %s.".formatted(set.name(), names));
                        });
    }

    /**
     * @return 0, or 130 if cancelled
     * @throws LiveryException if parts are missing or broken; the message names them
     */
    int run(ModelsOptions.Import options) {
        if (options.file.toString().endsWith(".safetensors") && Files.isRegularFile(options.file)) {
            throw new LiveryException(
                    "%s need not be imported.".formatted(options.file),
                    "Use it in place: livery generate --model %s".formatted(options.file));
        }
        return new LongWork(context)
                .run(
                        line -> {
                            ModelSet set =
                                    library.importFrom(
                                            options.file, line::show, context.interrupted());
                            line.clear();
                            String folder = library.store().folder().toString();
                            tell(
                                    options.json,
                                    Map.of("set", set.name(), "folder", folder),
                                    "%s is here, in %s.".formatted(set.name(), folder));
                        });
    }

    /**
     * @return 0, or 130 if cancelled
     */
    int run(ModelsOptions.Move options) {
        boolean fixed = library.settings().cacheIsChosen();
        return new LongWork(context)
                .run(
                        line -> {
                            ModelLibrary moved =
                                    library.moveTo(
                                            options.folder, line::show, context.interrupted());
                            line.clear();
                            String folder = moved.store().folder().toString();
                            tell(
                                    options.json,
                                    Map.of("folder", folder),
                                    "The models are in %s now.".formatted(folder));
                            if (fixed) {
                                context.err()
                                        .printf(
                                                "HF_HUB_CACHE still names the old folder: set it to"
                                                        + " %s.%n",
                                                folder);
                            }
                        });
    }

    int run(ModelsOptions.Remove options) {
        ModelSet set = library.catalogue().require(options.set);
        List<String> needing = library.setsThatNeed(set);
        long freed = library.remove(set);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("set", set.name());
        facts.put("freedBytes", freed);
        facts.put("neededBy", needing);
        String rest =
                needing.isEmpty()
                        ? ""
                        : " Files that %s need stay.".formatted(String.join(" and ", needing));
        tell(
                options.json,
                facts,
                "%s are free now that %s is removed.%s"
                        .formatted(ByteText.of(freed), set.name(), rest));
        return 0;
    }

    private void tell(boolean json, Map<String, Object> facts, String words) {
        context.out().println(json ? JsonMapper.shared().writeValueAsString(facts) : words);
    }
}
