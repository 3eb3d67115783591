package org.liverystudio.ai.diffusion.memory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the weights of a network cost, block by block.
 *
 * @param blocks by their names, in the order of the network
 */
public record NetworkSize(Map<String, BlockSize> blocks) {
    public NetworkSize {
        blocks = Collections.unmodifiableMap(new LinkedHashMap<>(blocks));
    }

    /** With all blocks in memory, the last of them just being loaded. */
    public long whole() {
        return weights() + mostWhileLoading();
    }

    /** All weights. */
    public long weights() {
        return blocks.values().stream().mapToLong(BlockSize::bytes).sum();
    }

    /** With one block in memory at a time. */
    public long least() {
        return blocks.values().stream().mapToLong(BlockSize::most).max().orElse(0);
    }

    /** Whether weights are converted from their files, and so take memory of their own. */
    public boolean isConverted() {
        return mostWhileLoading() > 0;
    }

    private long mostWhileLoading() {
        return blocks.values().stream().mapToLong(BlockSize::bytesWhileLoading).max().orElse(0);
    }

    /**
     * The blocks that stay in memory where no more than {@code limit} may be taken; the others come
     * and go, one at a time. Each block is used once a step, so that none is worth more than
     * another by the byte; the smallest stay, since each coming and going has a price of its own.
     */
    public Set<String> staying(long limit) {
        if (whole() <= limit) {
            return blocks.keySet();
        }
        List<Map.Entry<String, BlockSize>> bySize =
                blocks.entrySet().stream()
                        .sorted(Comparator.comparingLong(block -> block.getValue().bytes()))
                        .toList();
        Set<String> staying = new HashSet<>();
        long free = limit - least();
        for (Map.Entry<String, BlockSize> block : bySize) {
            free -= block.getValue().bytes();
            if (free < 0) {
                break;
            }
            staying.add(block.getKey());
        }
        return staying;
    }

    /** The most that the weights take under such a limit, or {@link #least} if that is more. */
    public long within(long limit) {
        Set<String> staying = staying(limit);
        if (staying.size() == blocks.size()) {
            return whole();
        }
        return least() + staying.stream().mapToLong(name -> blocks.get(name).bytes()).sum();
    }

    /**
     * Shares a limit among networks that live side by side: each gets what it cannot do without,
     * then the first of them all that they can use.
     */
    public static List<Long> split(List<NetworkSize> networks, long limit) {
        long free = limit - networks.stream().mapToLong(NetworkSize::least).sum();
        List<Long> limits = new ArrayList<>();
        for (NetworkSize network : networks) {
            long share = Math.max(0, Math.min(free, network.whole() - network.least()));
            limits.add(network.least() + share);
            free -= share;
        }
        return limits;
    }
}
