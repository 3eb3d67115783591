package org.liverystudio.ai.torch;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.time.Duration;

/** What can go wrong in native code, made to happen. */
public final class NativeFaults {
    private static final int SAMPLE = 200;

    private NativeFaults() {}

    /** Ends this process by abort(): DJL throws nothing where it meets bfloat16. */
    public static void abort(Path natives) {
        torch(natives).newScope().manager().create(new Shape(1), DataType.BFLOAT16);
        throw new IllegalStateException("DJL has learnt bfloat16; abort in another way");
    }

    /** Asks PyTorch for a tensor that no computer can hold. */
    public static void exhaustTensors(Path natives) {
        try (NoiseStream stream = NoiseStream.of(torch(natives), 1)) {
            stream.next(1L << 45);
        }
    }

    /** Lets C++ code that makes no tensor run out of memory. */
    public static void exhaustNativeHeap(Path natives) {
        call(natives, "list_of", 1L << 45);
    }

    /** Stays in one native call for about this long. */
    public static void stayInNativeCode(Path natives, Duration length) {
        long start = System.nanoTime();
        call(natives, "busy", SAMPLE);
        long each = (System.nanoTime() - start) / SAMPLE;
        call(natives, "busy", length.toNanos() / each);
    }

    private static void call(Path natives, String method, long argument) {
        Torch torch = torch(natives);
        try (ScriptModule faults = ScriptModule.load(torch, "faults", "Faults");
                TorchScope scope = torch.newScope()) {
            faults.in(scope).call(method, argument);
        }
    }

    private static Torch torch(Path natives) {
        Torch torch = Torch.start(natives, 1);
        torch.prepareThread();
        return torch;
    }
}
