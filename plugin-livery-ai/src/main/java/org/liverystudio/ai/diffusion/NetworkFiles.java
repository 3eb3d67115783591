package org.liverystudio.ai.diffusion;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.liverystudio.ai.diffusion.memory.BlockSize;
import org.liverystudio.ai.diffusion.memory.NetworkSize;
import org.liverystudio.ai.tensors.TensorEntry;
import org.liverystudio.ai.tensors.WeightFiles;
import org.liverystudio.ai.tensors.quantized.Coding;
import org.liverystudio.ai.tensors.quantized.CodingPlan;
import org.liverystudio.ai.tensors.quantized.QuantizationScheme;
import org.liverystudio.ai.torch.BlockFiles;
import org.liverystudio.ai.torch.NumberFormat;
import org.liverystudio.ai.torch.WeightFormat;
import org.liverystudio.host.LiveryException;

/**
 * Where the weights of one network lie, checked against its config; nothing of them is read yet.
 *
 * @param folder that holds them
 * @param blocks names of blocks to the names and places of their weights
 * @param brief names of those that a job needs once
 * @param stored the scheme by which the files' own weights are coded, if they are
 */
record NetworkFiles(
        Path folder,
        Map<String, BlockFiles> blocks,
        Set<String> brief,
        Optional<QuantizationScheme> stored) {
    NetworkFiles {
        blocks = Collections.unmodifiableMap(new LinkedHashMap<>(blocks));
    }

    /**
     * Checks that the files hold what the layout promises; other tensors in them are left alone.
     *
     * @param names how names were written over the years
     * @throws LiveryException naming the first weight that is missing or has another shape
     */
    static NetworkFiles of(NetworkLayout layout, WeightFiles files, WeightNames names) {
        StoredWeights weights = StoredWeights.of(files, names);
        Map<String, BlockFiles> blocks = new LinkedHashMap<>();
        layout.blocks()
                .forEach((prefix, shapes) -> blocks.put(prefix, weights.block(prefix, shapes)));
        return new NetworkFiles(files.folder(), blocks, layout.brief(), weights.scheme());
    }

    /**
     * The same, with weights to be coded as they are loaded.
     *
     * @param scheme empty if they are to be taken as they are
     * @throws LiveryException if the files hold weights that were coded by another scheme
     */
    NetworkFiles coded(Optional<QuantizationScheme> scheme) {
        if (scheme.isEmpty() || scheme.equals(stored)) {
            return this;
        }
        if (stored.isPresent()) {
            throw new LiveryException(
                    "The weights in %s are stored as %s; %s cannot be made of them."
                            .formatted(folder, stored.get().word(), scheme.get().word()),
                    "Choose %s or auto, or quantise the original model."
                            .formatted(stored.get().word()));
        }
        CodingPlan plan = CodingPlan.of(scheme.get(), names());
        Map<String, BlockFiles> coded = new LinkedHashMap<>();
        blocks.forEach((prefix, block) -> coded.put(prefix, coded(plan, prefix, block)));
        return new NetworkFiles(folder, coded, brief, stored);
    }

    private List<String> names() {
        return blocks.entrySet().stream()
                .flatMap(
                        block ->
                                block.getValue().entries().keySet().stream()
                                        .map(block.getKey()::concat))
                .toList();
    }

    private static BlockFiles coded(CodingPlan plan, String prefix, BlockFiles block) {
        Map<String, Coding> codings = new LinkedHashMap<>();
        block.entries()
                .forEach(
                        (name, entry) ->
                                plan.codingOf(prefix + name, entry.shape())
                                        .ifPresent(how -> codings.put(name, how)));
        return new BlockFiles(block.entries(), codings);
    }

    /** The weights of a block by their names inside it. */
    BlockFiles block(String prefix) {
        BlockFiles block = blocks.get(prefix);
        if (block == null) {
            throw new IllegalArgumentException("No block " + prefix);
        }
        return block;
    }

    /** What the weights cost in memory in this format, but for those that are needed briefly. */
    NetworkSize size(WeightFormat format) {
        return coded(format.scheme()).size(format.arithmetic());
    }

    /** What the weights cost in memory as they are, but for those that are needed briefly. */
    NetworkSize size(NumberFormat format) {
        Map<String, BlockSize> sizes = new LinkedHashMap<>();
        blocks.forEach(
                (name, block) -> {
                    if (!brief.contains(name)) {
                        sizes.put(name, size(block, format));
                    }
                });
        return new NetworkSize(sizes);
    }

    private static BlockSize size(BlockFiles block, NumberFormat format) {
        long bytes = 0;
        long bytesToConvert = 0;
        for (var weight : block.entries().entrySet()) {
            TensorEntry entry = weight.getValue();
            Coding coding = block.codings().get(weight.getKey());
            if (coding != null) {
                long coded = coding.byteCount(entry.shape());
                bytes += coded;
                bytesToConvert += coded;
            } else if (!entry.dtype().isFloatingPoint()) {
                bytes += entry.byteCount();
            } else {
                bytes += entry.elementCount() * format.bytes();
                bytesToConvert += format.isStoredAs(entry.dtype()) ? 0 : entry.byteCount();
            }
        }
        return new BlockSize(bytes, bytesToConvert);
    }
}
