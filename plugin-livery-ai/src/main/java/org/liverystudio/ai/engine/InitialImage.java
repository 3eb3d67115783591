package org.liverystudio.ai.engine;

import java.util.Optional;

/**
 * A picture to begin with instead of pure noise.
 *
 * @param image of the size of the request
 * @param strength share of the steps that run on it, above 0 to 1; 1 leaves little of it
 * @param mask how much of the strength holds at each pixel; everywhere all of it if empty
 */
public record InitialImage(RgbImage image, double strength, Optional<StrengthMask> mask) {}
