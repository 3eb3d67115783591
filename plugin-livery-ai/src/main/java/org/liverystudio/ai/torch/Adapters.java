package org.liverystudio.ai.torch;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liverystudio.ai.tensors.TensorEntry;

/**
 * Adds LoRAs and learned words to the blocks of one network. The network's own weights stay as they
 * are, whatever their format, so that a change of LoRAs loads nothing of the network again.
 *
 * <p>All LoRAs of a layer become one: side by side along the rank they cost two products whatever
 * their number.
 */
public final class Adapters implements AutoCloseable {
    private static final int RANK_OF_DOWN = 0;
    private static final int RANK_OF_UP = 1;

    private final Torch torch;
    private final NumberFormat format;
    private final ScriptModule script;
    private final WeightLoader files;
    private final Map<String, BlockAdditions> additions;
    private final Map<String, WeightBlock> loaded = new LinkedHashMap<>();

    /**
     * @param format what the network computes in
     * @param additions by the names of blocks; files are read at a block's first use, and copied
     */
    public Adapters(Torch torch, NumberFormat format, Map<String, BlockAdditions> additions) {
        this.torch = torch;
        this.format = format;
        this.script = ScriptModule.load(torch, "adapters", "Adapters");
        this.files = new WeightLoader(torch, NumberFormat.FLOAT32);
        this.additions = Map.copyOf(additions);
    }

    /**
     * A block with what is added to it; shares the weights of {@code own}, which stays open.
     *
     * @return to be closed by the caller; empty if nothing is added to this block
     */
    public Optional<WeightBlock> onto(String block, WeightBlock own) {
        BlockAdditions added = additions.get(block);
        if (added == null) {
            return Optional.empty();
        }
        WeightBlock more = loaded.computeIfAbsent(block, key -> load(added));
        try (TorchScope scope = torch.newScope()) {
            return Optional.of(script.in(scope).callForWeights("together", own, more));
        }
    }

    private WeightBlock load(BlockAdditions added) {
        try (TorchScope scope = torch.newScope()) {
            Map<String, PtNDArray> tensors = new LinkedHashMap<>();
            added.layers()
                    .forEach(
                            (layer, adapters) -> {
                                tensors.put(layer + ".down", down(scope, adapters).array());
                                tensors.put(layer + ".up", up(scope, adapters).array());
                            });
            added.rows().forEach((name, rows) -> tensors.put(name, rows(scope, rows).array()));
            // The dictionary holds its own references; the scope's are dropped.
            return new WeightBlock(IValue.stringMapFrom(tensors));
        }
    }

    private Tensor down(TorchScope scope, List<LowRank> adapters) {
        List<Tensor> parts =
                adapters.stream().map(adapter -> scaled(scope, down(scope, adapter), 1)).toList();
        return joined(scope, parts, RANK_OF_DOWN);
    }

    private Tensor down(TorchScope scope, LowRank adapter) {
        Tensor down = files.load(scope, adapter.down());
        return adapter.middle()
                .map(entry -> files.load(scope, entry))
                .map(middle -> script.in(scope).call("folded", down, middle))
                .orElse(down);
    }

    private Tensor up(TorchScope scope, List<LowRank> adapters) {
        List<Tensor> parts =
                adapters.stream()
                        .map(
                                adapter ->
                                        scaled(
                                                scope,
                                                files.load(scope, adapter.up()),
                                                adapter.scale()))
                        .toList();
        return joined(scope, parts, RANK_OF_UP);
    }

    private Tensor rows(TorchScope scope, List<TensorEntry> entries) {
        List<Tensor> parts =
                entries.stream().map(entry -> scaled(scope, files.load(scope, entry), 1)).toList();
        return joined(scope, parts, 0);
    }

    private Tensor scaled(TorchScope scope, Tensor tensor, double factor) {
        return script.in(scope).call("scaled", tensor, factor, format.torchNumber());
    }

    private Tensor joined(TorchScope scope, List<Tensor> parts, int axis) {
        ScriptCalls calls = script.in(scope);
        return parts.stream().reduce((a, b) -> calls.call("joined", a, b, axis)).orElseThrow();
    }

    /** Frees what was read; it is read again when needed. */
    public void release() {
        loaded.values().forEach(WeightBlock::close);
        loaded.clear();
    }

    @Override
    public void close() {
        release();
        script.close();
    }
}
