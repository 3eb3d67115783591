package org.liverystudio.ai.diffusion;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The weights that a config promises: block by block, names and shapes. Checked against a file
 * before anything is computed, so that a wrong file is told by name.
 */
final class NetworkLayout {
    private final Map<String, Map<String, List<Long>>> blocks = new LinkedHashMap<>();
    private final Set<String> brief = new LinkedHashSet<>();

    /** Names of blocks, such as {@code down_blocks.0.resnets.1.}, to local names and shapes. */
    Map<String, Map<String, List<Long>>> blocks() {
        return Collections.unmodifiableMap(blocks);
    }

    /** Names of the blocks that a job needs once and not in each step. */
    Set<String> brief() {
        return Collections.unmodifiableSet(brief);
    }

    /** Number of weights in all blocks. */
    long weightCount() {
        return blocks.values().stream()
                .flatMap(block -> block.values().stream())
                .mapToLong(shape -> shape.stream().reduce(1L, Math::multiplyExact))
                .sum();
    }

    /**
     * A block to add layers to.
     *
     * @param prefix of its weights' names, empty or with a dot at its end
     */
    Block block(String prefix) {
        return new Block(blocks.computeIfAbsent(prefix, key -> new LinkedHashMap<>()));
    }

    /** A block to add layers to that is needed once a job. */
    Block briefBlock(String prefix) {
        brief.add(prefix);
        return block(prefix);
    }

    /** Adds layers to one block. */
    static final class Block {
        private final Map<String, List<Long>> shapes;

        private Block(Map<String, List<Long>> shapes) {
            this.shapes = shapes;
        }

        Block linear(String name, long in, long out) {
            shapes.put(name + ".bias", List.of(out));
            return linearWithoutBias(name, in, out);
        }

        Block linearWithoutBias(String name, long in, long out) {
            shapes.put(name + ".weight", List.of(out, in));
            return this;
        }

        Block conv(String name, long in, long out, long kernel) {
            shapes.put(name + ".bias", List.of(out));
            return convWithoutBias(name, in, out, kernel);
        }

        Block convWithoutBias(String name, long in, long out, long kernel) {
            shapes.put(name + ".weight", List.of(out, in, kernel, kernel));
            return this;
        }

        Block norm(String name, long channels) {
            shapes.put(name + ".weight", List.of(channels));
            shapes.put(name + ".bias", List.of(channels));
            return this;
        }

        Block embedding(String name, long rows, long channels) {
            return tensor(name + ".weight", rows, channels);
        }

        /** A tensor that belongs to no layer. */
        Block tensor(String name, Long... shape) {
            shapes.put(name, List.of(shape));
            return this;
        }

        /** Two linear layers with an activation between them. */
        Block mlp(String name, long in, long out) {
            return linear(name + ".linear_1", in, out).linear(name + ".linear_2", out, out);
        }
    }
}
