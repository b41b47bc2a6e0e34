package org.cabas.rules.exchange;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.xml.sax.SAXException;

/** The sheets of an XLSX workbook: streamed, nothing computed, nothing followed. */
final class XlsxReading {
    /** What no table needs, by the folder it lies in, and what is said of it. */
    private static final Map<String, String> REFUSED = Map.of(
            "xl/vbaProject", "Le classeur contient des macros",
            "xl/macrosheets/", "Le classeur contient des macros",
            "xl/externalLinks/", "Le classeur contient des liens vers d'autres fichiers",
            "xl/connections.xml", "Le classeur contient des liens vers d'autres fichiers",
            "xl/queryTables/", "Le classeur contient des liens vers d'autres fichiers",
            "xl/embeddings/", "Le classeur contient des objets incorporés",
            "xl/activeX/", "Le classeur contient des objets incorporés",
            "xl/ctrlProps/", "Le classeur contient des objets incorporés");

    private XlsxReading() {}

    static Parsed<List<ReadSheet>> sheets(Archive archive) {
        for (var refused : REFUSED.entrySet()) {
            if (archive.hasAnyIn(refused.getKey())) {
                return Parsed.bad(refused.getValue()
                        + ", que Cabas ne lit jamais\u00a0: enlevez-les et enregistrez-le à nouveau.");
            }
        }
        var types = archive.text("[Content_Types].xml").toLowerCase(Locale.ROOT);
        if (types.contains("macroenabled") || types.contains("vbaproject")) {
            return Parsed.bad("Le classeur contient des macros, qui ne sont jamais lues\u00a0: enregistrez-le en"
                    + " «\u00a0.xlsx\u00a0».");
        }
        if (types.contains("externallink")) {
            return Parsed.bad("Le classeur contient des liens vers d'autres fichiers, qui ne sont jamais suivis\u00a0:"
                    + " remplacez-les par leurs valeurs.");
        }
        try (var opened = OPCPackage.open(new ArchiveParts(archive))) {
            return sheets(opened);
        } catch (XmlReader.Refused refused) {
            return Parsed.bad(refused.sentence());
        } catch (IOException | OpenXML4JException | SAXException | XMLStreamException | RuntimeException broken) {
            // Whatever a library meets in a hostile file, the file is at fault.
            return Parsed.bad("Le classeur est abîmé ou n'en est pas un\u00a0: ouvrez-le et enregistrez-le à nouveau.");
        }
    }

    private static Parsed<List<ReadSheet>> sheets(OPCPackage opened)
            throws IOException, OpenXML4JException, SAXException, XMLStreamException, XmlReader.Refused {
        var reader = new XSSFReader(opened);
        var texts = XlsxTexts.of(opened);
        var styles = reader.getStylesTable();
        boolean from1904;
        try (var workbook = reader.getWorkbookData()) {
            var settings = XmlReader.document(workbook.readAllBytes()).first("workbookPr");
            var setting = settings.map(found -> found.attribute("date1904")).orElse("");
            from1904 = setting.equals("1") || setting.equals("true");
        }
        var sheets = new ArrayList<ReadSheet>();
        var parts = (XSSFReader.SheetIterator) reader.getSheetsData();
        while (parts.hasNext()) {
            try (var part = parts.next()) {
                var sheet = new ReadSheet(parts.getSheetName());
                new XlsxSheet(sheet, texts, styles, from1904).read(part);
                sheets.add(sheet);
            }
        }
        return Parsed.good(sheets);
    }
}
