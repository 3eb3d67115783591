package org.liverystudio.ai.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.liverystudio.ai.engine.EngineProgress;
import org.liverystudio.ai.job.GenerationResult;
import org.liverystudio.ai.job.ModelFacts;
import org.liverystudio.host.Rect;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a generation made, for people and for programs.
 *
 * @param files what was written, the picture first
 * @param warnings what the picture's format could not hold
 * @param total from the start of the command to the written file
 */
record ResultReport(
        GenerationResult result,
        ModelFacts model,
        List<Path> files,
        List<String> warnings,
        Duration total) {
    /** One line, such as {@code Wrote out.psd: "red stripes (seed 7)", 512x512, 24.1 s}. */
    String line() {
        return "Wrote %s: \"%s\", %s, %.1f s"
                .formatted(
                        files.get(0),
                        String.join("\", \"", result.layerNames()),
                        result.frame().size(),
                        seconds(total));
    }

    /** One JSON object on one line. */
    String json() {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        root.put("seed", result.seeds().get(0));
        result.seeds().forEach(root.putArray("seeds")::add);
        root.put("model", model.name());
        root.putObject("size")
                .put("width", result.frame().size().width())
                .put("height", result.frame().size().height());
        Rect crop = result.frame().crop();
        root.putObject("crop")
                .put("x", crop.x())
                .put("y", crop.y())
                .put("width", crop.width())
                .put("height", crop.height());
        ObjectNode seconds = root.putObject("seconds");
        for (EngineProgress.Phase phase : EngineProgress.Phase.values()) {
            Duration time = result.phaseTimes().getOrDefault(phase, Duration.ZERO);
            seconds.put(word(phase), seconds(time));
        }
        seconds.put("total", seconds(total));
        root.put("device", result.device().name());
        root.put("deviceReason", result.device().why());
        root.put("predictedPeakMemoryBytes", result.memory().predictedPeakBytes());
        root.put("peakMemoryBytes", result.memory().peakBytes());
        result.layerNames().forEach(root.putArray("layers")::add);
        files.forEach(file -> root.withArray("files").add(file.toString()));
        warnings.forEach(root.putArray("warnings")::add);
        return root.toString();
    }

    /** {@code ENCODING_PROMPT} as {@code encodingPrompt}. */
    private static String word(EngineProgress.Phase phase) {
        String[] parts = phase.name().toLowerCase(Locale.ROOT).split("_");
        StringBuilder word = new StringBuilder(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            word.append(Character.toUpperCase(parts[i].charAt(0))).append(parts[i].substring(1));
        }
        return word.toString();
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
