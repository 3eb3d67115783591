package org.liverystudio.editor.document;

import java.util.concurrent.atomic.AtomicLong;
import org.liverystudio.host.LayerId;

/** Hands out layer ids, each once in this program's life; files keep numbers of their own. */
public final class LayerIds {
    private static final AtomicLong LAST = new AtomicLong();

    private LayerIds() {}

    public static LayerId next() {
        return new LayerId(LAST.incrementAndGet());
    }
}
