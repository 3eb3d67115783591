package org.liverystudio.ai.job;

import java.util.Optional;
import org.liverystudio.ai.engine.EngineListener;
import org.liverystudio.ai.engine.EngineProgress;
import org.liverystudio.ai.engine.RgbImage;

/** Makes states of a job out of what the engine tells. */
final class EngineReports implements EngineListener {
    private final Job job;
    private Optional<EngineProgress> last = Optional.empty();
    private Optional<RgbImage> preview = Optional.empty();

    EngineReports(Job job) {
        this.job = job;
    }

    @Override
    public void onProgress(EngineProgress progress) {
        last = Optional.of(progress);
        job.report(state(progress));
    }

    /** Comes between two steps: the state stays but for the picture. */
    @Override
    public void onPreview(RgbImage picture) {
        preview = Optional.of(picture);
        last.ifPresent(progress -> job.report(state(progress)));
    }

    @Override
    public boolean isCancelled() {
        return job.isCancelled();
    }

    private JobState state(EngineProgress progress) {
        int done = progress.done();
        int total = progress.total();
        return switch (progress.phase()) {
            case STARTING -> new JobState.Starting();
            case LOADING -> new JobState.Loading(done, total);
            case ENCODING_PROMPT -> new JobState.ReadingPrompt();
            case ENCODING_PICTURE -> new JobState.ReadingPicture();
            case DENOISING -> new JobState.Denoising(done, total, progress.pace(), preview);
            case ENLARGING -> new JobState.Enlarging(done, total);
            case REFINING -> new JobState.Refining(done, total, progress.pace(), preview);
            case DECODING -> new JobState.Decoding(done, total);
        };
    }
}
