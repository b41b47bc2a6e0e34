package org.cabas.rules.exchange;

import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.model.StylesTable;

/** One sheet of an XLSX workbook, cell by cell, each as what people see of it. */
final class XlsxSheet {
    /** 10 000 rows of 200 cells, each of up to four elements. */
    private static final long MOST_ELEMENTS = 8_000_000;

    private final ReadSheet sheet;
    private final XlsxTexts texts;
    private final StylesTable styles;
    private final boolean from1904;

    private final List<String> cells = new ArrayList<>();
    private int line;
    private int column;

    /** @param from1904 whether days are counted from 1904, as old Macintoshes did */
    XlsxSheet(ReadSheet sheet, XlsxTexts texts, StylesTable styles, boolean from1904) {
        this.sheet = sheet;
        this.texts = texts;
        this.styles = styles;
        this.from1904 = from1904;
    }

    void read(InputStream part) throws XMLStreamException, XmlReader.Refused {
        var xml = XmlReader.factory(MOST_ELEMENTS).createXMLStreamReader(part);
        while (xml.hasNext() && !sheet.isFull()) {
            switch (xml.next()) {
                case XMLStreamConstants.DTD -> throw XmlReader.doctype(1);
                case XMLStreamConstants.START_ELEMENT -> {
                    switch (xml.getLocalName()) {
                        case "row" -> startRow(xml);
                        case "c" -> cell(xml);
                        case "mergeCell" -> merged(xml);
                        default -> {}
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    if (xml.getLocalName().equals("row")) {
                        sheet.add(line, cells);
                    }
                }
                default -> {}
            }
        }
    }

    private void startRow(XMLStreamReader xml) {
        var number = xml.getAttributeValue(null, "r");
        line = number == null ? line + 1 : Math.max(1, Integer.parseInt(number));
        column = -1;
        cells.clear();
    }

    private void merged(XMLStreamReader xml) {
        var area = String.valueOf(xml.getAttributeValue(null, "ref"));
        var first = new CellReference(area.substring(0, area.indexOf(':')));
        sheet.merged(first.getRow() + 1, first.getCol());
    }

    private void cell(XMLStreamReader xml) throws XMLStreamException {
        var place = xml.getAttributeValue(null, "r");
        column = place == null ? column + 1 : new CellReference(place).getCol();
        var type = xml.getAttributeValue(null, "t");
        var style = xml.getAttributeValue(null, "s");
        var value = new StringBuilder();
        var isFormula = false;
        var depth = 1;
        var inText = false;
        while (depth > 0) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    isFormula |= xml.getLocalName().equals("f");
                    inText = xml.getLocalName().equals("inlineStr".equals(type) ? "t" : "v");
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    inText = false;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (inText) {
                        value.append(xml.getText());
                    }
                }
                default -> {}
            }
        }
        if (isFormula) {
            sheet.formula(line, column);
        } else if (!value.isEmpty()) {
            put(meaning(type == null ? "n" : type, style == null ? 0 : Integer.parseInt(style), value.toString()));
        }
    }

    private void put(String text) {
        if (!text.isEmpty() && sheet.takesCell(line, column)) {
            while (cells.size() <= column) {
                cells.add("");
            }
            cells.set(column, text);
        }
    }

    private String meaning(String type, int style, String value) {
        return switch (type) {
            case "s" -> texts.at(Integer.parseInt(value.strip()));
            case "inlineStr", "str" -> XlsxTexts.meaning(value);
            case "b" -> CellNumbers.answer(value.strip().equals("1"));
            case "d" -> value.strip().replaceFirst("T00:00(:00(\\.0+)?)?$", "");
            case "e" -> {
                sheet.error(line, column, value.strip());
                yield "";
            }
            default -> number(Double.parseDouble(value.strip()), style);
        };
    }

    private String number(double number, int style) {
        var formats = styles.getStyleAt(style);
        var format = formats == null || formats.getDataFormatString() == null ? "" : formats.getDataFormatString();
        if (formats != null && DateUtil.isADateFormat(formats.getDataFormat(), format)) {
            return DateUtil.isValidExcelDate(number)
                    ? CellNumbers.date(DateUtil.getLocalDateTime(number, from1904), format)
                    : CellNumbers.plain(BigDecimal.valueOf(number));
        }
        var exact = BigDecimal.valueOf(number);
        return CellNumbers.isPercent(format) ? CellNumbers.percent(exact) : CellNumbers.plain(exact);
    }
}
