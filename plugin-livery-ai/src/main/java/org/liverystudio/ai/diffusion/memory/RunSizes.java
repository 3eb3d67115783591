package org.liverystudio.ai.diffusion.memory;

/**
 * Sizes in pixels that a run's memory follows from.
 *
 * @param shownWidth of the largest picture, or part of one, that the UNet sees at once
 * @param shownHeight of it
 * @param width of the finished pictures
 * @param height of them
 */
public record RunSizes(int shownWidth, int shownHeight, int width, int height) {
    /** Pictures that are shown and finished in one and the same size. */
    public static RunSizes whole(int width, int height) {
        return new RunSizes(width, height, width, height);
    }
}
