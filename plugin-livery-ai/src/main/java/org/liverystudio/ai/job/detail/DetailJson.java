package org.liverystudio.ai.job.detail;

import java.util.Optional;
import java.util.OptionalInt;
import org.liverystudio.ai.engine.Seamless;
import org.liverystudio.ai.engine.Upscaler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes and reads {@link Detail} in a recipe; what is not there is off. */
public final class DetailJson {
    private DetailJson() {}

    public static void write(ObjectNode recipe, Detail detail) {
        switch (detail.secondPass()) {
            case SecondPass.Off _ -> {}
            case SecondPass.Automatic _ -> recipe.putObject("secondPass").put("target", "auto");
            case SecondPass.By(LargerPass pass) -> write(recipe.putObject("secondPass"), pass);
        }
        detail.refine().ifPresent(pass -> write(recipe.putObject("refine"), pass));
        if (detail.seamless() != Seamless.NONE) {
            recipe.put("seamless", detail.seamless().optionName());
        }
    }

    private static void write(ObjectNode node, LargerPass pass) {
        node.put("target", pass.target().toString());
        node.put("strength", pass.strength());
        pass.steps().ifPresent(steps -> node.put("steps", steps));
        node.put("upscaler", pass.upscaler().optionName());
    }

    /**
     * @throws IllegalArgumentException if a word is unknown
     */
    public static Detail read(JsonNode recipe) {
        SecondPass second = new SecondPass.Off();
        if (recipe.hasNonNull("secondPass")) {
            JsonNode node = recipe.get("secondPass");
            second =
                    node.path("target").asString("").equals("auto")
                            ? new SecondPass.Automatic()
                            : new SecondPass.By(readPass(node));
        }
        Optional<LargerPass> refine =
                recipe.hasNonNull("refine")
                        ? Optional.of(readPass(recipe.get("refine")))
                        : Optional.empty();
        String seamless = recipe.path("seamless").asString(Seamless.NONE.optionName());
        return new Detail(
                second,
                refine,
                Seamless.ofOptionName(seamless).orElseThrow(() -> unknown("seamless", seamless)));
    }

    private static LargerPass readPass(JsonNode node) {
        String target = node.required("target").stringValue();
        String upscaler = node.path("upscaler").asString(Upscaler.PIXELS.optionName());
        return new LargerPass(
                Target.parse(target).orElseThrow(() -> unknown("target", target)),
                node.required("strength").doubleValue(),
                node.hasNonNull("steps")
                        ? OptionalInt.of(node.get("steps").intValue())
                        : OptionalInt.empty(),
                Upscaler.ofOptionName(upscaler).orElseThrow(() -> unknown("upscaler", upscaler)));
    }

    private static IllegalArgumentException unknown(String what, String word) {
        return new IllegalArgumentException("unknown %s \"%s\"".formatted(what, word));
    }
}
