package org.liverystudio.editor.format.psd;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Blocks that this program decides; all others stay where they were. */
final class OwnBlocks {
    private final List<PsdBlock> own = new ArrayList<>();
    private final Set<String> dropped = new HashSet<>();

    void put(String key, byte[] data) {
        own.add(new PsdBlock(key, data));
    }

    void drop(String key) {
        dropped.add(key);
    }

    List<PsdBlock> mergedInto(List<PsdBlock> before) {
        List<PsdBlock> merged = new ArrayList<>();
        List<PsdBlock> missing = new ArrayList<>(own);
        for (PsdBlock block : before) {
            PsdBlock replacement = PsdBlock.find(own, block.key()).orElse(null);
            if (replacement != null) {
                if (missing.remove(replacement)) {
                    merged.add(replacement);
                }
            } else if (!dropped.contains(block.key())) {
                merged.add(block);
            }
        }
        merged.addAll(missing);
        return merged;
    }
}
