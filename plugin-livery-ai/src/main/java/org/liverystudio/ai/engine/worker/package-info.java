/**
 * The engine's home in a process of its own, so that a native abort or an exhausted memory costs
 * one run and never the painting.
 *
 * <p>{@link WorkerEngine} is what the editor sees. It starts a {@link WorkerProcess} by a {@link
 * WorkerCommand} and follows each {@link WorkerRun}; over there {@link WorkerMain} runs requests in
 * an {@link org.liverystudio.ai.engine.InProcessEngine}. The two talk in {@link WorkerMessage}s
 * over a {@link MessageChannel}; pictures go beside them, as {@link Parcels} in a {@link
 * PrivateFolder}.
 */
package org.liverystudio.ai.engine.worker;
