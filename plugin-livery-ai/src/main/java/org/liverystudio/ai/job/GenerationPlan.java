package org.liverystudio.ai.job;

import org.liverystudio.ai.engine.DiffusionRequest;
import org.liverystudio.ai.livery.Coverage;
import org.liverystudio.ai.livery.Size;
import org.liverystudio.host.Rect;

/**
 * Everything that will happen for a request.
 *
 * @param request what was asked
 * @param frame which part of the document is made, in which size
 * @param sizes of the passes; the last one is the frame's
 * @param diffusion what the engine runs, control pictures included
 */
public record GenerationPlan(
        GenerationRequest request, Frame frame, PassSizes sizes, DiffusionRequest diffusion) {
    /**
     * Where the picture lies in the document.
     *
     * @param clip where paint goes, in bounds as small as possible; inside {@code crop}
     * @param crop the part of the document that the picture shows; has the proportions of {@code
     *     size} and may reach beyond the document
     * @param size of the generated picture
     */
    public record Frame(Coverage clip, Rect crop, Size size) {
        /** The same place for a picture of another size. */
        Frame at(Size other) {
            return new Frame(clip, crop, other);
        }
    }
}
