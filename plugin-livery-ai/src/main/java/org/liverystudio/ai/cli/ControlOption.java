package org.liverystudio.ai.cli;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liverystudio.ai.job.GenerationRequest.Control;
import org.liverystudio.ai.livery.ControlKind;

/**
 * The words after {@code --control}: {@code LAYER|FILE[:KIND[:STRENGTH[:START-END]]]}.
 *
 * <p>Names of layers and paths may hold colons themselves, so the text is read from its right end:
 * only a colon with a kind behind it, and numbers behind that, ends the name.
 *
 * @param kind empty if the layer's role shall decide
 */
record ControlOption(
        String source, Optional<ControlKind> kind, double strength, double start, double end) {
    private static final String NUMBER = "(\\d+\\.?\\d*|\\.\\d+)";
    private static final Pattern PATTERN =
            Pattern.compile(
                    "(.+?)(?::(depth|mask|lines)(?::"
                            + NUMBER
                            + "(?::"
                            + NUMBER
                            + "-"
                            + NUMBER
                            + ")?)?)?",
                    Pattern.DOTALL);

    /**
     * @return empty if the text is empty
     */
    static Optional<ControlOption> parse(String text) {
        Matcher matcher = PATTERN.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                new ControlOption(
                        matcher.group(1),
                        Optional.ofNullable(matcher.group(2)).flatMap(ControlKind::ofOptionName),
                        number(matcher.group(3), 1),
                        number(matcher.group(4), 0),
                        number(matcher.group(5), 1)));
    }

    private static double number(String digits, double otherwise) {
        return digits == null ? otherwise : Double.parseDouble(digits);
    }

    /**
     * @param usualKind the kind for a source where none is given
     */
    Control toControl(Function<String, ControlKind> usualKind) {
        return new Control(
                source, kind.orElseGet(() -> usualKind.apply(source)), strength, start, end);
    }
}
