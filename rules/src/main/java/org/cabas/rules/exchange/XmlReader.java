package org.cabas.rules.exchange;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * XML as strangers send it: no document types, no entities of their own, nothing fetched, and limits on everything that
 * grows.
 */
final class XmlReader {
    /** Element in element: a spreadsheet has eight, DMN ten. */
    private static final int DEEPEST = 60;

    /** 10 000 rows of 40 cells, each in an element with a text in another. */
    private static final int MOST_ELEMENTS = 1_000_000;

    private static final int MOST_ATTRIBUTES = 100;

    /** A cell's longest text, with room for what people add around it. */
    private static final int LONGEST_TEXT = 4 * CsvFormat.LONGEST_CELL;

    private XmlReader() {}

    /** Why a document isn't read. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        private final int line;
        private final String sentence;

        Refused(int line, String sentence) {
            super(sentence);
            this.line = Math.max(line, 1);
            this.sentence = sentence;
        }

        int line() {
            return line;
        }

        /** In French. */
        String sentence() {
            return sentence;
        }
    }

    /**
     * Parsers for documents of strangers. Whoever reads has to refuse the event {@code DTD}: it is reported, and
     * nothing of it is done.
     *
     * @param mostElements how many elements a document may have
     */
    static XMLInputFactory factory(long mostElements) {
        var factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(WstxInputProperties.P_LAZY_PARSING, false); // what is broken is told where it is expected
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, DEEPEST);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_COUNT, mostElements);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, MOST_ATTRIBUTES);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, LONGEST_TEXT);
        factory.setProperty(WstxInputProperties.P_MAX_TEXT_LENGTH, LONGEST_TEXT);
        factory.setProperty(WstxInputProperties.P_MAX_ENTITY_COUNT, 1L);
        factory.setProperty(WstxInputProperties.P_MAX_ENTITY_DEPTH, 1);
        return factory;
    }

    /** The document as a tree. */
    static XmlElement document(byte[] file) throws Refused {
        XMLStreamReader reader = null;
        try {
            reader = factory(MOST_ELEMENTS).createXMLStreamReader(new ByteArrayInputStream(file));
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.DTD -> throw doctype(line(reader));
                    case XMLStreamConstants.START_ELEMENT -> {
                        return element(reader);
                    }
                    default -> {}
                }
            }
            throw new Refused(1, "Le fichier est vide.");
        } catch (XMLStreamException broken) {
            var place = broken.getLocation();
            throw new Refused(
                    place == null ? line(reader) : place.getLineNumber(),
                    "Le fichier n'est pas du XML lisible, ou dépasse les limites de taille et de profondeur\u00a0:"
                            + " exportez-le à nouveau.");
        }
    }

    /** What is said of a document type, which could name files and grow without end. */
    static Refused doctype(int line) {
        return new Refused(
                line, "Le fichier contient un «\u00a0DOCTYPE\u00a0», qui n'est jamais lu\u00a0: enlevez-le.");
    }

    private static XmlElement element(XMLStreamReader reader) throws XMLStreamException, Refused {
        var line = line(reader);
        var namespace = Optional.ofNullable(reader.getNamespaceURI()).orElse("");
        var name = reader.getLocalName();
        var attributes = new LinkedHashMap<String, String>();
        for (var i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeNamespace(i) == null
                    || reader.getAttributeNamespace(i).isEmpty()) {
                attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
            }
        }
        var children = new ArrayList<XmlElement>();
        var text = new StringBuilder();
        while (true) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> children.add(element(reader));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(reader.getText());
                case XMLStreamConstants.ENTITY_REFERENCE, XMLStreamConstants.DTD -> throw doctype(line(reader));
                case XMLStreamConstants.END_ELEMENT -> {
                    var words = children.isEmpty() || !text.toString().isBlank() ? text.toString() : "";
                    return new XmlElement(namespace, name, attributes, children, words, line);
                }
                default -> {}
            }
        }
    }

    private static int line(@Nullable XMLStreamReader reader) {
        return reader == null ? 1 : Math.max(1, reader.getLocation().getLineNumber());
    }
}
