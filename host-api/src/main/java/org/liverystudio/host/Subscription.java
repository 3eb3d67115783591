package org.liverystudio.host;

/** Ends a listener's calls when closed; closing twice does no harm. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {
    @Override
    void close();
}
