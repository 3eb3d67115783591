package org.liverystudio.ai.job;

import java.util.List;
import java.util.Optional;
import org.liverystudio.ai.engine.Precision;
import org.liverystudio.ai.engine.SchedulerKind;
import org.liverystudio.ai.livery.ControlKind;
import org.liverystudio.ai.livery.Size;
import org.liverystudio.host.Rect;

/**
 * What the painter asked; may be wrong, {@link RequestRules} and {@link Planner} say so in words.
 *
 * @param prompt what to paint
 * @param negativePrompt what to keep out; may be empty
 * @param controls pictures that steer the network
 * @param where which part of the document gets paint
 * @param start picture to start from; empty for noise
 * @param size of the generated picture; empty lets the model and the area decide
 * @param steps of denoising
 * @param guidance pull of the prompt; 1 switches guidance off
 * @param sampler how steps are taken
 * @param seed picture {@code i} uses {@code seed + i}
 * @param count pictures to make, each on a layer of its own
 * @param model name of an installed model or path of a folder
 * @param controlNet folder of another ControlNet than the model's own
 * @param precision number format of the network
 */
public record GenerationRequest(
        String prompt,
        String negativePrompt,
        List<Control> controls,
        Where where,
        Optional<Start> start,
        Optional<Size> size,
        int steps,
        double guidance,
        SchedulerKind sampler,
        long seed,
        int count,
        String model,
        Optional<String> controlNet,
        Precision precision) {
    public GenerationRequest {
        controls = List.copyOf(controls);
    }

    /**
     * A picture that steers the network.
     *
     * @param source name or path of a layer, or path of a picture file
     * @param kind what it tells the network
     * @param strength weight of the ControlNet, 0 to 2
     * @param start share of the steps before it sets in, 0 to 1
     * @param end share of the steps after which it stops, above {@code start}
     */
    public record Control(
            String source, ControlKind kind, double strength, double start, double end) {
        /** At full strength from the first step to the last. */
        public static Control full(String source, ControlKind kind) {
            return new Control(source, kind, 1, 0, 1);
        }
    }

    /**
     * A picture to start from. With a part of the document as {@link Where}, that part is changed
     * and the rest of the picture stays; soft pixels of that part change less.
     *
     * @param strength share of the steps that run, above 0 (no change) to 1 (all may change)
     */
    public record Start(StartSource source, double strength) {}

    /** What a generation starts from. */
    public sealed interface StartSource {
        /** What the painter sees. */
        record Visible() implements StartSource {}

        /**
         * @param source name or path of a layer, or path of a picture file
         */
        record Named(String source) implements StartSource {}
    }

    /** Which part of the document gets paint; never more than its paintable area. */
    public sealed interface Where {
        /** All of the paintable area. */
        record Paintable() implements Where {}

        /** What the painter selected in the editor. */
        record Selected() implements Where {}

        /** A rectangle in document coordinates. */
        record Rectangle(Rect rect) implements Where {}

        /** Where a layer is opaque, or transparent for a template's mask. */
        record ByLayer(String layer) implements Where {}
    }

    /** The request that makes picture {@code index} alone, in the size it had. */
    public GenerationRequest forPicture(int index, Size actual) {
        return new GenerationRequest(
                prompt,
                negativePrompt,
                controls,
                where,
                start,
                Optional.of(actual),
                steps,
                guidance,
                sampler,
                seed + index,
                1,
                model,
                controlNet,
                precision);
    }
}
