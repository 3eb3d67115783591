package org.liverystudio.ai.torch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.liverystudio.ai.tensors.TensorEntry;
import org.liverystudio.ai.tensors.quantized.Coding;

/**
 * Where the weights of one block lie.
 *
 * @param entries by the names that the scripts use
 * @param codings those that are to be coded while they are loaded; the others come as stored
 */
public record BlockFiles(Map<String, TensorEntry> entries, Map<String, Coding> codings) {
    public BlockFiles {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        codings = Map.copyOf(codings);
    }

    /** All weights as they are stored. */
    public static BlockFiles asStored(Map<String, TensorEntry> entries) {
        return new BlockFiles(entries, Map.of());
    }

    Optional<Coding> coding(String name) {
        return Optional.ofNullable(codings.get(name));
    }
}
