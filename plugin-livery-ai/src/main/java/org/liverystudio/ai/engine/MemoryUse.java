package org.liverystudio.ai.engine;

/**
 * Memory of the engine's process in one run.
 *
 * @param predictedPeakBytes the most that it was expected to hold
 * @param peakBytes the most that it held, 0 if unknown
 */
public record MemoryUse(long predictedPeakBytes, long peakBytes) {}
