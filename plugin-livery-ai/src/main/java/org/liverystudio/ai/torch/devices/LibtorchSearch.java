package org.liverystudio.ai.torch.devices;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a libtorch could be: the folder of the settings, {@code PYTORCH_LIBRARY_PATH}, and the
 * Python environments that are active or lie in their usual places.
 *
 * @param chosen the folder of the settings or of {@code --libtorch}
 * @param environment of this process
 * @param home of the user
 */
public record LibtorchSearch(Optional<Path> chosen, Map<String, String> environment, Path home) {
    private static final Logger LOG = LoggerFactory.getLogger(LibtorchSearch.class);

    /** Folders that hold one environment each. */
    private static final List<String> FAMILIES =
            List.of(
                    ".virtualenvs",
                    ".pyenv/versions",
                    "miniconda3/envs",
                    "anaconda3/envs",
                    "miniforge3/envs");

    /** Environments of programs that paint with diffusion models, in their usual places. */
    private static final List<String> SINGLE =
            List.of(
                    "miniconda3",
                    "anaconda3",
                    "miniforge3",
                    ".local",
                    "invokeai/.venv",
                    "ComfyUI/venv",
                    "ComfyUI/.venv",
                    "stable-diffusion-webui/venv");

    /**
     * What is on this machine, in the order of trust: PyTorch's variable, the active environment,
     * the usual places.
     */
    public List<LibtorchFolder> installed() {
        Set<Path> places = new LinkedHashSet<>();
        String variable = environment.getOrDefault("PYTORCH_LIBRARY_PATH", "");
        Stream.of(variable.split(File.pathSeparator))
                .filter(part -> !part.isBlank())
                .map(Path::of)
                .forEach(places::add);
        for (String active : List.of("VIRTUAL_ENV", "CONDA_PREFIX")) {
            Optional.ofNullable(environment.get(active)).map(Path::of).ifPresent(places::add);
        }
        FAMILIES.forEach(family -> places.addAll(children(home.resolve(family))));
        SINGLE.forEach(place -> places.add(home.resolve(place)));
        List<LibtorchFolder> found = new ArrayList<>();
        places.forEach(place -> LibtorchFolder.find(place).ifPresent(found::add));
        return found;
    }

    private static List<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            // Somebody else's folder; it was only a place to look.
            LOG.debug("{} cannot be searched for PyTorch", folder, e);
            return List.of();
        }
    }
}
