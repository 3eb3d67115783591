package org.liverystudio.host;

/**
 * A failure that a person can read: the message says what happened and why, {@link #advice()} what
 * to do. Neither holds a token, a signed address or a stack trace.
 */
public class LiveryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String advice;

    /**
     * @param message what happened and why, a full sentence
     * @param advice what to do now and what is safe, a full sentence; may be empty
     */
    public LiveryException(String message, String advice) {
        this(message, advice, null);
    }

    /** As above, with the failure that led here (for the log). */
    public LiveryException(String message, String advice, Throwable cause) {
        super(message, cause);
        this.advice = advice;
    }

    /** What to do now; empty if there is nothing to add. */
    public final String advice() {
        return advice;
    }

    /** Message and advice in one line, as the command line prints it. */
    public final String oneLine() {
        String text = advice.isEmpty() ? getMessage() : getMessage() + " " + advice;
        return text.replaceAll("\\s+", " ").strip();
    }
}
