package org.liverystudio.editor.app;

import org.liverystudio.host.LiveryException;

/** A short message to the painter. */
public sealed interface Notice {
    /** Something went as wished. */
    record Info(String message) implements Notice {}

    /** Something is odd, yet the work went on. */
    record Warning(String message) implements Notice {}

    /** Something failed; the problem says what to do. */
    record Problem(LiveryException reason) implements Notice {}
}
