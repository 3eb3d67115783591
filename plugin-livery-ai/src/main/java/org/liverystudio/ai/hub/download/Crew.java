package org.liverystudio.ai.hub.download;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.liverystudio.ai.hub.download.PieceMap.Span;

/**
 * The connections of a download. Each serves the first open file that has work, so that files end
 * in the order in which they are wanted; how many of them work is up to {@link ConnectionCount}.
 */
final class Crew implements AutoCloseable {
    private record Order(Transfer transfer, Span span) {}

    private final DownloadTools tools;
    private final List<Transfer> transfers = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private boolean closed;

    Crew(DownloadTools tools) {
        this.tools = tools;
        for (int i = 0; i < tools.tuning().mostConnections(); i++) {
            int number = i;
            threads.execute(() -> work(number));
        }
    }

    synchronized void join(Transfer transfer) {
        if (closed) {
            transfer.fail(new CancellationException());
        }
        transfers.add(transfer);
        notifyAll();
    }

    synchronized void leave(Transfer transfer) {
        transfers.remove(transfer);
    }

    /** Something changed: there may be work for those who wait. */
    synchronized void lookAgain() {
        notifyAll();
    }

    private void work(int number) {
        ByteBuffer buffer = ByteBuffer.allocate(tools.tuning().pieceBytes());
        int failures = 0;
        try {
            while (true) {
                Optional<Order> order = next(number);
                if (order.isEmpty()) {
                    return;
                }
                failures = order.get().transfer().serve(order.get().span(), buffer, failures);
                lookAgain();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // Nobody does; the others go on.
        }
    }

    private synchronized Optional<Order> next(int number) throws InterruptedException {
        while (!closed) {
            int takers = tools.connections().count();
            if (number < takers && !tools.control().isPaused()) {
                for (Transfer transfer : transfers) {
                    Optional<Span> span = transfer.take(takers);
                    if (span.isPresent()) {
                        return Optional.of(new Order(transfer, span.get()));
                    }
                }
            }
            wait();
        }
        return Optional.empty();
    }

    /** Hangs up when paused, so that the line is free at once, and goes on when resumed. */
    void pauseChanged() {
        if (tools.control().isPaused()) {
            tools.client().cancelAll();
        }
        lookAgain();
    }

    /** Ends all transfers that have not ended. */
    void stop() {
        tools.ended().set(true);
        List<Transfer> open;
        synchronized (this) {
            closed = true;
            open = List.copyOf(transfers);
            notifyAll();
        }
        open.forEach(transfer -> transfer.fail(new CancellationException()));
        tools.client().cancelAll();
    }

    @Override
    public void close() {
        stop();
        threads.close();
    }
}
