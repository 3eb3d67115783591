package org.liverystudio.ai.engine;

import java.time.Duration;

/**
 * How quickly a phase goes on.
 *
 * @param each time of one unit, of late
 * @param left time until the phase ends
 */
public record Pace(Duration each, Duration left) {}
