package org.liverystudio.ai.job;

import java.util.List;
import java.util.Optional;
import org.liverystudio.ai.diffusion.Shortcuts;
import org.liverystudio.ai.engine.NetworkSettings;
import org.liverystudio.ai.engine.Sampling;
import org.liverystudio.ai.job.detail.Detail;
import org.liverystudio.ai.livery.ControlKind;
import org.liverystudio.ai.livery.Size;
import org.liverystudio.host.Rect;

/**
 * What the painter asked; may be wrong, {@link RequestRules} and {@link Planner} say so in words.
 * Made by {@link #builder}.
 *
 * @param prompt what to paint
 * @param negativePrompt what to keep out; may be empty
 * @param controls pictures that steer the network
 * @param where which part of the document gets paint
 * @param start picture to start from; empty for noise
 * @param size of the generated picture; empty lets the model and the area decide
 * @param sampling how noise becomes pictures, each on a layer of its own
 * @param model name of an installed model or path of a folder
 * @param controlNet folder of another ControlNet than the model's own
 * @param networks how the model's networks are run
 * @param detail how large and how fine pictures get
 * @param shortcuts what is left out for speed
 */
public record GenerationRequest(
        String prompt,
        String negativePrompt,
        List<Control> controls,
        Where where,
        Optional<Start> start,
        Optional<Size> size,
        Sampling sampling,
        String model,
        Optional<String> controlNet,
        NetworkSettings networks,
        Detail detail,
        Shortcuts shortcuts) {
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

    /** A request for all of the paintable area, from noise, in the size that suits the model. */
    public static GenerationRequestBuilder builder(String prompt, String model, Sampling sampling) {
        return new GenerationRequestBuilder(prompt, model, sampling);
    }

    /** The same request, to change parts of it. */
    public GenerationRequestBuilder toBuilder() {
        return new GenerationRequestBuilder(prompt, model, sampling)
                .negativePrompt(negativePrompt)
                .controls(controls)
                .where(where)
                .start(start)
                .size(size)
                .controlNet(controlNet)
                .networks(networks)
                .detail(detail)
                .shortcuts(shortcuts);
    }

    /** The request that makes picture {@code index} alone, in the sizes it had. */
    public GenerationRequest forPicture(int index, PassSizes actual) {
        return toBuilder()
                .size(Optional.of(actual.first()))
                .detail(actual.settled(detail))
                .sampling(sampling.withSeed(sampling.seed() + index).withCount(1))
                .build();
    }
}
