/**
 * SDXL checkpoints in the original layout, all networks in one safetensors file, used where they
 * lie. {@link org.liverystudio.ai.diffusion.checkpoint.CheckpointView} makes a small folder that
 * looks like diffusers' layout and points into the file, so that everything else knows folders
 * only.
 */
package org.liverystudio.ai.diffusion.checkpoint;
