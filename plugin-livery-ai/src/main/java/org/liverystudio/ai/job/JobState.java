package org.liverystudio.ai.job;

import java.util.Optional;
import org.liverystudio.ai.engine.Pace;
import org.liverystudio.ai.engine.RgbImage;
import org.liverystudio.host.LiveryException;

/** Where a job stands. It leaves {@link Active} once and never comes back. */
public sealed interface JobState {
    /** Waiting or at work. */
    sealed interface Active extends JobState {}

    /** Over, one way or another. */
    sealed interface Ended extends JobState {}

    /** Others go first. */
    record Queued(int jobsAhead) implements Active {}

    /** Rendering control pictures and the clip. */
    record Preparing() implements Active {}

    /** The engine comes up. */
    record Starting() implements Active {}

    /** Networks are read from disk. */
    record Loading(int done, int total) implements Active {}

    /** The prompt is read by the text encoders. */
    record ReadingPrompt() implements Active {}

    /** The picture to start from becomes latents. */
    record ReadingPicture() implements Active {}

    /**
     * @param stepsDone 0 to {@code stepCount}
     * @param pace of the steps, once there is something to tell it from
     * @param preview how the picture looks so far, small; if previews were asked for
     */
    record Denoising(int stepsDone, int stepCount, Optional<Pace> pace, Optional<RgbImage> preview)
            implements Active {}

    /** The pictures of a pass become larger. */
    record Enlarging(int picturesDone, int pictureCount) implements Active {}

    /**
     * As {@link Denoising}, on larger pictures; there may be several such passes.
     *
     * @param done parts of all steps, 0 to {@code count}
     */
    record Refining(int done, int count, Optional<Pace> pace, Optional<RgbImage> preview)
            implements Active {}

    /** Latents become pixels. */
    record Decoding(int picturesDone, int pictureCount) implements Active {}

    /** The pictures are cut to the paint and added to the document. */
    record Placing() implements Active {}

    /** The layers are in the document. */
    record Finished(GenerationResult result) implements Ended {}

    /** The painter did not want to wait; the document is as it was. */
    record Cancelled() implements Ended {}

    /** It went wrong; the document is as it was. */
    record Failed(LiveryException reason) implements Ended {}
}
