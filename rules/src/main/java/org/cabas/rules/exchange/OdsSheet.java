package org.cabas.rules.exchange;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** One sheet of an OpenDocument workbook, cell by cell, each as what people see of it. */
final class OdsSheet {
    /** As many blanks as one element may stand for in a cell. */
    private static final int MOST_BLANKS = 1_000;

    private final XMLStreamReader xml;
    private final ReadSheet sheet;
    private final List<String> cells = new ArrayList<>();
    private int line = 1;

    /** @param xml at the start of the table */
    OdsSheet(XMLStreamReader xml, ReadSheet sheet) {
        this.xml = xml;
        this.sheet = sheet;
    }

    /** Reads to the end of the table. */
    void read() throws XMLStreamException, XmlReader.Refused {
        var depth = 1;
        while (depth > 0) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    var name = xml.getLocalName();
                    OdsReading.refuse(name);
                    if (name.equals("table-row") && !sheet.isFull()) {
                        row();
                    } else {
                        depth++;
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> {}
            }
        }
    }

    /** Reads one row, to its end; a repeated one counts as often as it is repeated. */
    private void row() throws XMLStreamException, XmlReader.Refused {
        var times = repeated("number-rows-repeated");
        cells.clear();
        var column = 0;
        var depth = 1;
        while (depth > 0) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    var name = xml.getLocalName();
                    OdsReading.refuse(name);
                    if (name.equals("table-cell") || name.equals("covered-table-cell")) {
                        column = cell(column);
                    } else {
                        depth++;
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> {}
            }
        }
        var isBlank = new Line(line, cells).isBlank();
        for (var i = 0; i < times && !isBlank && !sheet.isFull(); i++) {
            sheet.add(line + i, cells);
        }
        line = Math.addExact(line, times);
    }

    /** Reads one cell, to its end; the column after it and its repetitions. */
    private int cell(int column) throws XMLStreamException, XmlReader.Refused {
        var times = repeated("number-columns-repeated");
        var type = String.valueOf(xml.getAttributeValue(OdsReading.OFFICE, "value-type"));
        var value = xml.getAttributeValue(OdsReading.OFFICE, "value");
        var date = xml.getAttributeValue(OdsReading.OFFICE, "date-value");
        var answer = xml.getAttributeValue(OdsReading.OFFICE, "boolean-value");
        var exact = xml.getAttributeValue(OdsReading.OFFICE, "string-value");
        if (xml.getAttributeValue(OdsReading.TABLE, "formula") != null) {
            sheet.formula(line, column);
            skipCell();
            return Math.addExact(column, times);
        }
        if (spans("number-columns-spanned") || spans("number-rows-spanned")) {
            sheet.merged(line, column);
        }
        var shown = shown();
        var text = switch (type) {
            case "float", "currency" -> value == null ? shown : number(value, CellNumbers::plain);
            case "percentage" -> value == null ? shown : number(value, CellNumbers::percent);
            case "date" -> date == null ? shown : date(date);
            case "boolean" -> answer == null ? shown : CellNumbers.answer(answer.equals("true"));
            default -> exact == null ? shown : exact;
        };
        for (var i = 0; i < times && !text.isEmpty() && sheet.takesCell(line, column + i); i++) {
            while (cells.size() <= column + i) {
                cells.add("");
            }
            cells.set(column + i, text);
        }
        return Math.addExact(column, times);
    }

    private boolean spans(String attribute) {
        var span = xml.getAttributeValue(OdsReading.TABLE, attribute);
        return span != null && !span.equals("1");
    }

    /** What is no number is shown as it stands there, to be told so. */
    private static String number(String value, Function<BigDecimal, String> shown) {
        return CellNumbers.read(value).map(shown).orElse(value);
    }

    private static String date(String date) {
        try {
            return date.length() == "2026-03-07".length()
                    ? LocalDate.parse(date).toString()
                    : CellNumbers.date(LocalDateTime.parse(date));
        } catch (DateTimeException unknown) {
            return date;
        }
    }

    private int repeated(String attribute) {
        var times = xml.getAttributeValue(OdsReading.TABLE, attribute);
        return times == null ? 1 : Math.clamp(Long.parseLong(times), 1, Integer.MAX_VALUE / 4);
    }

    private void skipCell() throws XMLStreamException, XmlReader.Refused {
        shown();
    }

    /** The text of the cell's paragraphs, without its comments and drawings; reads to the end of the cell. */
    private String shown() throws XMLStreamException, XmlReader.Refused {
        var text = new StringBuilder();
        var depth = 1;
        var aside = 0;
        var paragraphs = 0;
        while (depth > 0) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    var name = xml.getLocalName();
                    OdsReading.refuse(name);
                    if (aside > 0 || name.equals("annotation") || name.equals("shapes") || name.equals("frame")) {
                        aside++;
                    } else if (name.equals("p") || name.equals("h")) {
                        text.append(paragraphs++ == 0 ? "" : "\n");
                    } else if (name.equals("tab")) {
                        text.append('\t');
                    } else if (name.equals("line-break")) {
                        text.append('\n');
                    } else if (name.equals("s")) {
                        var count = xml.getAttributeValue("urn:oasis:names:tc:opendocument:xmlns:text:1.0", "c");
                        text.repeat(' ', count == null ? 1 : Math.clamp(Long.parseLong(count), 1, MOST_BLANKS));
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    aside = Math.max(0, aside - 1);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (aside == 0 && paragraphs > 0 && text.length() <= CsvFormat.LONGEST_CELL) {
                        text.append(xml.getText());
                    }
                }
                default -> {}
            }
        }
        return text.toString();
    }
}
