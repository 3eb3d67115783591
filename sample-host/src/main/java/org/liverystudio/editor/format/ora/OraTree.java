package org.liverystudio.editor.format.ora;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.liverystudio.editor.document.DocumentInfo;
import org.liverystudio.editor.format.FileProblems;

/**
 * The elements of a {@code stack.xml}.
 *
 * @param root the outermost stack
 */
record OraTree(int width, int height, double dotsPerInch, Element root) {
    private static final int MAX_EDGE = 30_000;
    private static final int MAX_DEPTH = 50;

    /**
     * A layer or stack.
     *
     * @param attributes by their names; ours begin with {@link OraNames#OWN} and a bracket
     * @param properties what plugins stored
     * @param children top to bottom
     */
    record Element(
            boolean isStack,
            Map<String, String> attributes,
            Map<String, String> properties,
            List<Element> children) {
        Optional<String> attribute(String name) {
            return Optional.ofNullable(attributes.get(name));
        }

        Optional<String> own(String name) {
            return attribute(ownName(name));
        }
    }

    private static String ownName(String name) {
        return "{" + OraNames.OWN + "}" + name;
    }

    static OraTree parse(byte[] xml, Path file) {
        try {
            return new Parser(file).parse(xml);
        } catch (XMLStreamException e) {
            throw FileProblems.damaged(file, "its list of layers is no XML", e);
        }
    }

    private static final class Parser {
        private final Path file;

        Parser(Path file) {
            this.file = file;
        }

        OraTree parse(byte[] xml) throws XMLStreamException {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            XMLStreamReader in = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
            in.nextTag();
            if (!in.getLocalName().equals(OraNames.IMAGE)) {
                throw FileProblems.damaged(file, "its list of layers is something else");
            }
            Map<String, String> image = attributes(in);
            int width = edge(image, "w");
            int height = edge(image, "h");
            double density = density(image.get("xres"));
            in.nextTag();
            if (!in.getLocalName().equals(OraNames.STACK)) {
                throw FileProblems.damaged(file, "it has no stack of layers");
            }
            return new OraTree(width, height, density, element(in, 0));
        }

        private Element element(XMLStreamReader in, int depth) throws XMLStreamException {
            if (depth > MAX_DEPTH) {
                throw FileProblems.damaged(file, "its groups lie too deep in each other");
            }
            boolean isStack = in.getLocalName().equals(OraNames.STACK);
            Map<String, String> attributes = attributes(in);
            Map<String, String> properties = new HashMap<>();
            List<Element> children = new ArrayList<>();
            while (in.next() != XMLStreamConstants.END_ELEMENT) {
                if (in.getEventType() == XMLStreamConstants.END_DOCUMENT) {
                    throw FileProblems.damaged(file, "its list of layers ends too early");
                }
                if (in.getEventType() != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                String name = in.getLocalName();
                boolean ours = OraNames.OWN.equals(in.getNamespaceURI());
                if (ours && name.equals(OraNames.PROPERTY)) {
                    String key = in.getAttributeValue(null, "key");
                    properties.put(key == null ? "" : key, in.getElementText());
                } else if (name.equals(OraNames.STACK) || name.equals(OraNames.LAYER)) {
                    children.add(element(in, depth + 1));
                } else {
                    skip(in);
                }
            }
            return new Element(isStack, attributes, properties, children);
        }

        private static void skip(XMLStreamReader in) throws XMLStreamException {
            for (int open = 1; open > 0; ) {
                int event = in.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    open++;
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    open--;
                }
            }
        }

        private static Map<String, String> attributes(XMLStreamReader in) {
            Map<String, String> attributes = new HashMap<>();
            for (int i = 0; i < in.getAttributeCount(); i++) {
                boolean ours = OraNames.OWN.equals(in.getAttributeNamespace(i));
                String name = in.getAttributeLocalName(i);
                attributes.put(ours ? ownName(name) : name, in.getAttributeValue(i));
            }
            return attributes;
        }

        private int edge(Map<String, String> image, String name) {
            String text = image.getOrDefault(name, "");
            int edge = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
            if (edge < 1 || edge > MAX_EDGE) {
                throw FileProblems.damaged(
                        file, "its size \"%s\" is not 1 to %d".formatted(text, MAX_EDGE));
            }
            return edge;
        }

        private static double density(String text) {
            return text != null && text.matches("[1-9]\\d{0,4}")
                    ? Integer.parseInt(text)
                    : DocumentInfo.DEFAULT.dotsPerInch();
        }
    }
}
