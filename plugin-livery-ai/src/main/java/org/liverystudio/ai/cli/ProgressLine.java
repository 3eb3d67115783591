package org.liverystudio.ai.cli;

import java.io.PrintWriter;
import java.util.Optional;
import org.liverystudio.ai.job.JobState;
import org.liverystudio.ai.job.ProgressText;

/** Shows where a job stands: one line that rewrites itself on a terminal, else a few lines. */
final class ProgressLine {
    private static final int LINES_WHILE_DENOISING = 4;

    private final PrintWriter err;
    private final boolean terminal;
    private final RewritableLine line;
    private Optional<JobState> shown = Optional.empty();

    ProgressLine(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
        line = new RewritableLine(err, terminal);
    }

    void show(JobState state) {
        if (state instanceof JobState.Ended) {
            line.clear();
        } else if (terminal) {
            line.show(ProgressText.of(state));
        } else if (isNews(state)) {
            shown = Optional.of(state);
            err.println(ProgressText.of(state));
            err.flush();
        }
    }

    /** Another phase, or another quarter of the steps: a log is read later, by its end. */
    private boolean isNews(JobState state) {
        if (state instanceof JobState.Queued || state instanceof JobState.Preparing) {
            return false; // Over in no time; a failure there shall be the only line.
        }
        if (shown.isPresent() && shown.get().getClass().equals(state.getClass())) {
            int now = quarter(state);
            return now > quarter(shown.get()) && now < LINES_WHILE_DENOISING;
        }
        return true;
    }

    /** Quarters of a long phase that are done; others have none. */
    private static int quarter(JobState state) {
        return switch (state) {
            case JobState.Denoising(int done, int count, var _, var _) ->
                    done * LINES_WHILE_DENOISING / count;
            case JobState.Refining(int done, int count, var _, var _) ->
                    done * LINES_WHILE_DENOISING / count;
            case JobState.Active _, JobState.Ended _ -> 0;
        };
    }
}
