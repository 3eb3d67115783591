package org.liverystudio.ai.diffusion.quantized;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liverystudio.ai.hub.files.ContentHash;
import org.liverystudio.ai.hub.files.FileHasher;
import org.liverystudio.ai.tensors.TensorEntry;
import org.liverystudio.ai.tensors.quantized.QuantizationManifest.Source;

/** What a network's weights come from: their files, and the repository if they tell it. */
final class SourceFiles {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern CACHED =
            Pattern.compile(".*[/\\\\]models--(.+?)[/\\\\]snapshots[/\\\\]([0-9a-f]{40})[/\\\\].*");

    private final List<Path> files;

    private SourceFiles(List<Path> files) {
        this.files = files;
    }

    static SourceFiles of(ModelParts.Network network) {
        return new SourceFiles(
                network.weights().entries().stream()
                        .map(TensorEntry::file)
                        .distinct()
                        .sorted()
                        .toList());
    }

    /** Bytes that {@link #describe} will read. */
    long bytesToHash() throws IOException {
        long bytes = 0;
        for (Path file : files) {
            bytes += knownHash(file).isPresent() ? 0 : Files.size(file);
        }
        return bytes;
    }

    /**
     * @param bytesRead told the bytes after each piece
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    List<Source> describe(LongConsumer bytesRead, BooleanSupplier cancelled) throws IOException {
        List<Source> sources = new ArrayList<>();
        for (Path file : files) {
            Optional<String> known = knownHash(file);
            String hash =
                    known.isPresent()
                            ? known.get()
                            : FileHasher.hex(file, ContentHash.Kind.SHA256, bytesRead, cancelled);
            Matcher cached = CACHED.matcher(file.toAbsolutePath().toString());
            boolean isCached = cached.matches();
            sources.add(
                    new Source(
                            file.getFileName().toString(),
                            Files.size(file),
                            hash,
                            isCached
                                    ? Optional.of(cached.group(1).replace("--", "/"))
                                    : Optional.empty(),
                            isCached ? Optional.of(cached.group(2)) : Optional.empty()));
        }
        return sources;
    }

    /** A file of the shared cache is named by its hash. */
    private static Optional<String> knownHash(Path file) throws IOException {
        String name = file.toRealPath().getFileName().toString();
        return Optional.of(name).filter(text -> SHA256.matcher(text).matches());
    }
}
