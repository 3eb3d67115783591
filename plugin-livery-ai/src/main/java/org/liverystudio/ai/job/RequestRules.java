package org.liverystudio.ai.job;

import java.util.Optional;
import java.util.stream.Stream;
import org.liverystudio.ai.diffusion.Shortcuts;
import org.liverystudio.ai.job.GenerationRequest.Control;
import org.liverystudio.ai.job.detail.DetailRules;
import org.liverystudio.ai.livery.Size;
import org.liverystudio.host.LiveryException;

/** What a request must keep to, whatever the document and the model are. */
public final class RequestRules {
    public static final int MAX_STEPS = 150;
    public static final double MAX_GUIDANCE = 30;
    public static final int MAX_COUNT = 16;
    public static final double MAX_STRENGTH = 2;
    public static final int MIN_EDGE = 64;
    public static final int MAX_EDGE = 2048;

    private RequestRules() {}

    /**
     * @throws LiveryException naming the first rule that is broken
     */
    public static void check(GenerationRequest request) {
        firstProblem(request)
                .ifPresent(
                        problem -> {
                            throw problem;
                        });
    }

    /** The first rule that a request breaks. */
    public static Optional<LiveryException> firstProblem(GenerationRequest request) {
        if (request.prompt().isBlank()) {
            return problem(
                    "The prompt is empty.",
                    "Say what to paint, such as \"red and white diagonal stripes\".");
        }
        if (request.sampling().steps() < 1 || request.sampling().steps() > MAX_STEPS) {
            return problem(
                    "%d steps are out of range.".formatted(request.sampling().steps()),
                    "Choose 1 to %d; 20 to 30 do for most pictures.".formatted(MAX_STEPS));
        }
        if (!(request.sampling().guidanceScale() >= 1
                && request.sampling().guidanceScale() <= MAX_GUIDANCE)) {
            return problem(
                    "A guidance of %s is out of range."
                            .formatted(shortest(request.sampling().guidanceScale())),
                    "Choose 1 (off) to %s; 5 is usual.".formatted(shortest(MAX_GUIDANCE)));
        }
        if (request.sampling().count() < 1 || request.sampling().count() > MAX_COUNT) {
            return problem(
                    "%d pictures at once are out of range.".formatted(request.sampling().count()),
                    "Choose 1 to %d.".formatted(MAX_COUNT));
        }
        if (request.sampling().seed() < 0
                || request.sampling().seed() > Long.MAX_VALUE - MAX_COUNT) {
            return problem(
                    "The seed %d is out of range.".formatted(request.sampling().seed()),
                    "Choose a whole number from 0 up.");
        }
        Optional<LiveryException> start =
                request.start()
                        .flatMap(from -> startProblem(from.strength(), request.sampling().steps()));
        if (start.isPresent()) {
            return start;
        }
        return shortcutProblem(request.shortcuts())
                .or(() -> request.size().flatMap(RequestRules::sizeProblem))
                .or(() -> DetailRules.firstProblem(request.detail(), request.sampling().steps()))
                .or(() -> request.controls().stream().flatMap(RequestRules::ofControl).findFirst());
    }

    private static Optional<LiveryException> startProblem(double strength, int steps) {
        if (!(strength > 0 && strength <= 1)) {
            return problem(
                    "A strength of %s is out of range.".formatted(shortest(strength)),
                    "Choose above 0 (nothing changes) to 1 (everything may); 0.6 is usual.");
        }
        // The share is cut to whole steps, as diffusers does.
        if ((int) (steps * strength) < 1) {
            return problem(
                    "At strength %s none of %d steps runs.".formatted(shortest(strength), steps),
                    "Choose at least %d steps or a higher strength."
                            .formatted((int) Math.ceil(1 / strength)));
        }
        return Optional.empty();
    }

    private static Optional<LiveryException> shortcutProblem(Shortcuts shortcuts) {
        if (shortcuts.stepCache() < 1 || shortcuts.stepCache() > Shortcuts.MAX_STEP_CACHE) {
            return problem(
                    "A step cache of %d is out of range.".formatted(shortcuts.stepCache()),
                    "Choose 1 (exact) to %d; 2 is usual.".formatted(Shortcuts.MAX_STEP_CACHE));
        }
        if (!(shortcuts.guidanceEnd() > 0 && shortcuts.guidanceEnd() <= 1)) {
            return problem(
                    "Guidance until %s of the steps is out of range."
                            .formatted(shortest(shortcuts.guidanceEnd())),
                    "Choose above 0 to 1 (exact); 0.6 is usual.");
        }
        return Optional.empty();
    }

    private static Optional<LiveryException> sizeProblem(Size size) {
        if (size.width() % 8 != 0 || size.height() % 8 != 0) {
            Size near = new Size(nearest8(size.width()), nearest8(size.height()));
            return problem(
                    "The size %s is not a multiple of 8 in both directions.".formatted(size),
                    "The nearest one is %s.".formatted(near));
        }
        int low = Math.min(size.width(), size.height());
        int high = Math.max(size.width(), size.height());
        if (low < MIN_EDGE || high > MAX_EDGE) {
            return problem(
                    "The size %s is out of range.".formatted(size),
                    "Each edge may have %d to %d pixels.".formatted(MIN_EDGE, MAX_EDGE));
        }
        return Optional.empty();
    }

    private static int nearest8(int edge) {
        return Math.clamp(Math.round(edge / 8f) * 8, MIN_EDGE, MAX_EDGE);
    }

    private static Stream<LiveryException> ofControl(Control control) {
        if (!(control.strength() >= 0 && control.strength() <= MAX_STRENGTH)) {
            return problem(
                    "The strength %s of control \"%s\" is out of range."
                            .formatted(shortest(control.strength()), control.source()),
                    "Choose 0 to %s; 1 is full.".formatted(shortest(MAX_STRENGTH)))
                    .stream();
        }
        if (!(control.start() >= 0 && control.start() < control.end() && control.end() <= 1)) {
            return problem(
                    "Control \"%s\" would work from %s to %s of the steps."
                            .formatted(
                                    control.source(),
                                    shortest(control.start()),
                                    shortest(control.end())),
                    "Start and end are shares of the steps: 0 <= start < end <= 1.")
                    .stream();
        }
        return Stream.empty();
    }

    private static Optional<LiveryException> problem(String message, String advice) {
        return Optional.of(new LiveryException(message, advice));
    }

    /** 5 rather than 5.0. */
    private static String shortest(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e6
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
