package org.asyncshowcase.house.doctor;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.springframework.util.xml.StaxUtils;

import static java.util.stream.Collectors.toList;

/** An element of an XML file, and its line. A DTD is passed over: nothing is loaded, and no entity is known. */
final class Xml {

    private static final int DEPTH = 100;
    private static final int ELEMENTS = 20_000;

    private final Xml parent;
    private final String name;
    private final String namespace;
    private final int line;
    private final Map<String, String> attributes = new HashMap<>();
    private final List<Xml> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    private Xml(Xml parent, XMLStreamReader reader) {
        this.parent = parent;
        this.name = reader.getLocalName();
        this.namespace = String.valueOf(reader.getNamespaceURI());
        this.line = reader.getLocation().getLineNumber();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
    }

    /** @throws UnreadableFileException if it is no XML, too deep, or has too many elements */
    static Xml read(byte[] file, Budget budget) throws UnreadableFileException {
        try {
            XMLStreamReader reader = StaxUtils.createDefensiveInputFactory()
                    .createXMLStreamReader(new ByteArrayInputStream(file));
            Xml root = null;
            Xml open = null;
            int elements = 0;
            int depth = 0;
            while (reader.hasNext()) {
                budget.step();
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    Xml element = new Xml(open, reader);
                    if (open == null) {
                        root = element;
                    } else {
                        open.children.add(element);
                    }
                    open = element;
                    if (++depth > DEPTH || ++elements > ELEMENTS) {
                        throw new UnreadableFileException("too deep, or too many elements");
                    }
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    open = open.parent;
                    depth--;
                } else if (reader.isCharacters() && open != null) {
                    open.text.append(reader.getText());
                }
            }
            return root;
        } catch (XMLStreamException ex) {
            throw new UnreadableFileException(ex);
        }
    }

    String name() {
        return name;
    }

    String place() {
        return "line " + line;
    }

    /** Null of the root. */
    Xml parent() {
        return parent;
    }

    boolean isOf(String namespacePart, String localName) {
        return name.equals(localName) && namespace.endsWith(namespacePart);
    }

    /** Empty where there is none. */
    String attribute(String attribute) {
        return attributes.getOrDefault(attribute, "");
    }

    boolean has(String attribute) {
        return attributes.containsKey(attribute);
    }

    List<Xml> children(String child) {
        return children.stream().filter(each -> each.name.equals(child)).collect(toList());
    }

    /** The text of the first child of this name; empty where there is none. */
    String text(String child) {
        return texts(child).stream().findFirst().orElse("");
    }

    List<String> texts(String child) {
        return children(child).stream().map(each -> each.text.toString().trim()).collect(toList());
    }

    /** Those below this one, at any depth, in the order of the file. */
    List<Xml> descendants() {
        List<Xml> all = new ArrayList<>();
        children.forEach(child -> child.addTo(all));
        return all;
    }

    private void addTo(List<Xml> all) {
        all.add(this);
        children.forEach(child -> child.addTo(all));
    }
}
