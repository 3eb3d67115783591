package org.liverystudio.ai.engine;

/**
 * What a later pass leaves as it is where a mask says so.
 *
 * @param image of the size of the pass
 * @param mask how much of the pass's strength holds at each pixel; where it is 0 the image stays
 */
public record KeptPicture(RgbImage image, StrengthMask mask) {}
