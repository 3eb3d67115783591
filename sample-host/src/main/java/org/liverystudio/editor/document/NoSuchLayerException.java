package org.liverystudio.editor.document;

import org.liverystudio.host.LayerId;
import org.liverystudio.host.LiveryException;

/** An edit names a layer that is not in the document any more. */
public final class NoSuchLayerException extends LiveryException {
    private static final long serialVersionUID = 1L;

    public NoSuchLayerException(LayerId id) {
        super(
                "The layer that this change is for is not in the document any more (%s)."
                        .formatted(id),
                "Nothing was changed. Pick another layer, or undo its removal.");
    }
}
