package org.liverystudio.ai.diffusion;

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
import org.liverystudio.ai.torch.NumberFormat;
import org.liverystudio.host.LiveryException;

/**
 * Where the weights of one network lie, checked against its config; nothing of them is read yet.
 *
 * @param blocks names of blocks to the names and places of their weights
 * @param brief names of those that a job needs once
 */
record NetworkFiles(Map<String, Map<String, TensorEntry>> blocks, Set<String> brief) {
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
        Map<String, Map<String, TensorEntry>> blocks = new LinkedHashMap<>();
        layout.blocks()
                .forEach(
                        (prefix, shapes) -> {
                            Map<String, TensorEntry> block = new LinkedHashMap<>();
                            shapes.forEach(
                                    (name, shape) ->
                                            block.put(
                                                    name,
                                                    checked(files, names, prefix + name, shape)));
                            blocks.put(prefix, block);
                        });
        return new NetworkFiles(blocks, layout.brief());
    }

    private static TensorEntry checked(
            WeightFiles files, WeightNames names, String name, List<Long> shape) {
        Optional<TensorEntry> found =
                names.spellings(name).stream().flatMap(n -> files.find(n).stream()).findFirst();
        if (found.isEmpty()) {
            throw new LiveryException(
                    "The weights in %s lack \"%s\", which their config.json promises."
                            .formatted(files.folder(), name),
                    "The two do not belong together; install the model again.");
        }
        if (!found.get().shape().equals(shape)) {
            throw new LiveryException(
                    "\"%s\" in %s has the shape %s where its config.json promises %s."
                            .formatted(name, found.get().file(), found.get().shape(), shape),
                    "The two do not belong together; install the model again.");
        }
        return found.get();
    }

    /** The weights of a block by their names inside it. */
    Map<String, TensorEntry> block(String prefix) {
        Map<String, TensorEntry> block = blocks.get(prefix);
        if (block == null) {
            throw new IllegalArgumentException("No block " + prefix);
        }
        return block;
    }

    /** What the weights cost in memory in this format, but for those that are needed briefly. */
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

    private static BlockSize size(Map<String, TensorEntry> block, NumberFormat format) {
        long bytes = 0;
        long bytesToConvert = 0;
        for (TensorEntry entry : block.values()) {
            bytes += entry.elementCount() * format.bytes();
            bytesToConvert += format.isStoredAs(entry.dtype()) ? 0 : entry.byteCount();
        }
        return new BlockSize(bytes, bytesToConvert);
    }
}
