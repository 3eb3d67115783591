package org.liverystudio.ai.diffusion;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liverystudio.ai.tensors.TensorEntry;
import org.liverystudio.ai.tensors.WeightFiles;
import org.liverystudio.ai.torch.WeightBlock;
import org.liverystudio.ai.torch.WeightLoader;
import org.liverystudio.host.LiveryException;

/** The weights of one network: checked against its config, then loaded block by block and kept. */
final class NetworkWeights implements AutoCloseable {
    private final WeightLoader loader;
    private final Map<String, Map<String, TensorEntry>> entries;
    private final Map<String, WeightBlock> loaded = new LinkedHashMap<>();

    private NetworkWeights(WeightLoader loader, Map<String, Map<String, TensorEntry>> entries) {
        this.loader = loader;
        this.entries = entries;
    }

    /**
     * Checks that the files hold what the layout promises; other tensors in them are left alone.
     *
     * @param names how names were written over the years
     * @throws LiveryException naming the first weight that is missing or has another shape
     */
    static NetworkWeights of(
            NetworkLayout layout, WeightFiles files, WeightNames names, WeightLoader loader) {
        Map<String, Map<String, TensorEntry>> entries = new LinkedHashMap<>();
        layout.blocks()
                .forEach(
                        (prefix, shapes) -> {
                            Map<String, TensorEntry> block = new LinkedHashMap<>();
                            shapes.forEach(
                                    (name, shape) ->
                                            block.put(
                                                    name,
                                                    checked(files, names, prefix + name, shape)));
                            entries.put(prefix, block);
                        });
        return new NetworkWeights(loader, entries);
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

    /** A block's weights, loaded at its first use. */
    WeightBlock block(String prefix) {
        return loaded.computeIfAbsent(
                prefix,
                key -> {
                    Map<String, TensorEntry> block = entries.get(key);
                    if (block == null) {
                        throw new IllegalArgumentException("No block " + key);
                    }
                    return loader.load(block);
                });
    }

    /** Loads all blocks now, so that the first step is not slower than the others. */
    void loadAll(Runnable beforeEachBlock) {
        for (String prefix : entries.keySet()) {
            beforeEachBlock.run();
            block(prefix);
        }
    }

    /** Bytes that all weights take in memory. */
    long bytes() {
        return loader.bytesPerWeight()
                * entries.values().stream()
                        .flatMap(block -> block.values().stream())
                        .mapToLong(TensorEntry::elementCount)
                        .sum();
    }

    /** Frees the weights; they load again when needed. */
    void release() {
        loaded.values().forEach(WeightBlock::close);
        loaded.clear();
    }

    @Override
    public void close() {
        release();
    }
}
