/**
 * Cuts large latents into windows that a network can take, and joins what it makes of them.
 *
 * <p>{@link org.liverystudio.ai.diffusion.tiles.LatentTiling} decides where {@link
 * org.liverystudio.ai.diffusion.tiles.Window windows} lie, {@link
 * org.liverystudio.ai.diffusion.tiles.WindowBlend} joins them. Plain numbers only, no networks.
 */
package org.liverystudio.ai.diffusion.tiles;
