package org.liverystudio.ai.tensors.quantized;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.liverystudio.ai.tensors.DType;
import org.liverystudio.ai.tensors.SafeTensorsLayout;
import org.liverystudio.ai.tensors.SafeTensorsLayout.Slot;
import org.liverystudio.ai.tensors.TensorEntry;

/**
 * A network's weights on their way into one file with fewer bits. They pass through memory a few
 * rows at a time. What has been written survives a kill: the file tells by its head what it is to
 * become, and a note beside it how many of its tensors are safe on the disk.
 */
public final class QuantizedFile {
    /** Bytes after which the disk is waited for. */
    private static final long SAFE_EVERY_BYTES = 128L << 20;

    private final List<Step> steps;
    private final SafeTensorsLayout layout;

    /** One tensor: what it is and what becomes of it. */
    private record Step(TensorEntry entry, Optional<Coding> coding, List<Slot> slots) {
        long bytes() {
            return slots.stream().mapToLong(Slot::byteCount).sum();
        }
    }

    private QuantizedFile(List<Step> steps, SafeTensorsLayout layout) {
        this.steps = steps;
        this.layout = layout;
    }

    /**
     * Decides what the file will hold; reads no weights.
     *
     * @param entries all weights of the network
     * @param metadata written into the file's head; a half-written file of other metadata is begun
     *     anew, so it names what the weights are made from
     */
    public static QuantizedFile of(
            CodingPlan plan, Iterable<TensorEntry> entries, Map<String, String> metadata) {
        return of(entries, entry -> step(plan, entry), metadata);
    }

    /** The same for a network that keeps all its bits: its tensors in one file. */
    public static QuantizedFile unchanged(
            Iterable<TensorEntry> entries, Map<String, String> metadata) {
        return of(entries, QuantizedFile::asItIs, metadata);
    }

    private static QuantizedFile of(
            Iterable<TensorEntry> entries,
            Function<TensorEntry, Step> stepOf,
            Map<String, String> metadata) {
        List<TensorEntry> sorted = new ArrayList<>();
        entries.forEach(sorted::add);
        // In the order of the disk.
        sorted.sort(Comparator.comparing(TensorEntry::file).thenComparingLong(TensorEntry::offset));
        List<Step> steps = sorted.stream().map(stepOf).toList();
        List<Slot> slots = steps.stream().flatMap(step -> step.slots().stream()).toList();
        return new QuantizedFile(steps, SafeTensorsLayout.of(slots, metadata));
    }

    private static Step step(CodingPlan plan, TensorEntry entry) {
        if (!entry.dtype().isFloatingPoint()) {
            // Such as position_ids, which some files carry along.
            return asItIs(entry);
        }
        Optional<Coding> coding = plan.codingOf(entry.name(), entry.shape());
        List<Slot> slots =
                coding.map(
                                how ->
                                        how.parts(entry.name(), entry.shape()).stream()
                                                .map(QuantizedFile::slot)
                                                .toList())
                        .orElse(List.of(new Slot(entry.name(), DType.BF16, entry.shape())));
        return new Step(entry, coding, slots);
    }

    private static Step asItIs(TensorEntry entry) {
        Slot same = new Slot(entry.name(), entry.dtype(), entry.shape());
        return new Step(entry, Optional.empty(), List.of(same));
    }

    private static Slot slot(Coding.Named named) {
        return new Slot(named.name(), named.part().dtype(), named.part().shape());
    }

    /** Size of the file. */
    public long bytes() {
        return layout.fileBytes();
    }

    /** What the manifest must say of it. */
    public Map<String, Coding> codings() {
        Map<String, Coding> codings = new LinkedHashMap<>();
        steps.forEach(
                step -> step.coding().ifPresent(how -> codings.put(step.entry().name(), how)));
        return codings;
    }

    /**
     * Writes the file, or goes on with it. It is whole when this returns, and on the disk.
     *
     * @param progress told the bytes of the file that are there, from 0 up to {@link #bytes}
     * @param beforeEachPiece may throw to stop; what is there stays
     */
    public void write(Path file, LongConsumer progress, Runnable beforeEachPiece)
            throws IOException {
        write(file, progress, beforeEachPiece, SAFE_EVERY_BYTES);
    }

    void write(Path file, LongConsumer progress, Runnable beforeEachPiece, long safeEveryBytes)
            throws IOException {
        WrittenTensors written = new WrittenTensors(file);
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE)) {
            int next = startsWithHead(channel) ? Math.min(written.count(), steps.size()) : 0;
            if (next == 0) {
                channel.truncate(0);
                writeFully(channel, ByteBuffer.wrap(layout.head()), 0);
            }
            long safe = end(next);
            while (next < steps.size()) {
                progress.accept(end(next));
                write(channel, steps.get(next), beforeEachPiece);
                next++;
                if (end(next) - safe >= safeEveryBytes) {
                    channel.force(false);
                    written.note(next);
                    safe = end(next);
                }
            }
            channel.truncate(layout.fileBytes());
            channel.force(true);
        }
        written.note(steps.size());
        progress.accept(layout.fileBytes());
    }

    /** Forgets the note of how far the file is; it is whole, or of no more use. */
    public static void forgetProgress(Path file) throws IOException {
        new WrittenTensors(file).forget();
    }

    private boolean startsWithHead(FileChannel channel) throws IOException {
        byte[] head = layout.head();
        ByteBuffer found = ByteBuffer.allocate(head.length);
        while (found.hasRemaining()) {
            if (channel.read(found, found.position()) < 0) {
                return false;
            }
        }
        return Arrays.equals(head, found.array());
    }

    /** Where the first {@code count} tensors end. */
    private long end(int count) {
        return count == steps.size()
                ? layout.fileBytes()
                : layout.offset(steps.get(count).slots().getFirst().name());
    }

    private void write(FileChannel channel, Step step, Runnable beforeEachPiece)
            throws IOException {
        long[] at = step.slots().stream().mapToLong(slot -> layout.offset(slot.name())).toArray();
        PartSink sink =
                (part, bytes) -> {
                    int count = bytes.remaining();
                    writeFully(channel, bytes, at[part]);
                    at[part] += count;
                };
        if (step.coding().isPresent()) {
            new TensorCoder(beforeEachPiece).code(step.entry(), step.coding().get(), sink);
        } else {
            new PlainCopy(beforeEachPiece)
                    .copy(step.entry(), step.slots().getFirst().dtype(), sink);
        }
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes, long position)
            throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }
}
