package org.liverystudio.ai.diffusion;

import java.util.ArrayList;
import java.util.List;

/**
 * What the maps of a UNet, and of the ControlNets beside it, take while it computes: those that
 * wait for the way up, and the most that one block makes at a time. Found by counting the tensors
 * of the scripts, and held against measurements by a test.
 *
 * @param config of the UNet
 * @param elementBytes width of one number
 * @param controlNets how many ControlNets add their residuals
 */
record UnetWork(UnetConfig config, int elementBytes, int controlNets) {
    /** What the allocator keeps of freed memory, in parts: measured on SDXL and on small models. */
    private static final double ALLOCATED = 1.5;

    /** Values of a kernel of 3 x 3. */
    private static final int KERNEL = 9;

    /**
     * A transformer block holds its input, a normed copy, the doubled output of its gated layer of
     * four times the width, the activated half and the product.
     */
    private static final int TRANSFORMER_COPIES = 19;

    private static final int PROMPT_TOKENS = 77;

    /** A residual block: input, normed, activated, reordered for the convolution. */
    private static final int INPUT_COPIES = 5;

    /** And its output, with the shortcut and once more normed and activated. */
    private static final int OUTPUT_COPIES = 4;

    /**
     * @param height in latents
     * @param width in latents
     */
    long bytes(int height, int width, int rows) {
        List<Long> areas = areas(height, width);
        long waiting = waiting(areas);
        // Residuals of a ControlNet, and their sum with the UNet's own maps or with another's.
        long lists = controlNets == 0 ? 1 : controlNets == 1 ? 3 : 4;
        long keys = promptKeys() * (1 + controlNets);
        long maps = (waiting * lists + busiest(areas) + keys) * rows;
        return (long) (ALLOCATED * maps * elementBytes) + reordered() * elementBytes;
    }

    /** Elements of the largest convolution, whose weights the processor reorders for each call. */
    private long reordered() {
        long most = 0;
        for (int level = 0; level < config.levels(); level++) {
            long channels = config.channels().get(level);
            most = Math.max(most, KERNEL * joined(level) * channels);
        }
        return most;
    }

    /** Channels of a map of the way up, with the one of the way down beside it. */
    private long joined(int level) {
        return config.channels().get(level)
                + config.channels().get(Math.min(level + 1, config.levels() - 1));
    }

    /** Elements of the keys and values that transformers keep of a prompt of one chunk. */
    private long promptKeys() {
        long elements = 0;
        for (int level = 0; level < config.levels(); level++) {
            long layer = 2L * PROMPT_TOKENS * config.channels().get(level);
            long layers = config.transformerLayers().get(level);
            int down = config.downAttention().get(level) ? config.resnets().get(level) : 0;
            boolean upAttends = config.upAttention().get(config.levels() - 1 - level);
            int up = upAttends ? config.resnets().get(level) + 1 : 0;
            int middle = config.midAttention() && level == config.levels() - 1 ? 1 : 0;
            elements += layer * layers * (down + up + middle);
        }
        return elements;
    }

    private List<Long> areas(int height, int width) {
        List<Long> areas = new ArrayList<>();
        long h = height;
        long w = width;
        for (int level = 0; level < config.levels(); level++) {
            areas.add(h * w);
            h = (h + 1) / 2;
            w = (w + 1) / 2;
        }
        return areas;
    }

    /** Elements of the maps that the way down leaves for the way up. */
    private long waiting(List<Long> areas) {
        long elements = areas.getFirst() * config.channels().getFirst();
        for (int level = 0; level < config.levels(); level++) {
            long map = areas.get(level) * config.channels().get(level);
            elements += map * config.resnets().get(level);
            if (level < config.levels() - 1) {
                elements += areas.get(level + 1) * config.channels().get(level);
            }
        }
        return elements;
    }

    /** Elements of the block that makes most. */
    private long busiest(List<Long> areas) {
        long most = 0;
        for (int level = 0; level < config.levels(); level++) {
            long channels = config.channels().get(level);
            long residual = INPUT_COPIES * joined(level) + OUTPUT_COPIES * channels;
            boolean attends =
                    config.downAttention().get(level)
                            || config.upAttention().get(config.levels() - 1 - level);
            long transformer = attends ? TRANSFORMER_COPIES * channels : 0;
            most = Math.max(most, areas.get(level) * Math.max(residual, transformer));
        }
        return most;
    }
}
