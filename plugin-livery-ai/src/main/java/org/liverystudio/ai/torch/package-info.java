/**
 * The only room that touches DJL and its native PyTorch: {@link Torch} starts it, {@link
 * ScriptModule} calls networks that are TorchScript source text, {@link WeightLoader} maps weights
 * out of safetensors files, {@link TorchScope} frees what a piece of work has made.
 *
 * <p>The rest of the plugin sees {@link Tensor} and these classes, so that another binding can take
 * DJL's place. Three traps of DJL are kept in here: the context class loader must be set before the
 * first touch, a bfloat16 tensor may be passed along but never looked at, and thread-local switches
 * hold for one thread only.
 */
package org.liverystudio.ai.torch;
