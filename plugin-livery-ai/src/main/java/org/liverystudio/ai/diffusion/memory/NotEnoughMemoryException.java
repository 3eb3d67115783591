package org.liverystudio.ai.diffusion.memory;

import org.liverystudio.host.LiveryException;

/** No arrangement of a run keeps within its limit. */
public final class NotEnoughMemoryException extends LiveryException {
    private static final long serialVersionUID = 1;

    NotEnoughMemoryException(long leastBytes, long limitBytes) {
        super(
                "This picture needs at least %s of memory; the limit is %s."
                        .formatted(MemoryText.of(leastBytes), MemoryText.of(limitBytes)),
                "Choose a smaller size, or a memory limit of %s or more (--memory %s)."
                        .formatted(MemoryText.of(leastBytes), MemoryText.option(leastBytes)));
    }
}
