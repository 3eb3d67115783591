package org.liverystudio.host;

/** Short messages to the painter: a toast on the screen, a line on stderr without one. */
public interface Notifications {
    void info(String message);

    void warn(String message);

    /** Shows what happened and what to do about it. */
    void error(LiveryException problem);
}
