package org.liverystudio.editor.format.psd;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.liverystudio.host.BlendMode;

/** Collects what this editor cannot show or edit, and says it in one sentence for each kind. */
final class PsdNotices {
    private static final int MOST_NAMES = 4;

    static final Set<String> ADJUSTMENTS =
            Set.of(
                    "brit", "CgEd", "levl", "curv", "expA", "vibA", "hue ", "hue2", "blnc", "blwh",
                    "phfl", "mixr", "clrL", "nvrt", "post", "thrs", "grdm", "selc");
    private static final Set<String> EFFECTS = Set.of("lfx2", "lrFX", "lmfx");
    static final Set<String> TEXTS = Set.of("TySh", "tySh");
    static final Set<String> SMART_OBJECTS = Set.of("SoLd", "SoLE", "PlLd", "plLd");
    private static final Set<String> ARTBOARDS = Set.of("artb", "artd", "abdd");

    /** Modes in which Photoshop treats fill unlike opacity. */
    private static final Set<BlendMode> OWN_FILL =
            Set.of(
                    BlendMode.COLOR_BURN,
                    BlendMode.LINEAR_BURN,
                    BlendMode.COLOR_DODGE,
                    BlendMode.LINEAR_DODGE,
                    BlendMode.VIVID_LIGHT,
                    BlendMode.LINEAR_LIGHT,
                    BlendMode.HARD_MIX,
                    BlendMode.DIFFERENCE);

    /** What a layer has; the sentence has one place for layer names. */
    enum Kind {
        EFFECTS("Layer effects of %s are kept in the file but not shown."),
        ADJUSTMENT("Adjustment layers are kept in the file but change nothing here: %s."),
        FILL("Fill layers without pixels are kept in the file but not shown: %s."),
        TEXT("Text is shown as pixels and kept as text in the file: %s."),
        SMART_OBJECT("Smart objects are shown as pixels and kept in the file: %s."),
        VECTOR_MASK("Vector masks are kept in the file but hide nothing here: %s."),
        ARTBOARD("Artboards are shown as groups: %s."),
        BLEND_IF("\"Blend if\" settings are kept in the file but not shown: %s."),
        KNOCKOUT("Knockout settings are kept in the file but not shown: %s."),
        CLIPPED_APART("Clipped layers are blended as a group, unlike in the file: %s."),
        FILL_OPACITY("Fill opacity is shown like opacity, which differs a little: %s."),
        MASK_FEATHER("Feathered masks are shown with hard edges: %s."),
        UNKNOWN_BLEND("Blend modes that are not known here are shown as Normal: %s."),
        GROUP_MARKS("Group marks do not match; layers were kept at the top level: %s.");

        private final String sentence;

        Kind(String sentence) {
            this.sentence = sentence;
        }
    }

    private final Map<Kind, List<String>> names = new EnumMap<>(Kind.class);
    private final List<String> others = new ArrayList<>();

    void add(Kind kind, String layer) {
        names.computeIfAbsent(kind, k -> new ArrayList<>()).add(layer);
    }

    void add(String sentence) {
        others.add(sentence);
    }

    /** Looks at a layer record for everything but masks and pixels. */
    void inspect(PsdLayerRecord record, String name, BlendMode mode, double fillOpacity) {
        for (PsdBlock block : record.blocks()) {
            kindOf(block, record).ifPresent(kind -> addOnce(kind, name));
        }
        if (isBlendIfUsed(record.blendingRanges())) {
            add(Kind.BLEND_IF, name);
        }
        if (fillOpacity < 1 && OWN_FILL.contains(mode)) {
            add(Kind.FILL_OPACITY, name);
        }
    }

    private void addOnce(Kind kind, String name) {
        List<String> known = names.get(kind);
        if (known == null || !known.getLast().equals(name)) {
            add(kind, name);
        }
    }

    private static Optional<Kind> kindOf(PsdBlock block, PsdLayerRecord record) {
        String key = block.key();
        byte[] data = block.data();
        Kind kind = null;
        if (ADJUSTMENTS.contains(key)) {
            kind = Kind.ADJUSTMENT;
        } else if (PsdLayerRecord.FILLS.contains(key) && record.bounds().isEmpty()) {
            kind = Kind.FILL;
        } else if (EFFECTS.contains(key)) {
            kind = Kind.EFFECTS;
        } else if (TEXTS.contains(key)) {
            kind = Kind.TEXT;
        } else if (SMART_OBJECTS.contains(key)) {
            kind = Kind.SMART_OBJECT;
        } else if (ARTBOARDS.contains(key)) {
            kind = Kind.ARTBOARD;
        } else if (PsdLayerRecord.VECTOR_MASKS.contains(key) && !isVectorMaskRendered(record)) {
            kind = Kind.VECTOR_MASK;
        } else if (key.equals("knko") && data.length > 0 && data[0] != 0) {
            kind = Kind.KNOCKOUT;
        } else if (key.equals("clbl") && data.length > 0 && data[0] == 0) {
            kind = Kind.CLIPPED_APART;
        }
        return Optional.ofNullable(kind);
    }

    /** A shape's pixels are cut already; other layers are if Photoshop stored the joint mask. */
    private static boolean isVectorMaskRendered(PsdLayerRecord record) {
        return record.isShape()
                || record.mask() != null && record.mask().isRendered()
                || record.channel(PsdLayerRecord.Channel.REAL_MASK) != null;
    }

    private static boolean isBlendIfUsed(byte[] ranges) {
        for (int i = 0; i + 4 <= ranges.length; i += 4) {
            boolean open =
                    ranges[i] == 0
                            && ranges[i + 1] == 0
                            && ranges[i + 2] == -1
                            && ranges[i + 3] == -1;
            if (!open) {
                return true;
            }
        }
        return false;
    }

    List<String> sentences() {
        List<String> sentences = new ArrayList<>(others);
        names.forEach((kind, layers) -> sentences.add(kind.sentence.formatted(list(layers))));
        return sentences;
    }

    private static String list(List<String> layers) {
        String shown =
                layers.stream()
                        .limit(MOST_NAMES)
                        .map(name -> "\"" + name + "\"")
                        .collect(Collectors.joining(", "));
        int more = layers.size() - MOST_NAMES;
        return more > 0 ? shown + " and " + more + " more" : shown;
    }
}
