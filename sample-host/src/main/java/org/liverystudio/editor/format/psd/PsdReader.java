package org.liverystudio.editor.format.psd;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.liverystudio.editor.document.DocumentInfo;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.LayerAttributes;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.editor.document.PixelLayer;
import org.liverystudio.editor.format.MemoryBudget;
import org.liverystudio.editor.format.ReadDocument;
import org.liverystudio.editor.image.TiledImage;
import org.liverystudio.host.Rect;
import org.liverystudio.host.TaskProgress;

/** Reads one file from its start to its end. */
final class PsdReader {
    /** Blocks that hold layers once more, or tell about the merged picture of the old file. */
    private static final Set<String> REPLACED_BLOCKS =
            Set.of("Layr", "Lr16", "Lr32", "Mtrn", "Mt16", "Mt32", "Alph");

    /** Resources that list layers by place, or show them. */
    private static final Set<Integer> REPLACED_RESOURCES =
            Set.of(
                    PsdResource.LAYER_STATE,
                    PsdResource.LAYERS_GROUP_INFO,
                    PsdResource.THUMBNAIL_OLD,
                    PsdResource.THUMBNAIL,
                    PsdResource.LAYER_SELECTION_IDS,
                    PsdResource.LAYER_GROUPS_ENABLED);

    private final PsdInput in;
    private final MemoryBudget budget;
    private final TaskProgress progress;
    private final PsdNotices notices = new PsdNotices();

    PsdReader(PsdInput in, MemoryBudget budget, TaskProgress progress) {
        this.in = in;
        this.budget = budget;
        this.progress = progress;
    }

    ReadDocument read() {
        PsdHeader header = PsdHeader.read(in);
        budget.check(
                (long) header.width() * header.height() * 4,
                "a picture of %d x %d pixels".formatted(header.width(), header.height()));
        noteConversion(header);
        in.section(in.u32(), "the colour table");
        List<PsdResource> resources =
                PsdResource.readAll(in.section(in.u32(), "the image resources"));
        Optional<PsdLayerProperties> properties = PsdLayerProperties.read(resources);
        LayerSection section =
                readLayers(
                        header,
                        in.section(in.length(header.big()), "the layer section"),
                        properties.orElseGet(PsdLayerProperties::none));

        List<LayerNode> nodes =
                new ArrayList<>(PsdTree.build(section.layers.entries(), in, notices));
        List<byte[]> extraChannels = new ArrayList<>();
        readMerged(header, section.layers, nodes, extraChannels);

        PsdDocumentData foreign =
                new PsdDocumentData(
                        kept(resources, properties.isPresent()),
                        section.globalMask,
                        section.blocks,
                        extraChannels,
                        header.width(),
                        header.height());
        DocumentInfo info = new DocumentInfo(dotsPerInch(resources), profile(resources), foreign);
        DocumentState state = DocumentState.of(header.width(), header.height(), nodes, info);
        return new ReadDocument(state, notices.sentences());
    }

    private void noteConversion(PsdHeader header) {
        if (header.mode() == PsdHeader.Mode.GRAYSCALE) {
            notices.add("The document is in Grayscale; it was converted to RGB.");
        }
        if (header.depth() == 16) {
            notices.add("The document has 16 bits a channel; it was reduced to 8.");
        }
    }

    private record LayerSection(
            PsdLayerReader.Layers layers, byte[] globalMask, List<PsdBlock> blocks) {}

    private LayerSection readLayers(
            PsdHeader header, PsdInput section, PsdLayerProperties properties) {
        PsdLayerReader reader = new PsdLayerReader(header, budget, notices, properties, progress);
        PsdLayerReader.Layers layers = new PsdLayerReader.Layers(List.of(), false);
        byte[] globalMask = new byte[0];
        List<PsdBlock> blocks = List.of();
        if (section.remaining() >= 4) {
            PsdInput info = section.section(section.length(header.big()), "the layer information");
            if (info.remaining() >= 2) {
                layers = reader.read(info);
            }
        }
        if (section.remaining() >= 4) {
            globalMask = section.bytes(section.u32());
            blocks = PsdBlock.readAll(section, header.big(), 4);
        }
        if (layers.entries().isEmpty()) {
            layers = readDeepLayers(header, reader, blocks).orElse(layers);
        }
        List<PsdBlock> kept =
                blocks.stream().filter(b -> !REPLACED_BLOCKS.contains(b.key())).toList();
        kept.forEach(block -> budget.keep(block.data().length));
        return new LayerSection(layers, globalMask, kept);
    }

