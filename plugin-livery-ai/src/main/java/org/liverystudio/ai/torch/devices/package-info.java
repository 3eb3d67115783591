/**
 * Finds what can compute on this machine, and the libtorch that can drive it. {@link GpuProbe} asks
 * for NVIDIA cards, {@link LibtorchFolder} reads what a folder with libtorch holds, {@link
 * LibtorchSearch} knows where such folders are, and {@link DeviceSelector} decides and says why.
 * Only files and small programs are looked at: nothing native is loaded here.
 */
package org.liverystudio.ai.torch.devices;
