package org.liverystudio.ai.engine.worker;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.liverystudio.ai.torch.NativeFaults;

/** What happens to a worker in tests. */
enum Fault {
    /** As by the system when memory runs out. */
    KILL,
    /** As by an exception that native code does not catch. */
    ABORT,
    /** PyTorch's allocator refuses. */
    TENSOR_TOO_LARGE,
    /** std::bad_alloc. */
    NATIVE_HEAP_FULL,
    JAVA_HEAP_FULL,
    /** As by a debugger, or a computer that swaps without end. */
    FREEZE,
    /** A native call that takes its time. */
    SLOW_BLOCK,
    /** Bytes that look like a message and are none. */
    GARBAGE;

    /** What {@link #SLOW_BLOCK} takes, about. */
    static final Duration SLOW = Duration.ofSeconds(8);

    void happen(Path natives) {
        switch (this) {
            case KILL -> signal("-KILL");
            case FREEZE -> signal("-STOP");
            case ABORT -> NativeFaults.abort(natives);
            case TENSOR_TOO_LARGE -> NativeFaults.exhaustTensors(natives);
            case NATIVE_HEAP_FULL -> NativeFaults.exhaustNativeHeap(natives);
            case JAVA_HEAP_FULL -> fillHeap();
            case SLOW_BLOCK -> NativeFaults.stayInNativeCode(natives, SLOW);
            case GARBAGE -> printGarbage();
        }
    }

    private static void signal(String signal) {
        send(signal, ProcessHandle.current().pid());
    }

    static void send(String signal, long pid) {
        try {
            new ProcessBuilder("kill", signal, Long.toString(pid)).start().waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void fillHeap() {
        List<byte[]> hoard = new ArrayList<>();
        while (true) {
            hoard.add(new byte[16 << 20]);
        }
    }

    private static void printGarbage() {
        byte[] frame = {(byte) 0xA1, 'L', 'V', (byte) 0xE7, 2, 0, 0, 0, 2, 1, 2, 3, 4, '{', '}'};
        try (FileOutputStream wire = new FileOutputStream(FileDescriptor.out)) {
            wire.write(frame);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
