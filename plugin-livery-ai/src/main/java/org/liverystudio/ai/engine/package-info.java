/**
 * Where diffusion runs: {@link DiffusionEngine} and its homes.
 *
 * <p>A {@link DiffusionRequest} is plain data, complete in itself, so that it can cross to another
 * process. In-process runs serve tests and debugging; the worker process keeps a native abort or an
 * exhausted memory away from the painting.
 */
package org.liverystudio.ai.engine;
