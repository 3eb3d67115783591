package org.liverystudio.ai.engine;

import java.util.Optional;
import org.liverystudio.ai.diffusion.ModelFolder;
import org.liverystudio.ai.tensors.quantized.QuantizationScheme;
import org.liverystudio.ai.torch.NumberFormat;
import org.liverystudio.ai.torch.WeightFormat;
import org.liverystudio.ai.torch.devices.ComputeDevice;
import org.liverystudio.host.LiveryException;

/** Decides what a device computes in, and in how many bits weights lie in memory. */
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
    static WeightFormat choose(Precision precision, ModelFolder model, ComputeDevice device) {
        boolean processor = device == ComputeDevice.CPU;
        return switch (precision) {
            case AUTO -> {
                if (model.unetWeightCount() <= MAX_EXACT_WEIGHTS) {
                    yield WeightFormat.of(NumberFormat.FLOAT32);
                }
                // Cards before the RTX 30 series, and Apple's, compute fp16 but not bf16.
                yield WeightFormat.of(processor ? NumberFormat.BFLOAT16 : NumberFormat.FLOAT16);
            }
            case FP32 -> WeightFormat.of(NumberFormat.FLOAT32);
            case BF16 -> WeightFormat.of(NumberFormat.BFLOAT16);
            case INT8 -> coded(QuantizationScheme.INT8);
            case INT4 -> coded(QuantizationScheme.INT4);
            case FP16 -> {
                if (processor) {
                    throw new LiveryException(
                            "A processor computes fp16 hundreds of times slower than bf16.",
                            "Choose bf16, or auto; models stored as fp16 work with both.");
                }
                yield WeightFormat.of(NumberFormat.FLOAT16);
            }
        };
    }

    private static WeightFormat coded(QuantizationScheme scheme) {
        return new WeightFormat(NumberFormat.BFLOAT16, Optional.of(scheme));
    }
}
