package org.liverystudio.ai.diffusion;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.liverystudio.ai.diffusion.memory.BlockSize;
import org.liverystudio.ai.diffusion.memory.NetworkSize;
import org.liverystudio.ai.tensors.TensorEntry;
import org.liverystudio.ai.tensors.WeightFiles;
import org.liverystudio.ai.torch.WeightBlock;
import org.liverystudio.ai.torch.WeightLoader;
import org.liverystudio.host.LiveryException;

/**
 * The weights of one network: checked against its config, then loaded block by block. All are kept,
 * or as many as a limit allows; the others come and go with each use.
 */
final class NetworkWeights implements AutoCloseable {
    private final WeightLoader loader;
    private final Map<String, Map<String, TensorEntry>> entries;
    private final NetworkSize size;
    private final Map<String, WeightBlock> kept = new LinkedHashMap<>();
    private Set<String> staying;
    private BlockStream passing;

    private NetworkWeights(WeightLoader loader, Map<String, Map<String, TensorEntry>> entries) {
        this.loader = loader;
        this.entries = entries;
        Map<String, BlockSize> sizes = new LinkedHashMap<>();
        entries.forEach(
                (name, block) ->
                        sizes.put(
                                name,
                                new BlockSize(
                                        loader.bytes(block), loader.bytesWhileLoading(block))));
        this.size = new NetworkSize(sizes);
        this.staying = entries.keySet();
        this.passing = stream();
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

    /** What the weights cost. */
    NetworkSize size() {
        return size;
    }

    /** Frees what the limit does not allow to stay; blocks that do not stay load at each use. */
    void keepWithin(long limitBytes) {
        Set<String> now = size.staying(limitBytes);
        if (now.equals(staying)) {
            return;
        }
        passing.close();
        staying = now;
        passing = stream();
        kept.keySet().stream()
                .filter(name -> !staying.contains(name))
                .toList()
                .forEach(name -> kept.remove(name).close());
    }

    private BlockStream stream() {
        List<String> names =
                entries.keySet().stream().filter(name -> !staying.contains(name)).toList();
        return new BlockStream(names, this::load, name -> loader.readAhead(entries.get(name)));
    }

    /**
     * A block's weights, loaded if they are not there. They may be gone as soon as another block is
     * asked for: ask again for each use.
     */
    WeightBlock block(String prefix) {
        if (!entries.containsKey(prefix)) {
            throw new IllegalArgumentException("No block " + prefix);
        }
        return staying.contains(prefix)
                ? kept.computeIfAbsent(prefix, this::load)
                : passing.next(prefix);
    }

    private WeightBlock load(String prefix) {
        return loader.load(entries.get(prefix));
    }

    /** Loads all blocks that stay, so that the first step is not slower than the others. */
    void loadAll(Runnable beforeEachBlock) {
        for (String prefix : entries.keySet()) {
            if (staying.contains(prefix)) {
                beforeEachBlock.run();
                block(prefix);
            }
        }
    }

    /** Frees the weights; they load again when needed. */
    void release() {
        passing.close();
        kept.values().forEach(WeightBlock::close);
        kept.clear();
    }

    @Override
    public void close() {
        release();
    }
}
