package org.liverystudio.editor.format.psd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A tagged block: additional information about a layer or the document.
 *
 * @param signature "8BIM", or "8B64" for some with long lengths
 * @param key what it is, such as "luni"
 * @param data its content, without filling; never written to
 */
record PsdBlock(String signature, String key, byte[] data) {
    /** Keys whose length has 8 bytes in big files. */
    private static final Set<String> WIDE_KEYS =
            Set.of(
                    "LMsk", "Lr16", "Lr32", "Layr", "Mt16", "Mt32", "Mtrn", "Alph", "FMsk", "lnk2",
                    "FEid", "FXid", "PxSD", "extn", "lnkE", "cinf");

    PsdBlock(String key, byte[] data) {
        this("8BIM", key, data);
    }

    /**
     * Reads blocks to the end of a section.
     *
     * @param padding blocks start at multiples of this, from the start of the section
     */
    static List<PsdBlock> readAll(PsdInput in, boolean big, int padding) {
        List<PsdBlock> blocks = new ArrayList<>();
        while (in.remaining() >= 12) {
            String signature = in.key();
            if (!signature.equals("8BIM") && !signature.equals("8B64")) {
                // Filling at the end, longer than the rules ask for; nothing can follow it.
                break;
            }
            String key = in.key();
            boolean wide = big && (WIDE_KEYS.contains(key) || signature.equals("8B64"));
            long length = in.length(wide);
            blocks.add(new PsdBlock(signature, key, in.bytes(length)));
            in.skipUpTo(Math.floorMod(-length, (long) padding));
        }
        return List.copyOf(blocks);
    }

    static Optional<PsdBlock> find(List<PsdBlock> blocks, String key) {
        return blocks.stream().filter(block -> block.key().equals(key)).findFirst();
    }
}
