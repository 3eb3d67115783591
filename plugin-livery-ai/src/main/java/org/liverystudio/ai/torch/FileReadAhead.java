package org.liverystudio.ai.torch;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the system to bring a part of a file into its page cache while this process computes. It
 * takes none of the process's own memory, and costs next to nothing where the part is there
 * already. Does nothing on Windows, which has no {@code madvise}.
 */
final class FileReadAhead {
    private static final Logger LOG = LoggerFactory.getLogger(FileReadAhead.class);

    /** The same number on Linux and macOS. */
    private static final int WILL_NEED = 3;

    /** A multiple of all page sizes in use, and of Windows' granularity of mappings. */
    private static final long ALIGNMENT = 64 << 10;

    private static final Optional<MethodHandle> MADVISE = madvise();

    private FileReadAhead() {}

    @SuppressWarnings("restricted") // The launcher and the worker allow native calls.
    private static Optional<MethodHandle> madvise() {
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup()
                .find("madvise")
                .map(
                        function ->
                                linker.downcallHandle(
                                        function,
                                        FunctionDescriptor.of(
                                                JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT)));
    }

    /** Returns as soon as the reads are queued. */
    static void request(Path file, long offset, long bytes) {
        if (MADVISE.isEmpty()) {
            return;
        }
        long start = offset - offset % ALIGNMENT;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                Arena arena = Arena.ofConfined()) {
            long length = offset + bytes - start;
            MemorySegment mapped = channel.map(MapMode.READ_ONLY, start, length, arena);
            int code = (int) MADVISE.get().invokeExact(mapped, length, WILL_NEED);
            if (code != 0) {
                LOG.debug("{} was not read ahead: code {}", file, code);
            }
        } catch (IOException e) {
            // The block itself is read next, and tells what is wrong with the file.
            LOG.debug("{} was not read ahead", file, e);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
