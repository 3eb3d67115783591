package org.liverystudio.ai.engine;

import org.liverystudio.ai.diffusion.ModelFolder;
import org.liverystudio.ai.torch.NumberFormat;
import org.liverystudio.host.LiveryException;

/** Decides what a processor computes in. */
final class NumberFormats {
    /**
     * Above this many weights a UNet takes 16 bits: at SDXL's 2.6 billion, 32 would need 10 GB.
     * Small networks stay exact, which costs them nothing.
     */
    private static final long MAX_EXACT_WEIGHTS = 256_000_000;

    private NumberFormats() {}

    /**
     * @throws LiveryException if a processor cannot compute so in sensible time
     */
    static NumberFormat choose(Precision precision, ModelFolder model) {
        return switch (precision) {
            case AUTO ->
                    model.unetWeightCount() > MAX_EXACT_WEIGHTS
                            ? NumberFormat.BFLOAT16
                            : NumberFormat.FLOAT32;
            case FP32 -> NumberFormat.FLOAT32;
            case BF16 -> NumberFormat.BFLOAT16;
            case FP16 ->
                    throw new LiveryException(
                            "A processor computes fp16 hundreds of times slower than bf16.",
                            "Choose bf16, or auto; models stored as fp16 work with both.");
        };
    }
}
