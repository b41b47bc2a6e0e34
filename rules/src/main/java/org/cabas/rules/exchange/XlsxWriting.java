package org.cabas.rules.exchange;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.DataValidation;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.ss.util.CellRangeAddressList;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.cabas.rules.exchange.SheetPlan.DropDown;
import org.cabas.rules.exchange.SheetPlan.Look;

/**
 * A workbook as XLSX, row by row. Every cell is text, so that what people type is what is read: {@code 1/2} doesn't
 * become a day, nor {@code =…} a formula.
 */
final class XlsxWriting {
    /** Widths of columns, in characters. */
    private static final int NARROW = 14;

    private static final int WIDE = 40;
    private static final int WIDTH_UNIT = 256;

    /** Rows that stay in memory; the others wait in a temporary file. */
    private static final int WINDOW = 100;

    /** What the format would take for an escaped character, and what it can't hold unescaped. */
    private static final Pattern ESCAPED =
            Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)|[\\x00-\\x08\\x0b-\\x1f\\ufffe\\uffff]");

    private final WorkbookPlan plan;
    private final SXSSFWorkbook workbook;
    private final Map<Look, CellStyle> styles = new EnumMap<>(Look.class);

    private XlsxWriting(WorkbookPlan plan, SXSSFWorkbook workbook) {
        this.plan = plan;
        this.workbook = workbook;
        for (var look : Look.values()) {
            styles.put(look, style(look));
        }
    }

    static byte[] file(WorkbookPlan plan) {
        try (var workbook = new SXSSFWorkbook(WINDOW);
                var out = new ByteArrayOutputStream()) {
            workbook.setZip64Mode(Zip64Mode.AsNeeded); // not every reader knows archives of more than 4 GB
            var writing = new XlsxWriting(plan, workbook);
            plan.sheets().forEach(writing::sheet);
            writing.hidden();
            workbook.setActiveSheet(0);
            workbook.write(out);
            return out.toByteArray();
        } catch (IOException noTemporaryFile) {
            throw new UncheckedIOException("writing a workbook", noTemporaryFile);
        }
    }

    private CellStyle style(Look look) {
        var style = workbook.createCellStyle();
        style.setDataFormat(workbook.createDataFormat().getFormat("@"));
        style.setLocked(look != Look.OPEN && look != Look.BODY);
        style.setVerticalAlignment(VerticalAlignment.TOP);
        style.setWrapText(true);
        switch (look) {
            case KEYWORD, LOCKED -> fill(style, IndexedColors.GREY_25_PERCENT);
            case LABEL -> {
                fill(style, IndexedColors.LIGHT_GREEN);
                var font = workbook.createFont();
                font.setBold(true);
                style.setFont(font);
            }
            case OPEN, BODY -> {}
        }
        return style;
    }

    private static void fill(CellStyle style, IndexedColors color) {
        style.setFillForegroundColor(color.getIndex());
        style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
    }

    private CellStyle styleOf(Look look) {
        var style = styles.get(look);
        if (style == null) {
            throw new IllegalStateException("no style for " + look);
        }
        return style;
    }

    private void sheet(SheetPlan planned) {
        var sheet = workbook.createSheet(planned.name());
        for (var column = 0; column < planned.width(); column++) {
            sheet.setDefaultColumnStyle(column, styleOf(Look.BODY));
            sheet.setColumnWidth(column, WIDTH_UNIT * width(planned, column));
        }
        sheet.createFreezePane(1, planned.headRows());
        planned.dropDowns().forEach(dropDown -> dropDown(sheet, dropDown));
        protect(sheet);
        for (var row = 0; row < planned.records().size(); row++) {
            var record = planned.records().get(row);
            var written = sheet.createRow(row);
            for (var column = 0; column < planned.width(); column++) {
                var cell = written.createCell(column);
                cell.setCellStyle(styleOf(planned.look(row, column)));
                if (column < record.size() && !record.get(column).isEmpty()) {
                    cell.setCellValue(escaped(record.get(column)));
                }
            }
        }
    }

    private static int width(SheetPlan planned, int column) {
        var label = planned.records().get(planned.headRows() - 1);
        return column == 0 || column >= label.size()
                ? NARROW
                : Math.clamp(label.get(column).length() + 2, NARROW, WIDE);
    }

    /** The head is protected against slips, without a password; rows can be added, removed, sorted and made higher. */
    private static void protect(SXSSFSheet sheet) {
        sheet.enableLocking();
        sheet.lockInsertRows(false);
        sheet.lockDeleteRows(false);
        sheet.lockFormatRows(false);
        sheet.lockFormatColumns(false);
        sheet.lockFormatCells(false);
        sheet.lockSort(false);
        sheet.lockAutoFilter(false);
        sheet.lockSelectLockedCells(false);
        sheet.lockSelectUnlockedCells(false);
    }

    private void dropDown(SXSSFSheet sheet, DropDown dropDown) {
        var helper = sheet.getDataValidationHelper();
        var column = CellReference.convertNumToColString(plan.listColumn(dropDown));
        var list = helper.createFormulaListConstraint(HiddenSheet.NAME + "!$" + column + "$1:$" + column + "$"
                + dropDown.choices().size());
        var place = new CellRangeAddressList(dropDown.first(), dropDown.last(), dropDown.column(), dropDown.column());
        var validation = helper.createValidation(list, place);
        validation.setEmptyCellAllowed(true);
        validation.setSuppressDropDownArrow(true); // which, in this library, shows the arrow
        validation.setShowErrorBox(dropDown.isStrict());
        validation.setErrorStyle(DataValidation.ErrorStyle.STOP);
        validation.createErrorBox("Valeur inconnue", "Choisissez une valeur de la liste.");
        sheet.addValidationData(validation);
    }

    private void hidden() {
        var sheet = workbook.createSheet(HiddenSheet.NAME);
        sheet.enableLocking();
        var rows = plan.hiddenRows();
        for (var row = 0; row < rows.size(); row++) {
            write(sheet, row, rows.get(row));
        }
        workbook.setSheetHidden(workbook.getSheetIndex(sheet), true);
    }

    private void write(SXSSFSheet sheet, int row, List<String> record) {
        var written = sheet.createRow(row);
        for (var column = 0; column < record.size(); column++) {
            if (!record.get(column).isEmpty()) {
                var cell = written.createCell(column);
                cell.setCellStyle(styleOf(Look.LOCKED));
                cell.setCellValue(escaped(record.get(column)));
            }
        }
    }

    /** The text as the format writes it, which escapes what XML can't hold as {@code _x000D_}. */
    static String escaped(String text) {
        return ESCAPED.matcher(text)
                .replaceAll(
                        found -> String.format("_x%04X_", (int) found.group().charAt(0)));
    }
}
