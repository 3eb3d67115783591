/**
 * Makes a model with fewer bits of one in diffusers' layout: {@link
 * org.liverystudio.ai.diffusion.quantized.ModelParts} says which files it has, {@link
 * org.liverystudio.ai.diffusion.quantized.ModelQuantizer} writes the new folder, which appears when
 * it is whole. No tensors are computed with here, and PyTorch is not needed.
 */
package org.liverystudio.ai.diffusion.quantized;
