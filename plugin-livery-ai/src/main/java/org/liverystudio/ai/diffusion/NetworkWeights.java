package org.liverystudio.ai.diffusion;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.liverystudio.ai.diffusion.memory.NetworkSize;
import org.liverystudio.ai.tensors.WeightFiles;
import org.liverystudio.ai.torch.Adapters;
import org.liverystudio.ai.torch.NativeHeap;
import org.liverystudio.ai.torch.WeightBlock;
import org.liverystudio.ai.torch.WeightLoader;
import org.liverystudio.host.LiveryException;

/**
 * The weights of one network: checked against its config, then loaded block by block. All are kept,
 * or as many as a limit allows; the others come and go with each use.
 */
final class NetworkWeights implements AutoCloseable {
    private final NetworkFiles files;
    private final WeightLoader loader;
    private final NetworkSize size;
    private final Map<String, WeightBlock> kept = new LinkedHashMap<>();
    private Set<String> staying;
    private BlockStream passing;
    private final AdaptedBlocks adapted = new AdaptedBlocks();

    NetworkWeights(NetworkFiles files, WeightLoader loader) {
        this.files = files.coded(loader.scheme());
        this.loader = loader;
        this.size = this.files.size(loader.format());
        this.staying = size.blocks().keySet();
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
        return new NetworkWeights(NetworkFiles.of(layout, files, names), loader);
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
        adapted.endPassing();
        passing.close();
        staying = now;
        passing = stream();
        kept.keySet().stream().filter(name -> !staying.contains(name)).toList().forEach(this::free);
    }

    private void free(String prefix) {
        adapted.forget(prefix);
        kept.remove(prefix).close();
    }

    /** Adds these to the network's own weights, instead of what was added before. */
    void adapt(Optional<Adapters> additions) {
        adapted.use(additions);
    }

    private BlockStream stream() {
        List<String> names =
                size.blocks().keySet().stream().filter(name -> !staying.contains(name)).toList();
        // What was converted leaves gaps that the next block does not fit into: measured, 300 MB.
        Runnable afterFreeing = size.isConverted() ? NativeHeap::giveBack : () -> {};
        return new BlockStream(
                names, this::load, name -> loader.readAhead(files.block(name)), afterFreeing);
    }

    /**
     * A block's weights with what is added to them, loaded if they are not there. They may be gone
     * as soon as another block is asked for: ask again for each use.
     */
    WeightBlock block(String prefix) {
        return staying.contains(prefix)
                ? adapted.ofStaying(prefix, kept.computeIfAbsent(prefix, this::load))
                : adapted.ofPassing(prefix, () -> passing.next(prefix));
    }

    /** Weights that are needed briefly: the caller closes them. */
    WeightBlock briefBlock(String prefix) {
        return adapted.ofBrief(prefix, load(prefix));
    }

    private WeightBlock load(String prefix) {
        return loader.load(files.block(prefix));
    }

    /** Loads all blocks that stay, so that the first step is not slower than the others. */
    void loadAll(Runnable beforeEachBlock) {
        for (String prefix : size.blocks().keySet()) {
            if (staying.contains(prefix)) {
                beforeEachBlock.run();
                block(prefix);
            }
        }
    }

    /** Frees the weights; they load again when needed. */
    void release() {
        adapted.release();
        passing.close();
        kept.values().forEach(WeightBlock::close);
        kept.clear();
    }

    @Override
    public void close() {
        adapted.close();
        release();
    }
}
