package org.cabas.rules.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.xssf.usermodel.XSSFRelation;
import org.apache.poi.xssf.usermodel.XSSFRichTextString;

/**
 * The texts that the cells of an XLSX workbook share, each kept once however many cells show it. Of a text that is longer than any cell
 * may be, no more is kept than shows that.
 */
final class XlsxTexts {
    /** 10 000 rows of 200 cells, each with a text of its own in two elements. */
    private static final long MOST_ELEMENTS = 8_000_000;

    private final List<String> texts;

    private XlsxTexts(List<String> texts) {
        this.texts = texts;
    }

    static XlsxTexts of(OPCPackage workbook) throws IOException, XMLStreamException, XmlReader.Refused {
        var texts = new ArrayList<String>();
        for (var part : workbook.getPartsByContentType(XSSFRelation.SHARED_STRINGS.getContentType())) {
            try (var content = part.getInputStream()) {
                read(content, texts);
            }
        }
        return new XlsxTexts(texts);
    }

    private static void read(InputStream part, List<String> texts) throws XMLStreamException, XmlReader.Refused {
        var xml = XmlReader.factory(MOST_ELEMENTS).createXMLStreamReader(part);
        var text = new StringBuilder();
        var inText = false;
        var inReading = false;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.DTD -> throw XmlReader.doctype(1);
                case XMLStreamConstants.START_ELEMENT -> {
                    switch (xml.getLocalName()) {
                        case "si" -> text.setLength(0);
                        case "rPh" -> inReading = true; // how the text is pronounced
                        case "t" -> inText = !inReading;
                        default -> {}
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    switch (xml.getLocalName()) {
                        case "si" -> texts.add(meaning(text.toString()));
                        case "rPh" -> inReading = false;
                        case "t" -> inText = false;
                        default -> {}
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (inText && text.length() <= CsvFormat.LONGEST_CELL) {
                        text.append(xml.getText());
                    }
                }
                default -> {}
            }
        }
    }

    /** The text that is written so: characters that XML has no place for stand as {@code _x000D_}. */
    static String meaning(String written) {
        return written.contains("_x") ? new XSSFRichTextString(written).getString() : written;
    }

    /** @throws IndexOutOfBoundsException for a text that the workbook doesn't have */
    String at(int index) {
        return texts.get(index);
    }
}
