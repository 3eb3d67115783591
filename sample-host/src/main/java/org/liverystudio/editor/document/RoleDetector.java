package org.liverystudio.editor.document;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.liverystudio.host.LayerId;
import org.liverystudio.host.LayerRole;

/**
 * Reads roles from layer names as sims' templates write them: "Car_Mandatory", "car mandatory" and
 * "CarMandatory" are the same. Names decide first; a layer without a telling name has the role of
 * its group if that is a protected one, so that the logos inside "Sponsors" are safe too.
 * Everything inside a spec map belongs to it, whatever its name.
 */
public final class RoleDetector {
    private static final Set<String> PAINTABLE =
            Set.of(
                    "paintable",
                    "paintable area",
                    "paintable areas",
                    "paint area",
                    "paintable zone");
    private static final Set<String> BASE_PAINT =
            Set.of(
                    "base",
                    "paint",
                    "base paint",
                    "basepaint",
                    "car paint",
                    "carpaint",
                    "body paint",
                    "base color",
                    "base colour",
                    "base coat",
                    "car base");
    private static final Set<String> MASK =
            Set.of(
                    "mask",
                    "masks",
                    "car mask",
                    "template mask",
                    "paint mask",
                    "uv mask",
                    "alpha mask",
                    "dead space");
    private static final Set<String> WIRE_WORDS =
            Set.of("wire", "wires", "wireframe", "wireframes", "uvs", "mesh");
    private static final Set<String> NUMBER_WORDS = Set.of("number", "numbers");
    private static final Set<String> SPONSOR_WORDS =
            Set.of("sponsor", "sponsors", "contingency", "contingencies", "logo", "logos");
    private static final Set<String> DECAL_WORDS =
            Set.of("decal", "decals", "banner", "banners", "sticker", "stickers");
    private static final Set<String> SPEC_WORDS = Set.of("spec", "specmap", "specular");

    private RoleDetector() {}

    /** The role of every layer and group; those without one are {@link LayerRole#NONE}. */
    public static Map<LayerId, LayerRole> roles(List<LayerNode> bottomToTop) {
        Map<LayerId, LayerRole> roles = new HashMap<>();
        collect(bottomToTop, LayerRole.NONE, roles);
        return Map.copyOf(roles);
    }

    private static void collect(
            List<LayerNode> nodes, LayerRole group, Map<LayerId, LayerRole> roles) {
        for (LayerNode node : nodes) {
            LayerRole role = node.chosenRole().orElseGet(() -> roleInside(node.name(), group));
            roles.put(node.id(), role);
            collect(node.children(), role, roles);
        }
    }

    private static LayerRole roleInside(String name, LayerRole group) {
        if (group == LayerRole.SPEC) {
            return LayerRole.SPEC;
        }
        LayerRole own = fromName(name);
        if (own == LayerRole.NONE && group == LayerRole.GUIDES && words(name).contains("mask")) {
            return LayerRole
                    .MASK; // "Mask 2048" is a mask here; among the paint it would be a guess
        }
        return own == LayerRole.NONE && group.isProtected() ? group : own;
    }

    /** The role that a name alone tells. */
    public static LayerRole fromName(String name) {
        List<String> words = words(name);
        String plain = String.join(" ", words);
        if (plain.contains("turn off")
                || plain.contains("before export")
                || plain.contains("do not export")
                || plain.equals("guides")) {
            return LayerRole.GUIDES;
        }
        if (hasAny(words, SPEC_WORDS)) {
            return LayerRole.SPEC;
        }
        if (PAINTABLE.contains(plain)) {
            return LayerRole.PAINTABLE;
        }
        if (BASE_PAINT.contains(plain)) {
            return LayerRole.BASE_PAINT;
        }
        if (MASK.contains(plain)) {
            return LayerRole.MASK;
        }
        if (hasAny(words, WIRE_WORDS)) {
            return LayerRole.WIREFRAME;
        }
        if (words.contains("mandatory")) {
            return LayerRole.MANDATORY;
        }
        if (hasAny(words, NUMBER_WORDS)) {
            return LayerRole.NUMBER;
        }
        if (hasAny(words, SPONSOR_WORDS)) {
            return LayerRole.SPONSOR;
        }
        return hasAny(words, DECAL_WORDS) ? LayerRole.DECAL : LayerRole.NONE;
    }

    private static boolean hasAny(List<String> words, Set<String> telling) {
        return words.stream().anyMatch(telling::contains);
    }

    /** Lower-case words; a capital after a small letter starts a new one, as in "CarPaint". */
    private static List<String> words(String name) {
        String spaced = name.replaceAll("(\\p{Ll})(\\p{Lu})", "$1 $2");
        String plain = spaced.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
        return List.of(plain.split(" "));
    }
}
