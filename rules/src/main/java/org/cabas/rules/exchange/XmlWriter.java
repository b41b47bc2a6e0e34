package org.cabas.rules.exchange;

import com.ctc.wstx.stax.WstxOutputFactory;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes one XML document to memory. Names are prefixed ({@code di:waypoint}) or of the default namespace; every text
 * is escaped, line breaks too, so that a reader gets the same text. A character that XML can't carry becomes
 * U+FFFD.
 */
final class XmlWriter {
    private static final WstxOutputFactory FACTORY = new WstxOutputFactory();

    private final Map<String, String> namespaces;
    private final boolean indented;
    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter out;
    private final Deque<String> open = new ArrayDeque<>();
    private boolean endsElement;

    /**
     * @param namespaces by prefix; the empty prefix is the default namespace
     * @param indented whether each element stands on a line of its own; not for texts with elements in them
     */
    XmlWriter(Map<String, String> namespaces, boolean indented) {
        this.namespaces = Map.copyOf(namespaces);
        this.indented = indented;
        this.out = quietly(() -> FACTORY.createXMLStreamWriter(text, "UTF-8"));
        quietly(() -> {
            out.writeStartDocument("UTF-8", "1.0");
            return out;
        });
    }

    /** Something of StAX that can't fail in memory. */
    private interface Call<T> {
        T call() throws XMLStreamException;
    }

    private static <T> T quietly(Call<T> call) {
        try {
            return call.call();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("writing XML to memory", impossible);
        }
    }

    /**
     * Opens an element; the first one declares the namespaces.
     *
     * @param attributes name, value, name, value…
     */
    XmlWriter start(String name, Object... attributes) {
        return quietly(() -> {
            breakLine();
            endsElement = false;
            out.writeStartElement(prefix(name), local(name), namespace(name));
            if (open.isEmpty()) {
                for (var namespace : namespaces.entrySet()) {
                    declare(namespace.getKey(), namespace.getValue());
                }
            }
            open.push(name);
            for (var i = 0; i < attributes.length; i += 2) {
                attribute(attributes[i].toString(), attributes[i + 1]);
            }
            return this;
        });
    }

    private void breakLine() throws XMLStreamException {
        if (indented) {
            out.writeCharacters("\n" + " ".repeat(open.size()));
        }
    }

    private void declare(String prefix, String uri) throws XMLStreamException {
        if (prefix.isEmpty()) {
            out.writeDefaultNamespace(uri);
        } else {
            out.writeNamespace(prefix, uri);
        }
    }

    private void attribute(String name, Object value) throws XMLStreamException {
        var text = carried(value.toString());
        if (prefix(name).isEmpty()) {
            out.writeAttribute(name, text);
        } else {
            out.writeAttribute(prefix(name), namespace(name), local(name), text);
        }
    }

    /** One more attribute of the element just opened. */
    XmlWriter with(String name, Object value) {
        return quietly(() -> {
            attribute(name, value);
            return this;
        });
    }

    XmlWriter end() {
        return quietly(() -> {
            open.pop();
            if (endsElement) {
                breakLine();
            }
            endsElement = true;
            out.writeEndElement();
            return this;
        });
    }

    XmlWriter text(String words) {
        return quietly(() -> {
            out.writeCharacters(carried(words));
            return this;
        });
    }

    /** An element that holds nothing. */
    XmlWriter empty(String name, Object... attributes) {
        return start(name, attributes).end();
    }

    /** An element that holds a text. */
    XmlWriter element(String name, String words) {
        return start(name).text(words).end();
    }

    /** The document, once every element is closed. */
    byte[] bytes() {
        return quietly(() -> {
            out.writeEndDocument();
            out.close();
            return text.toString().getBytes(StandardCharsets.UTF_8);
        });
    }

    private String namespace(String name) {
        var uri = namespaces.get(prefix(name));
        if (uri == null) {
            throw new IllegalArgumentException("no namespace for " + name);
        }
        return uri;
    }

    private static String prefix(String name) {
        var colon = name.indexOf(':');
        return colon < 0 ? "" : name.substring(0, colon);
    }

    private static String local(String name) {
        return name.substring(name.indexOf(':') + 1);
    }

    private static String carried(String text) {
        return text.codePoints().allMatch(XmlWriter::isCarried)
                ? text
                : text.codePoints()
                        .map(c -> isCarried(c) ? c : '\ufffd')
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    /** The characters of XML 1.0. */
    private static boolean isCarried(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= 0x20 && c <= 0xd7ff
                || c >= 0xe000 && c <= 0xfffd
                || c >= 0x10000;
    }
}
