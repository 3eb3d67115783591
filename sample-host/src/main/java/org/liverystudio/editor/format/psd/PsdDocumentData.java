package org.liverystudio.editor.format.psd;

import java.util.List;
import org.liverystudio.editor.document.ForeignData;

/**
 * What stays with the document for the next file.
 *
 * @param resources image resources that still hold after a change of layers
 * @param globalMask overlay colour of masks
 * @param blocks additional information, such as patterns and linked files
 * @param extraChannels planes of the merged picture behind colour and transparency: saved
 *     selections and spot colours; {@code width * height} bytes each
 * @param width of these planes
 * @param height of these planes
 */
record PsdDocumentData(
        List<PsdResource> resources,
        byte[] globalMask,
        List<PsdBlock> blocks,
        List<byte[]> extraChannels,
        int width,
        int height)
        implements ForeignData {
    static final PsdDocumentData FRESH =
            new PsdDocumentData(List.of(), new byte[0], List.of(), List.of(), 0, 0);

    static PsdDocumentData of(ForeignData foreign) {
        return foreign instanceof PsdDocumentData data ? data : FRESH;
    }
}
