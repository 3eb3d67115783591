package org.liverystudio.ai.torch.devices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.liverystudio.host.LiveryException;

/**
 * A folder with a libtorch that was found or chosen.
 *
 * @param libraries the folder that holds the library files themselves
 * @param version such as {@code 2.7.1+cu128}; empty if no file tells
 * @param cuda whether it can drive NVIDIA cards
 */
public record LibtorchFolder(Path libraries, Optional<String> version, boolean cuda) {
    private static final Pattern PYTHON_VERSION =
            Pattern.compile("__version__\\s*=\\s*['\"]([^'\"]+)['\"]");

    /**
     * Looks at a folder that may be the libraries' own, that of an unpacked libtorch, a Python
     * environment, or its {@code site-packages}.
     *
     * @return empty if none of these holds libtorch
     */
    public static Optional<LibtorchFolder> find(Path chosen) {
        return candidates(chosen).stream()
                .filter(folder -> hasLibrary(folder, "torch"))
                .findFirst()
                .map(LibtorchFolder::read);
    }

    private static List<Path> candidates(Path chosen) {
        List<Path> candidates = new ArrayList<>();
        candidates.add(chosen);
        candidates.add(chosen.resolve("lib"));
        candidates.add(chosen.resolve("torch/lib"));
        candidates.add(chosen.resolve("Lib/site-packages/torch/lib"));
        try (Stream<Path> children =
                Files.isDirectory(chosen.resolve("lib"))
                        ? Files.list(chosen.resolve("lib"))
                        : Stream.empty()) {
            children.filter(child -> child.getFileName().toString().startsWith("python3"))
                    .sorted()
                    .map(python -> python.resolve("site-packages/torch/lib"))
                    .forEach(candidates::add);
        } catch (IOException e) {
            throw new LiveryException(
                    "The folder %s cannot be read: %s.".formatted(chosen, e.getMessage()),
                    "Make it readable, or choose another libtorch.",
                    e);
        }
        return candidates;
    }

    private static LibtorchFolder read(Path libraries) {
        return new LibtorchFolder(
                libraries.toAbsolutePath().normalize(),
                version(libraries),
                hasLibrary(libraries, "torch_cuda"));
    }

    private static boolean hasLibrary(Path folder, String name) {
        return Files.isRegularFile(folder.resolve(System.mapLibraryName(name)));
    }

    /** An unpacked libtorch says it in {@code build-version}, a Python package in version.py. */
    private static Optional<String> version(Path libraries) {
        Path above = libraries.toAbsolutePath().normalize().getParent();
        for (Path folder : above == null ? List.of(libraries) : List.of(libraries, above)) {
            Optional<String> plain = text(folder.resolve("build-version")).map(String::strip);
            if (plain.isPresent()) {
                return plain;
            }
            Optional<String> python =
                    text(folder.resolve("version.py"))
                            .map(PYTHON_VERSION::matcher)
                            .filter(Matcher::find)
                            .map(match -> match.group(1));
            if (python.isPresent()) {
                return python;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> text(Path file) {
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            throw new LiveryException(
                    "The version of libtorch in %s cannot be read: %s."
                            .formatted(file, e.getMessage()),
                    "Make the file readable, or choose another libtorch.",
                    e);
        }
    }

    /** What keeps it from being used; empty if nothing does. */
    public Optional<String> problem() {
        if (version.isEmpty()) {
            return Optional.of(
                    "%s does not tell its version (no build-version or version.py beside it)"
                            .formatted(libraries));
        }
        String number = version.get().split("\\+")[0];
        if (!number.equals(Libtorch.VERSION)) {
            return Optional.of(
                    "%s is PyTorch %s; version %s is needed"
                            .formatted(libraries, version.get(), Libtorch.VERSION));
        }
        boolean oldOrForeign = cuda && !version.get().contains("+cu12");
        boolean known = version.get().contains("+");
        if (oldOrForeign && known) {
            return Optional.of(
                    "%s is PyTorch %s; a build for CUDA 12 is needed"
                            .formatted(libraries, version.get()));
        }
        return Optional.empty();
    }

    /**
     * As something to load. For the processor a build with CUDA is loaded as one without: parts of
     * it want the driver's own library, which only machines with a card have.
     */
    Libtorch toLoad(ComputeDevice device) {
        boolean onCard = device == ComputeDevice.CUDA;
        return new Libtorch(
                Optional.of(libraries), onCard ? Libtorch.CUDA_FLAVOR : Libtorch.CPU_FLAVOR);
    }
}
