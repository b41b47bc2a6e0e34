package org.cabas.rules.exchange;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An element of a small XML document.
 *
 * @param namespace its namespace, possibly empty
 * @param name its local name
 * @param attributes those without a namespace
 * @param children in the order of the document
 * @param text the characters directly in it
 * @param line where it starts, from 1
 */
record XmlElement(
        String namespace,
        String name,
        Map<String, String> attributes,
        List<XmlElement> children,
        String text,
        int line) {

    /** The attribute, empty where there is none. */
    String attribute(String wanted) {
        return attributes.getOrDefault(wanted, "");
    }

    /** The children of that name in the same namespace. */
    Stream<XmlElement> all(String wanted) {
        return children.stream().filter(child -> child.name.equals(wanted) && child.namespace.equals(namespace));
    }

    Optional<XmlElement> first(String wanted) {
        return all(wanted).findFirst();
    }

    /** The text of the first child of that name, empty where there is none. */
    String textOf(String wanted) {
        return first(wanted).map(XmlElement::text).orElse("");
    }

    /** Of the extension elements, the first of that namespace and name. */
    Optional<XmlElement> extension(String extensionNamespace, String wanted) {
        return all("extensionElements")
                .flatMap(extensions -> extensions.children.stream())
                .filter(child -> child.namespace.equals(extensionNamespace) && child.name.equals(wanted))
                .findFirst();
    }
}
