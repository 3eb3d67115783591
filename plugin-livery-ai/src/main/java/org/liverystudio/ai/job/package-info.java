/**
 * From what the painter asks to new layers in the document.
 *
 * <p>A {@link GenerationRequest} is what was asked; {@link Planner} turns it and a snapshot into a
 * {@link GenerationPlan} that says everything that will happen; {@link JobQueue} runs one {@link
 * Generation} at a time on the engine; {@link ResultLayer} makes the one edit that adds the
 * pictures. Each layer keeps its request ({@link RequestJson}), so it can be made again. {@link
 * InstalledModels} knows the model folders. No windows and no terminal here.
 */
package org.liverystudio.ai.job;
