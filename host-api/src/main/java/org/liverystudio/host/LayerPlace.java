package org.liverystudio.host;

/** Where a new layer goes. */
public sealed interface LayerPlace {
    /** Directly above another layer or group, in the same group. */
    record Above(LayerId sibling) implements LayerPlace {}

    /** Directly below another layer or group, in the same group. */
    record Below(LayerId sibling) implements LayerPlace {}

    /** As the top child of a group. */
    record TopOf(LayerId group) implements LayerPlace {}

    /** Above everything. */
    record Top() implements LayerPlace {}
}
