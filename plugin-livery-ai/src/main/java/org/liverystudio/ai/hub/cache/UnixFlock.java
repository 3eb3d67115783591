package org.liverystudio.ai.hub.cache;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;

/** The three system calls behind a {@code flock}; their numbers are the same on Linux and macOS. */
final class UnixFlock {
    private static final int READ_WRITE = 2;
    private static final int EXCLUSIVE_WITHOUT_WAITING = 2 | 4;
    private static final int EACCES = 13;
    private static final int EAGAIN_LINUX = 11;
    private static final int EAGAIN_MACOS = 35;

    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO =
            STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final MethodHandle OPEN =
            function("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle FLOCK =
            function("flock", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle CLOSE =
            function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    private UnixFlock() {}

    @SuppressWarnings("restricted") // The launcher allows native calls.
    private static MethodHandle function(String name, FunctionDescriptor descriptor) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name),
                descriptor,
                Linker.Option.captureCallState("errno"));
    }

    /**
     * @return a descriptor, to be closed
     */
    static int open(Path existingFile) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            MemorySegment name = arena.allocateFrom(existingFile.toString());
            int descriptor = (int) OPEN.invokeExact(state, name, READ_WRITE);
            if (descriptor < 0) {
                throw failed("opened", existingFile, errno(state));
            }
            return descriptor;
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    /**
     * @return false if somebody else has the lock
     */
    static boolean tryLock(int descriptor, Path file) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            if ((int) FLOCK.invokeExact(state, descriptor, EXCLUSIVE_WITHOUT_WAITING) == 0) {
                return true;
            }
            int errno = errno(state);
            if (errno == EAGAIN_LINUX || errno == EAGAIN_MACOS || errno == EACCES) {
                return false;
            }
            throw failed("locked", file, errno);
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    /** Closing ends the lock. */
    static void close(int descriptor) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            if ((int) CLOSE.invokeExact(state, descriptor) != 0) {
                throw new IOException("A lock was not closed, system error " + errno(state));
            }
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    private static int errno(MemorySegment state) {
        return (int) ERRNO.get(state, 0L);
    }

    private static IOException failed(String what, Path file, int errno) {
        return new IOException("%s cannot be %s, system error %d".formatted(file, what, errno));
    }

    /** A method handle may throw anything; only these come out of it. */
    private static IOException rethrown(Throwable e) {
        return switch (e) {
            case IOException io -> io;
            case Error error -> throw error;
            default -> throw new IllegalStateException(e);
        };
    }
}
