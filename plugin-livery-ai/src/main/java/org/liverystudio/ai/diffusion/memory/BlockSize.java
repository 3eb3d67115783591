package org.liverystudio.ai.diffusion.memory;

/**
 * What the weights of one block cost.
 *
 * @param bytes while they live
 * @param bytesWhileLoading on top of that, while they are converted from their file
 */
public record BlockSize(long bytes, long bytesWhileLoading) {
    long most() {
        return bytes + bytesWhileLoading;
    }
}
