/**
 * Arithmetic of memory: what the weights of networks cost, and which of them stay within a limit.
 * No tensors here, so that the panel can ask while the painter types.
 */
package org.liverystudio.ai.diffusion.memory;
