package org.liverystudio.host;

import java.util.concurrent.CancellationException;

/** How a task tells where it stands and learns that nobody waits for it any more. */
public interface TaskProgress {
    /**
     * @param fraction 0 to 1, or negative while the share is unknown
     * @param message what is being done, such as "Step 3 of 20, 12 s left"
     */
    void update(double fraction, String message);

    boolean isCancelled();

    /**
     * @throws CancellationException if the task was cancelled
     */
    default void throwIfCancelled() {
        if (isCancelled()) {
            throw new CancellationException();
        }
    }
}
