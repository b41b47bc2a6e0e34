package org.cabas.rules.exchange;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The sheets of an OpenDocument workbook: streamed, nothing computed, nothing followed. */
final class OdsReading {
    static final String TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
    static final String OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";

    /** 10 000 rows of 200 cells, each with a text in it. */
    private static final long MOST_ELEMENTS = 8_000_000;

    private static final Map<String, String> REFUSED = Map.of(
            "Basic/", "Le classeur contient des macros",
            "Scripts/", "Le classeur contient des macros",
            "Object ", "Le classeur contient des objets incorporés",
            "ObjectReplacements/", "Le classeur contient des objets incorporés");

    private OdsReading() {}

    static Parsed<List<ReadSheet>> sheets(Archive archive) {
        var content = archive.part("content.xml");
        if (archive.text("META-INF/manifest.xml").contains("encryption-data") || archive.has("encrypted-package")) {
            return Parsed.bad("Le classeur est protégé par un mot de passe\u00a0: enregistrez-le sans mot de passe.");
        }
        for (var refused : REFUSED.entrySet()) {
            if (archive.hasAnyIn(refused.getKey())) {
                return Parsed.bad(refused.getValue()
                        + ", que Cabas ne lit jamais\u00a0: enlevez-les et enregistrez-le à nouveau.");
            }
        }
        if (content.isEmpty()) {
            return Parsed.bad("Le classeur n'a pas de contenu\u00a0: ouvrez-le et enregistrez-le à nouveau.");
        }
        try {
            return sheets(
                    XmlReader.factory(MOST_ELEMENTS).createXMLStreamReader(new ByteArrayInputStream(content.get())));
        } catch (XmlReader.Refused refused) {
            return Parsed.bad(refused.sentence());
        } catch (XMLStreamException | RuntimeException broken) {
            // Whatever a reader meets in a hostile file, the file is at fault.
            return Parsed.bad("Le classeur est abîmé ou n'en est pas un\u00a0: ouvrez-le et enregistrez-le à nouveau.");
        }
    }

    private static Parsed<List<ReadSheet>> sheets(XMLStreamReader xml) throws XMLStreamException, XmlReader.Refused {
        var sheets = new ArrayList<ReadSheet>();
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.DTD -> throw XmlReader.doctype(1);
                case XMLStreamConstants.START_ELEMENT -> {
                    var name = xml.getLocalName();
                    if (name.equals("table") && TABLE.equals(xml.getNamespaceURI())) {
                        if (sheets.size() >= Archive.MOST_PARTS) {
                            return Parsed.bad("Le classeur a trop de feuilles.");
                        }
                        var sheet = new ReadSheet(String.valueOf(xml.getAttributeValue(TABLE, "name")));
                        new OdsSheet(xml, sheet).read();
                        sheets.add(sheet);
                    } else {
                        refuse(name);
                    }
                }
                default -> {}
            }
        }
        return Parsed.good(sheets);
    }

    /** Refuses what no table needs, wherever in the workbook it stands, by the name of its element. */
    static void refuse(String element) throws XmlReader.Refused {
        switch (element) {
            case "table-source",
                    "cell-range-source",
                    "dde-source",
                    "dde-link",
                    "dde-connection",
                    "database-source-sql",
                    "database-source-table",
                    "database-source-query" ->
                throw new XmlReader.Refused(
                        1,
                        "Le classeur contient des liens vers d'autres fichiers, qui ne sont jamais suivis\u00a0:"
                                + " remplacez-les par leurs valeurs.");
            case "object", "object-ole", "plugin", "applet" ->
                throw new XmlReader.Refused(
                        1,
                        "Le classeur contient des objets incorporés, qui ne sont jamais lus\u00a0: enlevez-les et"
                                + " enregistrez-le à nouveau.");
            case "event-listener", "script" ->
                throw new XmlReader.Refused(
                        1,
                        "Le classeur contient des macros, qui ne sont jamais lues\u00a0: enlevez-les et"
                                + " enregistrez-le à nouveau.");
            default -> {}
        }
    }
}
