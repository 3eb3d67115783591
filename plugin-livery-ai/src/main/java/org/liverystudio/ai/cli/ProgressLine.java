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
    private Optional<JobState> shown = Optional.empty();
    private int widthShown;

    ProgressLine(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    void show(JobState state) {
        if (state instanceof JobState.Ended) {
            clear();
        } else if (terminal) {
            rewrite(ProgressText.of(state));
        } else if (isNews(state)) {
            shown = Optional.of(state);
            err.println(ProgressText.of(state));
            err.flush();
        }
    }

    private void rewrite(String text) {
        err.print("\r" + text + " ".repeat(Math.max(0, widthShown - text.length())));
        err.flush();
        widthShown = text.length();
    }

    private void clear() {
        if (widthShown > 0) {
            err.print("\r" + " ".repeat(widthShown) + "\r");
            err.flush();
            widthShown = 0;
        }
    }

    /** Another phase, or another quarter of the steps: a log is read later, by its end. */
    private boolean isNews(JobState state) {
        if (state instanceof JobState.Queued || state instanceof JobState.Preparing) {
            return false; // Over in no time; a failure there shall be the only line.
        }
        if (state instanceof JobState.Denoising now
                && shown.orElse(state) instanceof JobState.Denoising before
                && shown.isPresent()) {
            return quarter(now) > quarter(before) && now.stepsDone() < now.stepCount();
        }
        return shown.map(before -> !before.getClass().equals(state.getClass())).orElse(true);
    }

    private static int quarter(JobState.Denoising state) {
        return state.stepsDone() * LINES_WHILE_DENOISING / state.stepCount();
    }
}