    /** Photoshop puts layers of more than 8 bits into a block of their own. */
    private Optional<PsdLayerReader.Layers> readDeepLayers(
            PsdHeader header, PsdLayerReader reader, List<PsdBlock> blocks) {
        return PsdBlock.find(blocks, "Lr" + header.depth())
                .or(() -> PsdBlock.find(blocks, "Layr"))
                .map(PsdBlock::data)
                .filter(data -> data.length >= 2)
                .map(data -> PsdInput.of(in.file(), "the layer information", data))
                .map(reader::read);
    }

    /** A file without layers becomes one; saved selections lie behind the colours. */
    private void readMerged(
            PsdHeader header,
            PsdLayerReader.Layers layers,
            List<LayerNode> nodes,
            List<byte[]> extraChannels) {
        int colours = header.mode().colours();
        int firstExtra = colours + (layers.mergedTransparency() ? 1 : 0);
        if (!nodes.isEmpty() && header.channels() <= firstExtra) {
            if (PsdChannel.isMergedCutOff(in, header)) {
                notices.add(
                        "The file was cut off: its layers are whole, its merged picture is not."
                                + " Save it again to mend it.");
            }
            return;
        }
        long area = (long) header.width() * header.height();
        budget.check(area * header.channels() * header.depth() / 8, "the merged picture");
        byte[][] planes = PsdChannel.readMerged(in, header);
        boolean transparent = layers.mergedTransparency() && planes.length > colours;
        if (nodes.isEmpty()) {
            nodes.add(mergedLayer(header, planes, transparent ? planes[colours] : null));
        }
        for (int c = firstExtra; c < planes.length; c++) {
            extraChannels.add(planes[c]);
            budget.keep(planes[c].length);
        }
        if (!extraChannels.isEmpty()) {
            notices.add(
                    "Alpha channels beside the layers are kept in the file but not shown: %d."
                            .formatted(extraChannels.size()));
        }
    }

    private static PixelLayer mergedLayer(PsdHeader header, byte[][] planes, byte[] alpha) {
        Rect area = new Rect(0, 0, header.width(), header.height());
        boolean gray = header.mode() == PsdHeader.Mode.GRAYSCALE;
        byte[] rgba =
                Planes.interleave(
                        planes[0], planes[gray ? 0 : 1], planes[gray ? 0 : 2], alpha, area);
        if (alpha != null) {
            Planes.removeWhite(rgba);
        }
        return new PixelLayer(LayerAttributes.named("Background"), TiledImage.ofRgba(area, rgba));
    }

    private List<PsdResource> kept(List<PsdResource> resources, boolean hasProperties) {
        return resources.stream()
                .filter(r -> !REPLACED_RESOURCES.contains(r.id()))
                .filter(r -> !(hasProperties && r.id() == PsdLayerProperties.RESOURCE_ID))
                .toList();
    }

    private static double dotsPerInch(List<PsdResource> resources) {
        return PsdResource.find(resources, PsdResource.RESOLUTION)
                .filter(resource -> resource.data().length >= 4)
                .map(resource -> ByteBuffer.wrap(resource.data()).getInt() / 65536.0)
                .filter(dpi -> dpi > 0)
                .orElse(DocumentInfo.DEFAULT.dotsPerInch());
    }

    private static Optional<DocumentInfo.ColourProfile> profile(List<PsdResource> resources) {
        return PsdResource.find(resources, PsdResource.ICC_PROFILE)
                .map(resource -> new DocumentInfo.ColourProfile(resource.data()));
    }
}
