/**
 * Tensor files as plain data: {@link SafeTensorsFile} knows where each tensor of a safetensors file
 * lies and refuses files that do not keep the format's rules, {@link WeightFiles} joins the shards
 * of a network, {@link SafeTensorsWriter} writes small ones.
 *
 * <p>Nothing here computes, and no native library is touched: weights are mapped by the {@code
 * torch} room from the places that this room has checked.
 */
package org.liverystudio.ai.tensors;
