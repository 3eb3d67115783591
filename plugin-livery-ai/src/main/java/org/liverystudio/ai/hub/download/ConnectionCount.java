package org.liverystudio.ai.hub.download;

import java.time.Duration;

/**
 * How many connections are worth having. It climbs while more of them bring more bytes, steps back
 * when they do not, and gives way when the server is busy. Too many are worse than too few: servers
 * refuse them, and the rest of the house has no line left.
 */
final class ConnectionCount {
    /** Long enough that one slow request does not decide. */
    static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private static final int FIRST = 4;
    private static final double WORTH_IT = 1.07;

    /** Looks without a try, so that a line at its best is left in peace; about half a minute. */
    private static final int REST = 15;

    private static final double NANOS = 1e9;

    private final int most;
    private int count;
    private int before;
    private boolean climbing = true;
    private int rest;
    private double rateBefore;
    private long lastLook;
    private long bytesAtLastLook;

    ConnectionCount(int most, long nowNanos) {
        this.most = most;
        count = Math.min(FIRST, most);
        before = count;
        lastLook = nowNanos;
    }

    synchronized int count() {
        return count;
    }

    /** The server wants fewer; more are tried again only after a while. */
    synchronized void refused() {
        count = Math.max(1, count / 2);
        before = count;
        climbing = false;
        rest = 2 * REST;
    }

    /**
     * @param bytes arrived since the start
     */
    synchronized void look(long nowNanos, long bytes) {
        if (nowNanos - lastLook < LOOK_EVERY.toNanos()) {
            return;
        }
        double rate = (bytes - bytesAtLastLook) / ((nowNanos - lastLook) / NANOS);
        lastLook = nowNanos;
        bytesAtLastLook = bytes;
        if (rate > 0) {
            decide(rate);
        }
    }

    private void decide(double rate) {
        boolean better = rate > rateBefore * WORTH_IT;
        if (!climbing) {
            rest--;
            if (rest <= 0) {
                climb(rate);
            }
        } else if (better && count < most) {
            climb(rate);
        } else {
            count = better ? count : before;
            climbing = false;
            rest = REST;
        }
    }

    private void climb(double rate) {
        climbing = true;
        rateBefore = rate;
        before = count;
        count = Math.min(most, count + (count < 8 ? 2 : 4));
    }
}
