package org.liverystudio.ai.job;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.liverystudio.ai.engine.DeviceUse;
import org.liverystudio.ai.engine.EngineProgress;
import org.liverystudio.ai.engine.MemoryUse;
import org.liverystudio.host.LayerId;

/**
 * What a job brought into the document.
 *
 * @param layers the new layers, in the order of the seeds
 * @param layerNames their names
 * @param seeds the seed of each
 * @param frame where they lie and in which size they were made
 * @param phaseTimes how long the engine took for each of its phases
 * @param total from the start of the job to the changed document
 * @param memory what the engine's process held
 * @param device what computed
 */
public record GenerationResult(
        List<LayerId> layers,
        List<String> layerNames,
        List<Long> seeds,
        GenerationPlan.Frame frame,
        Map<EngineProgress.Phase, Duration> phaseTimes,
        Duration total,
        MemoryUse memory,
        DeviceUse device) {}
