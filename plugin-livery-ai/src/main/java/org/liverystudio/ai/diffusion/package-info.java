/**
 * Makes pictures with SDXL: {@link DiffusionPipeline} encodes the prompt, removes noise step by
 * step and decodes the latents, as diffusers' {@code StableDiffusionXLControlNetPipeline} does, so
 * that both can be compared number by number. With a {@link StartPicture} it begins on the way.
 *
 * <p>{@link ModelFolder} reads a model in the diffusers layout; a {@code ...Config} record holds
 * what a config.json says, and refuses by name what is not built; a {@code ...Layout} lists the
 * weights that such a config promises; {@link NetworkWeights} loads them block by block; {@link
 * Unet}, {@link ControlNet}, {@link ClipTextEncoder} and {@link Vae} walk their blocks. {@link
 * WeightedText} reads a prompt's weights, {@link PromptChunk} cuts it to what a text encoder takes.
 * A {@link SamplerFactory} builds the {@link Sampler} of a {@link SamplingMethod} from the model's
 * scheduler config; samplers are plain Java on plain numbers, since latents are small. A {@link
 * LatentView} says how networks look at latents: whole or in windows, and with which edges.
 */
package org.liverystudio.ai.diffusion;
