package org.liverystudio.ai.torch;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * The memory that native code holds. glibc keeps freed memory for later; after networks have gone,
 * gigabytes of it may lie idle.
 */
public final class NativeHeap {
    private static final Optional<MethodHandle> TRIM = trimFunction();

    private NativeHeap() {}

    @SuppressWarnings("restricted") // The launcher and the worker allow native calls.
    private static Optional<MethodHandle> trimFunction() {
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup()
                .find("malloc_trim")
                .map(
                        function ->
                                linker.downcallHandle(
                                        function, FunctionDescriptor.of(JAVA_INT, JAVA_LONG)));
    }

    /** Gives what is free back to the system, where that has to be asked for (glibc). */
    public static void giveBack() {
        if (TRIM.isEmpty()) {
            return;
        }
        try {
            int _ = (int) TRIM.get().invokeExact(0L);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
