package org.liverystudio.editor.format.psd;

/**
 * A channel as it lies in a file.
 *
 * @param data with its leading compression code
 */
record StoredChannel(int id, byte[] data) {
    static StoredChannel packed(int id, byte[] plane, int width) {
        return new StoredChannel(id, PackedPlane.channel(plane, width));
    }

    static StoredChannel packed(int id, byte[] plane, int width, boolean deflate) {
        return deflate && plane.length > 0
                ? new StoredChannel(id, PackedPlane.deflated(plane))
                : packed(id, plane, width);
    }
}
