/**
 * Weights in fewer bits: {@link org.liverystudio.ai.tensors.quantized.Coding} says how one weight
 * is stored in 8 or 4 bits, {@link org.liverystudio.ai.tensors.quantized.CodingPlan} which weights
 * of a network are, {@link org.liverystudio.ai.tensors.quantized.TensorCoder} turns one into the
 * other row by row, {@link org.liverystudio.ai.tensors.quantized.QuantizedFile} does it for a whole
 * network from file to file, and {@link org.liverystudio.ai.tensors.quantized.QuantizationManifest}
 * lies beside the result.
 *
 * <p>Plain Java, so that nothing native is needed to make a file and a model that is quantised
 * while it loads gets the very numbers that a file would hold. The scripts in {@code nets/coded.py}
 * turn codes back into weights.
 */
package org.liverystudio.ai.tensors.quantized;
