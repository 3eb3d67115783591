package org.liverystudio.editor.format.ora;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.GroupLayer;
import org.liverystudio.editor.document.LayerAttributes;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.editor.document.PixelLayer;
import org.liverystudio.editor.image.LayerMask;
import org.liverystudio.editor.image.TiledMask;
import org.liverystudio.host.BlendMode;
import org.liverystudio.host.Rect;

/** Describes a document as {@code stack.xml}, and has the pictures of its layers written. */
final class OraStack {
    private static final String VERSION = "0.0.5";
    private static final String PREFIX = "livery";

    private final OraWriter pictures;
    private final DocumentState document;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private XMLStreamWriter xml;

    OraStack(OraWriter pictures, DocumentState document) {
        this.pictures = pictures;
        this.document = document;
    }

    byte[] toXml() throws IOException {
        try {
            xml =
                    XMLOutputFactory.newDefaultFactory()
                            .createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writeStartElement(OraNames.IMAGE);
            xml.writeNamespace(PREFIX, OraNames.OWN);
            xml.writeAttribute("version", VERSION);
            xml.writeAttribute("w", Integer.toString(document.width()));
            xml.writeAttribute("h", Integer.toString(document.height()));
            String density = Long.toString(Math.round(document.info().dotsPerInch()));
            xml.writeAttribute("xres", density);
            xml.writeAttribute("yres", density);
            xml.writeStartElement(OraNames.STACK);
            nodes(document.layers());
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
            return bytes.toByteArray();
        } catch (XMLStreamException e) {
            throw new IOException("The layers cannot be described: " + e.getMessage(), e);
        }
    }

    /** OpenRaster lists the uppermost first. */
    private void nodes(List<LayerNode> bottomToTop) throws XMLStreamException, IOException {
        for (LayerNode node : bottomToTop.reversed()) {
            switch (node) {
                case GroupLayer group -> group(group);
                case PixelLayer layer -> layer(layer);
            }
        }
    }

    private void group(GroupLayer group) throws XMLStreamException, IOException {
        boolean passes = group.blendMode() == BlendMode.PASS_THROUGH;
        xml.writeStartElement(OraNames.STACK);
        xml.writeAttribute("isolation", passes ? "auto" : "isolate");
        own(OraNames.EXPANDED, Boolean.toString(group.expanded()));
        common(group.attributes());
        if (group.mask().isPresent()) {
            mask(group.mask().get());
        }
        properties(group.attributes());
        nodes(group.children());
        xml.writeEndElement();
    }

    private void layer(PixelLayer layer) throws XMLStreamException, IOException {
        Rect area = layer.bounds();
        byte[] rgba = layer.pixels().rgba(area);
        xml.writeStartElement(OraNames.LAYER);
        common(layer.attributes());
        xml.writeAttribute("x", Integer.toString(area.x()));
        xml.writeAttribute("y", Integer.toString(area.y()));
        if (layer.mask().isPresent()) {
            own(OraNames.UNMASKED, pictures.pixels(layer, rgba, area));
            mask(layer.mask().get());
            rgba = masked(rgba, layer.mask().get(), area);
        }
        if (area.isEmpty()) {
            own(OraNames.EMPTY, "true");
        }
        xml.writeAttribute("src", pictures.pixels(layer, rgba, area));
        properties(layer.attributes());
        xml.writeEndElement();
    }

    private static byte[] masked(byte[] rgba, LayerMask mask, Rect area) {
        if (!mask.enabled()) {
            return rgba;
        }
        byte[] result = rgba.clone();
        byte[] coverage = mask.coverage().coverage(area);
        for (int i = 0; i < coverage.length; i++) {
            double share = 1 - mask.density() * (1 - (coverage[i] & 255) / 255.0);
            result[4 * i + 3] = (byte) Math.round((rgba[4 * i + 3] & 255) * share);
        }
        return result;
    }

    private void common(LayerAttributes layer) throws XMLStreamException {
        xml.writeAttribute("name", XmlText.clean(layer.name()));
        xml.writeAttribute("opacity", Double.toString(layer.opacity() * layer.fillOpacity()));
        xml.writeAttribute("visibility", layer.visible() ? "visible" : "hidden");
        xml.writeAttribute("composite-op", OraBlend.name(layer.blendMode()));
        if (!OraBlend.isKnown(layer.blendMode())) {
            own(OraNames.BLEND, layer.blendMode().name());
        }
        if (layer.fillOpacity() != 1) {
            own(OraNames.FILL_OPACITY, Double.toString(layer.fillOpacity()));
            own(OraNames.OPACITY, Double.toString(layer.opacity()));
        }
        if (layer.clipping()) {
            own(OraNames.CLIPPING, "true");
        }
        if (layer.alphaLocked()) {
            own(OraNames.ALPHA_LOCKED, "true");
        }
        if (layer.chosenRole().isPresent()) {
            own(OraNames.ROLE, layer.chosenRole().get().name());
        }
    }

    private void mask(LayerMask mask) throws XMLStreamException, IOException {
        TiledMask coverage = mask.coverage();
        Rect area = coverage.bounds();
        own(OraNames.MASK, area.isEmpty() ? "" : pictures.mask(coverage, area));
        own(OraNames.MASK_X, Integer.toString(area.x()));
        own(OraNames.MASK_Y, Integer.toString(area.y()));
        own(OraNames.MASK_OUTSIDE, Integer.toString(coverage.outside()));
        own(OraNames.MASK_ENABLED, Boolean.toString(mask.enabled()));
        own(OraNames.MASK_DENSITY, Double.toString(mask.density()));
    }

    private void properties(LayerAttributes layer) throws XMLStreamException {
        for (Map.Entry<String, String> entry : new TreeMap<>(layer.properties()).entrySet()) {
            xml.writeStartElement(PREFIX, OraNames.PROPERTY, OraNames.OWN);
            xml.writeAttribute("key", XmlText.clean(entry.getKey()));
            xml.writeCharacters(XmlText.clean(entry.getValue()));
            xml.writeEndElement();
        }
    }

    private void own(String name, String value) throws XMLStreamException {
        xml.writeAttribute(PREFIX, OraNames.OWN, name, value);
    }
}
