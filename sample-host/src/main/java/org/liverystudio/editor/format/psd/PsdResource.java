package org.liverystudio.editor.format.psd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An image resource: something about the document that is not pixels.
 *
 * @param signature "8BIM", rarely another
 * @param id what it is, such as 1005 for the resolution
 * @param name a name in bytes, mostly empty
 * @param data its content; never written to
 */
record PsdResource(String signature, int id, byte[] name, byte[] data) {
    static final int RESOLUTION = 1005;
    static final int LAYER_STATE = 1024;
    static final int LAYERS_GROUP_INFO = 1026;
    static final int THUMBNAIL_OLD = 1033;
    static final int THUMBNAIL = 1036;
    static final int ICC_PROFILE = 1039;
    static final int LAYER_SELECTION_IDS = 1069;
    static final int LAYER_GROUPS_ENABLED = 1072;

    PsdResource(int id, byte[] data) {
        this("8BIM", id, new byte[0], data);
    }

    static List<PsdResource> readAll(PsdInput in) {
        List<PsdResource> resources = new ArrayList<>();
        while (in.remaining() >= 12) {
            String signature = in.key();
            int id = in.u16();
            byte[] name = in.pascal(2);
            long length = in.u32();
            resources.add(new PsdResource(signature, id, name, in.bytes(length)));
            in.skipUpTo(length & 1);
        }
        return List.copyOf(resources);
    }

    static Optional<PsdResource> find(List<PsdResource> resources, int id) {
        return resources.stream().filter(resource -> resource.id() == id).findFirst();
    }
}
