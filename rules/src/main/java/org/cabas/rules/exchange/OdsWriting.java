package org.cabas.rules.exchange;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.cabas.rules.exchange.SheetPlan.DropDown;
import org.cabas.rules.exchange.SheetPlan.Look;

/** A workbook as OpenDocument (ODF 1.2), with the same cells, locks and lists as the XLSX. */
final class OdsWriting {
    static final String MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet";

    private static final String ODF = "urn:oasis:names:tc:opendocument:xmlns:";
    private static final Map<String, String> NAMESPACES = Map.of(
            "office", ODF + "office:1.0",
            "table", ODF + "table:1.0",
            "text", ODF + "text:1.0",
            "style", ODF + "style:1.0",
            "number", ODF + "datastyle:1.0",
            "fo", ODF + "xsl-fo-compatible:1.0",
            "of", ODF + "of:1.2",
            "loext", "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0");

    private static final String MANIFEST = """
            <?xml version="1.0" encoding="UTF-8"?>
            <manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">
             <manifest:file-entry manifest:full-path="/" manifest:version="1.2" manifest:media-type="%s"/>
             <manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
            </manifest:manifest>
            """.formatted(MEDIA_TYPE);

    private final WorkbookPlan plan;
    private final XmlWriter xml = new XmlWriter(NAMESPACES, false);

    private OdsWriting(WorkbookPlan plan) {
        this.plan = plan;
    }

    static byte[] file(WorkbookPlan plan) {
        var content = new OdsWriting(plan).content();
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            stored(
                    zip,
                    "mimetype",
                    MEDIA_TYPE.getBytes(StandardCharsets.UTF_8)); // first, and not compressed: ODF says so
            zip.putNextEntry(new ZipEntry("META-INF/manifest.xml"));
            zip.write(MANIFEST.getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("content.xml"));
            zip.write(content);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
        return out.toByteArray();
    }

    private static void stored(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        var sum = new CRC32();
        sum.update(bytes);
        var entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    private byte[] content() {
        xml.start("office:document-content", "office:version", "1.2");
        styles();
        xml.start("office:body").start("office:spreadsheet");
        validations();
        for (var i = 0; i < plan.sheets().size(); i++) {
            sheet(i, plan.sheets().get(i));
        }
        hidden();
        return xml.end().end().end().bytes();
    }

    private void styles() {
        xml.start("office:automatic-styles");
        xml.start("number:text-style", "style:name", "N")
                .empty("number:text-content")
                .end();
        tableStyle("sheet", true);
        tableStyle("hidden", false);
        xml.start("style:style", "style:name", "column", "style:family", "table-column")
                .empty("style:table-column-properties", "style:column-width", "4.5cm")
                .end();
        for (var look : Look.values()) {
            cellStyle(look);
        }
        xml.end();
    }

    private void tableStyle(String name, boolean shown) {
        xml.start("style:style", "style:name", name, "style:family", "table")
                .empty("style:table-properties", "table:display", shown)
                .end();
    }

    private void cellStyle(Look look) {
        var open = look == Look.OPEN || look == Look.BODY;
        xml.start("style:style", "style:name", name(look), "style:family", "table-cell")
                .with("style:data-style-name", "N")
                .start("style:table-cell-properties", "style:cell-protect", open ? "none" : "protected")
                .with("fo:wrap-option", "wrap")
                .with("style:vertical-align", "top");
        switch (look) {
            case KEYWORD, LOCKED -> xml.with("fo:background-color", "#c0c0c0");
            case LABEL -> xml.with("fo:background-color", "#ccffcc");
            case OPEN, BODY -> {}
        }
        xml.end();
        if (look == Look.LABEL) {
            xml.empty("style:text-properties", "fo:font-weight", "bold");
        }
        xml.end();
    }

    private static String name(Look look) {
        return look.name().toLowerCase(Locale.ROOT);
    }

    private void validations() {
        xml.start("table:content-validations");
        for (var sheet = 0; sheet < plan.sheets().size(); sheet++) {
            var planned = plan.sheets().get(sheet);
            for (var dropDown : planned.dropDowns()) {
                validation(name(sheet, dropDown), planned, dropDown);
            }
        }
        xml.end();
    }

    private static String name(int sheet, DropDown dropDown) {
        return "list_" + sheet + "_" + dropDown.first() + "_" + dropDown.column();
    }

    private void validation(String name, SheetPlan planned, DropDown dropDown) {
        var column = letters(plan.listColumn(dropDown));
        var list = "[$" + HiddenSheet.NAME + ".$" + column + "$1:.$" + column + "$"
                + dropDown.choices().size() + "]";
        xml.start("table:content-validation", "table:name", name)
                .with("table:condition", "of:cell-content-is-in-list(" + list + ")")
                .with("table:allow-empty-cell", true)
                .with("table:display-list", "unsorted")
                .with(
                        "table:base-cell-address",
                        "'" + planned.name() + "'." + letters(dropDown.column()) + (dropDown.first() + 1))
                .start("table:error-message", "table:message-type", "stop", "table:title", "Valeur inconnue")
                .with("table:display", dropDown.isStrict())
                .element("text:p", "Choisissez une valeur de la liste.")
                .end()
                .end();
    }

    private static String letters(int column) {
        return new Problem(1, column + 1, "", "").cell().replace("1", "");
    }

    private void sheet(int index, SheetPlan planned) {
        xml.start("table:table", "table:name", planned.name(), "table:style-name", "sheet");
        xml.with("table:protected", true);
        xml.start("loext:table-protection", "loext:select-protected-cells", true)
                .with("loext:select-unprotected-cells", true)
                .with("loext:insert-rows", true)
                .with("loext:delete-rows", true)
                .end();
        columns(planned.width());
        for (var row = 0; row < planned.records().size(); row++) {
            xml.start("table:table-row");
            var record = planned.records().get(row);
            for (var column = 0; column < planned.width(); column++) {
                cell(index, planned, row, column, column < record.size() ? record.get(column) : "");
            }
            xml.end();
        }
        xml.start("table:table-row", "table:number-rows-repeated", SheetPlan.SPARE_ROWS);
        for (var column = 0; column < planned.width(); column++) {
            cell(index, planned, planned.records().size(), column, "");
        }
        xml.end().end();
    }

    private void columns(int count) {
        xml.empty("table:table-column", "table:style-name", "column", "table:number-columns-repeated", count);
    }

    private void cell(int sheet, SheetPlan planned, int row, int column, String text) {
        xml.start("table:table-cell", "table:style-name", name(planned.look(row, column)));
        for (var dropDown : planned.dropDowns()) {
            if (column == dropDown.column() && row >= dropDown.first() && row <= dropDown.last()) {
                xml.with("table:content-validation-name", name(sheet, dropDown));
            }
        }
        text(text);
        xml.end();
    }

    private void text(String text) {
        if (!text.isEmpty()) {
            xml.with("office:value-type", "string");
            OdsText.write(xml, text);
        }
    }

    private void hidden() {
        xml.start("table:table", "table:name", HiddenSheet.NAME, "table:style-name", "hidden");
        xml.with("table:protected", true);
        var rows = plan.hiddenRows();
        columns(HiddenSheet.FIRST_LIST_COLUMN + Math.max(1, plan.lists().size()));
        rows.forEach(this::row);
        xml.end();
    }

    private void row(List<String> record) {
        xml.start("table:table-row");
        for (var cell : record) {
            xml.start("table:table-cell", "table:style-name", name(Look.LOCKED));
            text(cell);
            xml.end();
        }
        xml.end();
    }
}
