/**
 * Arithmetic of memory: what weights and feature maps cost, and how a picture is made within a
 * limit. {@link MemoryPlanner} decides before the work what stays, what comes and goes and what is
 * cut into tiles; {@link MemoryPlan} says it, together with the peak that is to be expected. No
 * tensors here, so that the panel can ask while the painter types.
 */
package org.liverystudio.ai.diffusion.memory;
