package org.liverystudio.ai.cli;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liverystudio.ai.engine.Upscaler;
import org.liverystudio.ai.job.detail.LargerPass;
import org.liverystudio.ai.job.detail.Target;

/**
 * A larger pass as an option writes it: {@code 2}, {@code 2048x2048:0.4} or {@code
 * template:0.3:40}.
 *
 * @param strength the usual one if empty
 * @param steps those of the first pass if empty
 */
record PassOption(Target target, OptionalDouble strength, OptionalInt steps) {
    static final String FORM = "FACTOR|WxH|template[:STRENGTH[:STEPS]]";

    private static final Pattern PATTERN =
            Pattern.compile("([^:]+)(?::(\\d(?:\\.\\d{1,4})?)(?::(\\d{1,4}))?)?");

    static Optional<PassOption> parse(String text) {
        Matcher matcher = PATTERN.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        OptionalDouble strength =
                matcher.group(2) == null
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(Double.parseDouble(matcher.group(2)));
        OptionalInt steps =
                matcher.group(3) == null
                        ? OptionalInt.empty()
                        : OptionalInt.of(Integer.parseInt(matcher.group(3)));
        return Target.parse(matcher.group(1))
                .map(target -> new PassOption(target, strength, steps));
    }

    LargerPass second(Upscaler upscaler) {
        return completed(LargerPass.second(target, upscaler));
    }

    LargerPass refining() {
        return completed(LargerPass.refining(target));
    }

    private LargerPass completed(LargerPass usual) {
        return new LargerPass(target, strength.orElse(usual.strength()), steps, usual.upscaler());
    }
}
