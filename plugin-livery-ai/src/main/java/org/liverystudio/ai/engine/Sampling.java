package org.liverystudio.ai.engine;

/**
 * How noise becomes pictures.
 *
 * @param steps 1 or more
 * @param guidanceScale pull of the prompt; 1 switches guidance off, SDXL's default is 5
 * @param scheduler how steps are taken
 * @param seed picture {@code i} uses {@code seed + i}, whatever the count
 * @param count pictures to make, 1 or more
 */
public record Sampling(
        int steps, double guidanceScale, SchedulerKind scheduler, long seed, int count) {
    public Sampling withSeed(long other) {
        return new Sampling(steps, guidanceScale, scheduler, other, count);
    }

    public Sampling withCount(int other) {
        return new Sampling(steps, guidanceScale, scheduler, seed, other);
    }

    public Sampling withScheduler(SchedulerKind other) {
        return new Sampling(steps, guidanceScale, other, seed, count);
    }
}
