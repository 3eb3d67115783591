package org.liverystudio.ai.cli;

import java.util.concurrent.CancellationException;
import org.liverystudio.ai.hub.files.ByteProgress;
import org.liverystudio.host.CommandContext;

/** Work that takes a while: a line tells how far it is, and Ctrl+C ends it without damage. */
final class LongWork {
    private static final int DONE = 0;
    private static final int CANCELLED = 130;

    /** What is done. */
    interface Body {
        /**
         * @throws CancellationException if it was interrupted
         */
        void run(Line line);
    }

    /** The line on the terminal. */
    static final class Line {
        private final RewritableLine line;

        private Line(RewritableLine line) {
            this.line = line;
        }

        void show(double fraction, String text) {
            line.show(ProgressBar.of(fraction) + " " + text);
        }

        void show(ByteProgress progress) {
            show(progress.fraction(), progress.text());
        }

        void clear() {
            line.clear();
        }
    }

    private final CommandContext context;

    LongWork(CommandContext context) {
        this.context = context;
    }

    /**
     * @return 0, or 130 if it was interrupted
     */
    int run(Body body) {
        Line line = new Line(new RewritableLine(context.err(), context.isTerminal()));
        try {
            body.run(line);
            return DONE;
        } catch (CancellationException _) {
            line.clear();
            context.err().println("Stopped. The same command goes on where it was.");
            context.err().flush();
            return CANCELLED;
        } finally {
            line.clear();
        }
    }
}
