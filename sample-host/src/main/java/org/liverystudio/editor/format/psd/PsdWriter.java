package org.liverystudio.editor.format.psd;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liverystudio.editor.document.DocumentInfo;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.host.LiveryException;
import org.liverystudio.host.TaskProgress;

/** Writes one document from its start to its end; the merged picture is packed by run lengths. */
final class PsdWriter {
    private static final int LONGEST_SIDE = 30_000;
    private static final int MOST_RECORDS = 0x7FFF;
    private static final int MOST_CHANNELS = 56;

    /** Readers treat lengths as signed, and Photoshop refuses larger files. */
    private static final long MOST_BYTES = Integer.MAX_VALUE;

    private final DocumentState document;
    private final Path file;
    private final boolean deflateLayers;
    private final TaskProgress progress;
    private final List<String> losses = new ArrayList<>();

    PsdWriter(DocumentState document, Path file, boolean deflateLayers, TaskProgress progress) {
        this.document = document;
        this.file = file;
        this.deflateLayers = deflateLayers;
        this.progress = progress;
    }

    /** What the file does not hold. */
    List<String> losses() {
        return List.copyOf(losses);
    }

    void writeTo(OutputStream target) throws IOException {
        if (document.width() > LONGEST_SIDE || document.height() > LONGEST_SIDE) {
            throw tooLarge("PSD files end at 30,000 x 30,000 pixels");
        }
        List<LayerNode> all = document.allLayers().toList();
        PsdFileIds ids = new PsdFileIds(all);
        PsdLayerWriter layers = new PsdLayerWriter(ids, deflateLayers);
        for (LayerNode node : document.layers()) {
            progress.throwIfCancelled();
            progress.update(-1, "Packing " + node.name());
            layers.add(node);
        }
        if (layers.count() > MOST_RECORDS) {
            throw tooLarge("PSD files hold at most 32,767 layers and group marks");
        }
        PsdMergedPicture merged = PsdMergedPicture.of(document, progress);
        if (merged.channelCount() > MOST_CHANNELS) {
            throw tooLarge("PSD files hold at most 56 channels");
        }
        byte[] resources = resources(ids, all);
        byte[] section = sectionEnd();
        long layerInfo = (2 + layers.byteCount() + 3) & ~3L;
        if (layerInfo + section.length + resources.length > MOST_BYTES) {
            throw tooLarge("PSD files end at 2 GB");
        }

        DataOutputStream out = new DataOutputStream(target);
        writeHeader(out, merged.channelCount());
        out.writeInt(0); // no colour table in RGB
        out.writeInt(resources.length);
        out.write(resources);
        out.writeInt((int) (4 + layerInfo + section.length));
        out.writeInt((int) layerInfo);
        out.writeShort(merged.isTransparent() ? -layers.count() : layers.count());
        layers.writeTo(out);
        out.write(new byte[(int) (layerInfo - 2 - layers.byteCount())]);
        out.write(section);
        merged.writeTo(out);
        out.flush();
    }

    private LiveryException tooLarge(String limit) {
        return new LiveryException(
                "The document does not fit into %s: %s.".formatted(file, limit),
                "Make it smaller or merge layers; an older file of that name is unchanged.");
    }

    private void writeHeader(DataOutputStream out, int channels) throws IOException {
        out.write(PsdHeader.SIGNATURE.getBytes(StandardCharsets.ISO_8859_1));
        out.writeShort(1);
        out.write(new byte[6]);
        out.writeShort(channels);
        out.writeInt(document.height());
        out.writeInt(document.width());
        out.writeShort(8);
        out.writeShort(3); // RGB
    }

    private byte[] sectionEnd() throws IOException {
        PsdDocumentData data = PsdDocumentData.of(document.info().foreign());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(data.globalMask().length);
        out.write(data.globalMask());
        for (PsdBlock block : data.blocks()) {
            PsdLayerWriter.writeBlock(out, block, 4);
        }
        return bytes.toByteArray();
    }

    private byte[] resources(PsdFileIds ids, List<LayerNode> all) throws IOException {
        DocumentInfo info = document.info();
        List<PsdResource> resources =
                new ArrayList<>(PsdDocumentData.of(info.foreign()).resources());
        if (PsdResource.find(resources, PsdResource.RESOLUTION).isEmpty()) {
            resources.add(resolution(info.dotsPerInch()));
        }
        if (PsdResource.find(resources, PsdResource.ICC_PROFILE).isEmpty()) {
            info.colourProfile()
                    .map(profile -> new PsdResource(PsdResource.ICC_PROFILE, profile.icc()))
                    .ifPresent(resources::add);
        }
        properties(ids, all).ifPresent(resources::add);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (PsdResource resource : resources) {
            write(out, resource);
        }
        return bytes.toByteArray();
    }

    private Optional<PsdResource> properties(PsdFileIds ids, List<LayerNode> all) {
        PsdLayerProperties properties = PsdLayerProperties.none();
        for (LayerNode node : all) {
            properties.put(ids.of(node), node.chosenRole(), node.properties());
        }
        return properties.toResource();
    }

    private static PsdResource resolution(double dotsPerInch) {
        int fixed = (int) Math.round(dotsPerInch * 65536);
        ByteBuffer data = ByteBuffer.allocate(16);
        for (int axis = 0; axis < 2; axis++) {
            data.putInt(fixed)
                    .putShort((short) 1)
                    .putShort((short) 1); // pixels and sizes in inches
        }
        return new PsdResource(PsdResource.RESOLUTION, data.array());
    }

    private static void write(DataOutputStream out, PsdResource resource) throws IOException {
        out.write(resource.signature().getBytes(StandardCharsets.ISO_8859_1));
        out.writeShort(resource.id());
        out.writeByte(resource.name().length);
        out.write(resource.name());
        out.write(new byte[Math.floorMod(-(resource.name().length + 1), 2)]);
        out.writeInt(resource.data().length);
        out.write(resource.data());
        out.write(new byte[resource.data().length & 1]);
    }
}
