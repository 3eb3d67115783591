package org.liverystudio.ai.job.detail;

import java.util.Optional;
import org.liverystudio.ai.livery.Size;
import org.liverystudio.host.LiveryException;

/** What passes after the first must keep to. */
public final class DetailRules {
    /** The largest templates of the sims. */
    public static final int MAX_EDGE = 4096;

    public static final int MAX_FACTOR = 8;

    private static final int MAX_STEPS = 150;

    private DetailRules() {}

    /**
     * The first rule that is broken.
     *
     * @param steps of the request
     */
    public static Optional<LiveryException> firstProblem(Detail detail, int steps) {
        Optional<LargerPass> second =
                detail.secondPass() instanceof SecondPass.By(LargerPass pass)
                        ? Optional.of(pass)
                        : Optional.empty();
        return second.flatMap(pass -> problem("second pass", pass, steps))
                .or(() -> detail.refine().flatMap(pass -> problem("refinement", pass, steps)));
    }

    private static Optional<LiveryException> problem(String name, LargerPass pass, int steps) {
        if (!(pass.strength() > 0 && pass.strength() <= 1)) {
            return broken(
                    "The strength %s of the %s is out of range.".formatted(pass.strength(), name),
                    "Choose above 0 (no change) to 1 (all may change); 0.3 to 0.6 is usual.");
        }
        int whole = pass.steps().orElse(steps);
        if (whole < 1 || whole > MAX_STEPS) {
            return broken(
                    "%d steps of the %s are out of range.".formatted(whole, name),
                    "Choose 1 to %d.".formatted(MAX_STEPS));
        }
        // The share is cut to whole steps, as diffusers does.
        if ((int) (whole * pass.strength()) < 1) {
            return broken(
                    "At strength %s none of the %d steps of the %s runs."
                            .formatted(pass.strength(), whole, name),
                    "Choose at least %d steps or a higher strength."
                            .formatted((int) Math.ceil(1 / pass.strength())));
        }
        return switch (pass.target()) {
            case Target.Template _ -> Optional.empty();
            case Target.Factor(double factor) when factor >= 1 && factor <= MAX_FACTOR ->
                    Optional.empty();
            case Target.Factor factor ->
                    broken(
                            "The %s cannot make a picture %s times as large."
                                    .formatted(name, factor),
                            "Choose 1 to %d, such as 2.".formatted(MAX_FACTOR));
            case Target.Exact(Size size) -> sizeProblem(name, size);
        };
    }

    private static Optional<LiveryException> sizeProblem(String name, Size size) {
        if (size.width() % 8 != 0 || size.height() % 8 != 0) {
            return broken(
                    "The size %s of the %s is not a multiple of 8 in both directions."
                            .formatted(size, name),
                    "The nearest one is %s."
                            .formatted(new Size(nearest8(size.width()), nearest8(size.height()))));
        }
        if (Math.max(size.width(), size.height()) > MAX_EDGE) {
            return broken(
                    "The size %s of the %s is out of range.".formatted(size, name),
                    "Each edge may have up to %d pixels.".formatted(MAX_EDGE));
        }
        return Optional.empty();
    }

    private static int nearest8(int edge) {
        return Math.clamp(Math.round(edge / 8f) * 8, 8, MAX_EDGE);
    }

    private static Optional<LiveryException> broken(String message, String advice) {
        return Optional.of(new LiveryException(message, advice));
    }
}
