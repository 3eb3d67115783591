/**
 * What painters add to a model: LoRAs, which shift the weights of its layers, and learned words
 * (textual inversions), which give its text encoders new vectors.
 *
 * <p>{@link org.liverystudio.ai.diffusion.lora.LoraFile} reads a LoRA of any trainer: {@link
 * org.liverystudio.ai.diffusion.lora.LoraKey} knows how trainers name the two halves of a change,
 * {@link org.liverystudio.ai.diffusion.lora.LayerNames} how they name the layers. {@link
 * org.liverystudio.ai.diffusion.lora.ModelAdditions} gathers what several files add to each block.
 * Nothing here knows how a network runs.
 */
package org.liverystudio.ai.diffusion.lora;
