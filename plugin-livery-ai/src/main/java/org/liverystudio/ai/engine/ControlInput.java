package org.liverystudio.ai.engine;

import java.nio.file.Path;
import org.liverystudio.ai.diffusion.ControlType;

/**
 * A picture that steers the run through a ControlNet.
 *
 * @param controlNet folder with the network's config.json and weights
 * @param image of the size of the request; the network gets it in 0 to 1
 * @param type what the image shows; union networks are told, others know one thing only
 * @param conditioningScale weight of its residuals, 0 to 2
 * @param start share of the steps before it sets in, 0 to 1
 * @param end share of the steps after which it stops, above {@code start}
 */
public record ControlInput(
        Path controlNet,
        RgbImage image,
        ControlType type,
        double conditioningScale,
        double start,
        double end) {}
