/**
 * Where diffusion runs: {@link DiffusionEngine} and its homes.
 *
 * <p>A {@link DiffusionRequest} is plain data, complete in itself, so that it can cross to another
 * process. {@link InProcessEngine} serves tests and debugging; a process of its own, in the part
 * {@code worker}, keeps a native abort or an exhausted memory away from the painting. Both end in a
 * {@link PictureRun}, which leads a request through its phases: {@link PictureStart} is what it
 * begins with, {@link Walk} takes the noise out, and for each {@link LaterPass} an {@link
 * Enlargement} makes what the next walk begins with.
 */
package org.liverystudio.ai.engine;
