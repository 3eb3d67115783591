package org.liverystudio.ai.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a run made.
 *
 * @param images one for each seed
 * @param seeds the seed of each image
 * @param phaseTimes how long each phase took
 * @param memory what the engine's process held
 * @param device what computed
 */
public record DiffusionResult(
        List<RgbImage> images,
        List<Long> seeds,
        Map<EngineProgress.Phase, Duration> phaseTimes,
        MemoryUse memory,
        DeviceUse device) {
    public DiffusionResult withDevice(DeviceUse other) {
        return new DiffusionResult(images, seeds, phaseTimes, memory, other);
    }
}
