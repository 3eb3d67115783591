package org.liverystudio.ai.diffusion;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Networks in memory, a few at most; the one that was not used for longest goes first. */
final class NetworkCache<K, T> implements AutoCloseable {
    private final int limit;
    private final Consumer<T> closer;
    private final Map<K, T> networks = new LinkedHashMap<>(4, 0.75f, true);

    NetworkCache(int limit, Consumer<T> closer) {
        this.limit = limit;
        this.closer = closer;
    }

    /** Makes room before it opens, so that two big networks never stand side by side. */
    T get(K key, Supplier<T> open) {
        T known = networks.get(key);
        if (known != null) {
            return known;
        }
        Iterator<T> oldest = networks.values().iterator();
        while (networks.size() >= limit) {
            closer.accept(oldest.next());
            oldest.remove();
        }
        T opened = open.get();
        networks.put(key, opened);
        return opened;
    }

    Collection<T> all() {
        return networks.values();
    }

    @Override
    public void close() {
        networks.values().forEach(closer);
        networks.clear();
    }
}
