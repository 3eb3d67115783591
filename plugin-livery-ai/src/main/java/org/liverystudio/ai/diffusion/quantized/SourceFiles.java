package org.liverystudio.ai.diffusion.quantized;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liverystudio.ai.hub.files.ContentHash;
import org.liverystudio.ai.hub.files.FileHasher;
import org.liverystudio.ai.tensors.TensorEntry;
import org.liverystudio.ai.tensors.quantized.QuantizationManifest.Source;

/**
 * What networks' weights come from: their files, and the repository if they tell it. Each file is
 * hashed once, whoever shares it.
 */
final class SourceFiles {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern CACHED =
            Pattern.compile(".*[/\\\\]models--(.+?)[/\\\\]snapshots[/\\\\]([0-9a-f]{40})[/\\\\].*");

    private final Map<Path, String> hashes = new HashMap<>();

    private static List<Path> files(ModelParts.Network network) {
        return network.weights().entries().stream()
                .map(TensorEntry::file)
                .distinct()
                .sorted()
                .toList();
    }

    /** Bytes that must be read to describe all these. */
    static long bytesToHash(List<ModelParts.Network> networks) throws IOException {
        long bytes = 0;
        for (Path file : networks.stream().flatMap(n -> files(n).stream()).distinct().toList()) {
            bytes += knownHash(file).isPresent() ? 0 : Files.size(file);
        }
        return bytes;
    }

    /**
     * @param bytesRead told the bytes after each piece
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    List<Source> describe(
            ModelParts.Network network, LongConsumer bytesRead, BooleanSupplier cancelled)
            throws IOException {
        List<Source> sources = new ArrayList<>();
        for (Path file : files(network)) {
            if (!hashes.containsKey(file)) {
                hashes.put(file, hash(file, bytesRead, cancelled));
            }
            Matcher cached = CACHED.matcher(file.toAbsolutePath().toString());
            boolean isCached = cached.matches();
            sources.add(
                    new Source(
                            file.getFileName().toString(),
                            Files.size(file),
                            hashes.get(file),
                            isCached
                                    ? Optional.of(cached.group(1).replace("--", "/"))
                                    : Optional.empty(),
                            isCached ? Optional.of(cached.group(2)) : Optional.empty()));
        }
        return sources;
    }

    private static String hash(Path file, LongConsumer bytesRead, BooleanSupplier cancelled)
            throws IOException {
        Optional<String> known = knownHash(file);
        return known.isPresent()
                ? known.get()
                : FileHasher.hex(file, ContentHash.Kind.SHA256, bytesRead, cancelled);
    }

    /** A file of the shared cache is named by its hash. */
    private static Optional<String> knownHash(Path file) throws IOException {
        String name = file.toRealPath().getFileName().toString();
        return Optional.of(name).filter(text -> SHA256.matcher(text).matches());
    }
}
