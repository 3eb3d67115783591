package org.liverystudio.ai.diffusion.quantized;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.liverystudio.ai.hub.cache.SharedLock;
import org.liverystudio.ai.hub.files.ByteProgress;
import org.liverystudio.ai.hub.files.ByteText;
import org.liverystudio.ai.hub.files.DurableFiles;
import org.liverystudio.ai.hub.files.FreeSpace;
import org.liverystudio.ai.tensors.TensorEntry;
import org.liverystudio.ai.tensors.quantized.CodingPlan;
import org.liverystudio.ai.tensors.quantized.QuantizationManifest;
import org.liverystudio.ai.tensors.quantized.QuantizationManifest.Source;
import org.liverystudio.ai.tensors.quantized.QuantizationScheme;
import org.liverystudio.ai.tensors.quantized.QuantizedFile;
import org.liverystudio.host.LiveryException;

/**
 * Writes a model with fewer bits. It grows in a folder beside the wanted one, {@code NAME.part},
 * and gets its name when all of it is on the disk. Stopped or killed, it goes on where it was, if
 * the original is still the same.
 */
public final class ModelQuantizer {
    /** Left free on the drive. */
    private static final long MARGIN_BYTES = 256L << 20;

    private static final String CHECKING = "Checking";
    private static final String WRITING = "Quantising";

    private final QuantizationScheme scheme;
    private final Consumer<ByteProgress> progress;
    private final BooleanSupplier cancelled;

    public ModelQuantizer(
            QuantizationScheme scheme, Consumer<ByteProgress> progress, BooleanSupplier cancelled) {
        this.scheme = scheme;
        this.progress = progress;
        this.cancelled = cancelled;
    }

    /** One network on its way. */
    private record Work(ModelParts.Network network, List<Source> sources, QuantizedFile file) {}

    /**
     * @param model a folder in diffusers' layout, or that of a ControlNet
     * @param target the new folder
     * @throws CancellationException if cancelled; what is there stays and is gone on with
     * @throws LiveryException if the model cannot be read or the folder not be written
     */
    public void quantize(Path model, Path target) {
        Path wanted = target.toAbsolutePath().normalize();
        requireFree(wanted);
        Path lockFile = wanted.resolveSibling("." + wanted.getFileName() + ".lock");
        ModelParts parts = ModelParts.of(model);
        try {
            Optional<SharedLock> lock = SharedLock.tryAcquire(lockFile);
            if (lock.isEmpty()) {
                throw new LiveryException(
                        "%s is being made by another program just now.".formatted(wanted),
                        "Wait for it, or choose another folder.");
            }
            try (SharedLock _ = lock.get()) {
                requireFree(wanted);
                write(parts, wanted);
            }
            Files.deleteIfExists(lockFile);
        } catch (IOException e) {
            throw new LiveryException(
                    "The model %s could not be written to %s: %s.".formatted(model, wanted, e),
                    "Check the drive and its free space, then start it again; it goes on where it"
                            + " was.",
                    e);
        }
    }

    private static void requireFree(Path target) {
        if (Files.exists(target)) {
            throw new LiveryException(
                    "%s exists already.".formatted(target),
                    "Choose another folder, or remove this one first.");
        }
    }

    private void write(ModelParts parts, Path target) throws IOException {
        Path growing = target.resolveSibling(target.getFileName() + ".part");
        List<Work> works = check(parts);
        long copies = 0;
        for (Path file : parts.copies()) {
            copies += Files.size(parts.root().resolve(file));
        }
        long total = copies + works.stream().mapToLong(work -> work.file().bytes()).sum();
        requireSpace(growing, total);
        Files.createDirectories(growing);
        for (Path file : parts.copies()) {
            throwIfCancelled();
            copy(parts.root().resolve(file), growing.resolve(file.toString()));
        }
        long done = copies;
        for (Work work : works) {
            write(work, growing, done, total);
            done += work.file().bytes();
        }
        for (Work work : works) {
            QuantizedFile.forgetProgress(growing.resolve(work.network().file().toString()));
        }
        DurableFiles.move(growing, target);
        progress.accept(new ByteProgress(WRITING, total, total));
    }

    /** Hashes the originals and decides what becomes of each tensor. */
    private List<Work> check(ModelParts parts) throws IOException {
        long all = SourceFiles.bytesToHash(parts.networks());
        SourceFiles files = new SourceFiles();
        long[] done = {0};
        List<Work> works = new ArrayList<>();
        for (ModelParts.Network network : parts.networks()) {
            List<Source> sources =
                    files.describe(
                            network,
                            bytes -> {
                                done[0] += bytes;
                                progress.accept(new ByteProgress(CHECKING, done[0], all));
                            },
                            cancelled);
            works.add(new Work(network, sources, file(network, sources)));
        }
        return works;
    }

    private QuantizedFile file(ModelParts.Network network, List<Source> sources) {
        List<String> names = network.weights().entries().stream().map(TensorEntry::name).toList();
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", "pt");
        metadata.put("scheme", scheme.word());
        metadata.put(
                "source_sha256",
                sources.stream().map(Source::sha256).collect(Collectors.joining(" ")));
        return network.isCoded()
                ? QuantizedFile.of(
                        CodingPlan.of(scheme, names), network.weights().entries(), metadata)
                : QuantizedFile.unchanged(network.weights().entries(), metadata);
    }

    private void write(Work work, Path growing, long before, long total) throws IOException {
        Path file = growing.resolve(work.network().file().toString());
        Files.createDirectories(file.getParent());
        work.file()
                .write(
                        file,
                        bytes -> progress.accept(new ByteProgress(WRITING, before + bytes, total)),
                        this::throwIfCancelled);
        if (!work.network().isCoded()) {
            return;
        }
        QuantizationManifest manifest =
                new QuantizationManifest(scheme, work.sources(), work.file().codings());
        DurableFiles.write(file.resolveSibling(QuantizationManifest.NAME), manifest.toJson());
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        // Links of the cache are followed: the new folder stands alone.
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        DurableFiles.syncFile(to);
    }

    private static void requireSpace(Path growing, long bytes) throws IOException {
        long there = 0;
        if (Files.isDirectory(growing)) {
            try (Stream<Path> files = Files.walk(growing)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    there += Files.size(file);
                }
            }
        }
        long free = FreeSpace.bytesAt(growing);
        long needed = bytes - there;
        if (needed > 0 && needed + MARGIN_BYTES > free) {
            throw new LiveryException(
                    "%s needs %s, and %s are free there."
                            .formatted(growing.getParent(), ByteText.of(needed), ByteText.of(free)),
                    "Free some space, or choose a folder on another drive with -o.");
        }
    }

    private void throwIfCancelled() {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException();
        }
    }
}
