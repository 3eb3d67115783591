package org.liverystudio.ai.job;

import java.time.Duration;
import java.util.Locale;
import org.liverystudio.ai.engine.Pace;

/** Says in words and as a share how far a job is. */
public final class ProgressText {
    private static final double DENOISING_FROM = 0.08;
    private static final double DECODING_FROM = 0.92;

    private ProgressText() {}

    /** One line, such as "Step 3 of 20, 0.7 s each, 12 s left". */
    public static String of(JobState state) {
        return switch (state) {
            case JobState.Queued(int ahead) when ahead == 0 -> "Starting";
            case JobState.Queued(int ahead) when ahead == 1 -> "Waiting for another picture";
            case JobState.Queued(int ahead) -> "Waiting for %d others".formatted(ahead);
            case JobState.Preparing _ -> "Preparing control pictures";
            case JobState.Starting _ -> "Starting the engine";
            case JobState.Loading(int done, int total) ->
                    "Loading the model, part %d of %d".formatted(Math.min(done + 1, total), total);
            case JobState.ReadingPrompt _ -> "Reading the prompt";
            case JobState.ReadingPicture _ -> "Reading the picture";
            case JobState.Denoising(int done, int count, var pace, var _) ->
                    "Step %d of %d".formatted(Math.min(done + 1, count), count)
                            + pace.map(ProgressText::words).orElse("");
            case JobState.Enlarging(int done, int count) when count == 1 -> "Enlarging the picture";
            case JobState.Enlarging(int done, int count) ->
                    "Enlarging picture %d of %d".formatted(Math.min(done + 1, count), count);
            case JobState.Refining(int done, int count, var pace, var _) ->
                    "Refining, part %d of %d".formatted(Math.min(done + 1, count), count)
                            + pace.map(ProgressText::words).orElse("");
            case JobState.Decoding(int done, int count) when count == 1 -> "Developing the picture";
            case JobState.Decoding(int done, int count) ->
                    "Developing picture %d of %d".formatted(Math.min(done + 1, count), count);
            case JobState.Placing _ -> "Adding the layer";
            case JobState.Finished(GenerationResult result) ->
                    "Done in %s, seed %d".formatted(words(result.total()), result.seeds().get(0));
            case JobState.Cancelled _ -> "Cancelled";
            case JobState.Failed(var reason) -> reason.getMessage();
        };
    }

    /**
     * @return 0 to 1, negative while nobody can tell
     */
    public static double fraction(JobState state) {
        return switch (state) {
            case JobState.Queued _, JobState.Preparing _, JobState.Starting _ -> -1;
            case JobState.Loading(int done, int total) -> DENOISING_FROM / 2 * done / total;
            case JobState.ReadingPrompt _, JobState.ReadingPicture _ -> DENOISING_FROM / 2;
            case JobState.Denoising(int done, int count, var _, var _) ->
                    DENOISING_FROM + (DECODING_FROM - DENOISING_FROM) * done / count;
            case JobState.Enlarging _ -> -1;
            // Each pass fills the bar anew: it is longer than all before it.
            case JobState.Refining(int done, int count, var _, var _) ->
                    DECODING_FROM * done / count;
            case JobState.Decoding(int done, int count) ->
                    DECODING_FROM + (1 - DECODING_FROM) * done / count;
            case JobState.Placing _ -> 1;
            case JobState.Ended _ -> 1;
        };
    }

    private static String words(Pace pace) {
        return ", %s each, %s left".formatted(shortWords(pace.each()), words(pace.left()));
    }

    /** Short times with a digit more: 0.3 s and 0.5 s are much for one step. */
    private static String shortWords(Duration time) {
        double seconds = time.toMillis() / 1000.0;
        return seconds < 9.95 ? String.format(Locale.ROOT, "%.1f s", seconds) : words(time);
    }

    /** "12 s" or "3 min 5 s". */
    static String words(Duration time) {
        long seconds = Math.max(1, Math.round(time.toMillis() / 1000.0));
        return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }
}
