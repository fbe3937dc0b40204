package org.asyncshowcase.house.doctor;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.springframework.util.xml.StaxUtils;

import static java.util.stream.Collectors.toList;

/** An element of an XML file, and its line. A DTD is passed over: nothing is loaded, and no entity is known. */
final class Xml {

    private static final int DEPTH = 100;
    private static final int ELEMENTS = 20_000;

    private final String name;
    private final String namespace;
    private final int line;
    private final Map<String, String> attributes = new HashMap<>();
    private final List<Xml> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    private Xml(XMLStreamReader reader) {
        this.name = reader.getLocalName();
        this.namespace = String.valueOf(reader.getNamespaceURI());
        this.line = reader.getLocation().getLineNumber();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
    }

    /** @throws XMLStreamException if it is no XML, too deep, or has too many elements */
    static Xml read(byte[] file) throws XMLStreamException {
        XMLInputFactory factory = StaxUtils.createDefensiveInputFactory();
        XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(file));
        List<Xml> open = new ArrayList<>();
        Xml root = null;
        int elements = 0;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                Xml element = new Xml(reader);
                if (open.isEmpty()) {
                    root = element;
                } else {
                    open.get(open.size() - 1).children.add(element);
                }
                open.add(element);
                if (open.size() > DEPTH || ++elements > ELEMENTS) {
                    throw new XMLStreamException("too deep, or too many elements");
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                open.remove(open.size() - 1);
            } else if (reader.isCharacters() && !open.isEmpty()) {
                open.get(open.size() - 1).text.append(reader.getText());
            }
        }
        return root;
    }

    String name() {
        return name;
    }

    int line() {
        return line;
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
        return children(child).stream().map(each -> each.text.toString().trim()).findFirst().orElse("");
    }

    List<String> texts(String child) {
        return children(child).stream().map(each -> each.text.toString().trim()).collect(toList());
    }

    /** Those below this one, at any depth. */
    List<Xml> descendants(Predicate<Xml> wanted) {
        List<Xml> all = new ArrayList<>();
        for (Xml child : children) {
            if (wanted.test(child)) {
                all.add(child);
            }
            all.addAll(child.descendants(wanted));
        }
        return all;
    }
}
