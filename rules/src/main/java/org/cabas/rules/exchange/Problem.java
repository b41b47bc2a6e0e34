package org.cabas.rules.exchange;

import java.util.Comparator;

/**
 * Why a file can't be read as it is, at one cell.
 *
 * @param sheet the sheet of a workbook; empty for a file without sheets
 * @param line the row as a spreadsheet counts it, from 1: blank rows count, line breaks inside a cell don't; of DMN,
 *     the line of the file
 * @param column the column as a spreadsheet counts it, from 1; 0 for a place that is no cell
 * @param columnName the label (or the id) of the table's column that the cell stands in; empty for cells that stand
 *     in none
 * @param message one French sentence: what is wrong and what would be accepted
 */
public record Problem(String sheet, int line, int column, String columnName, String message) {

    /** Top down, then left to right. */
    static final Comparator<Problem> IN_READING_ORDER =
            Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column);

    private static final int LETTERS = 26;

    public Problem {
        if (line < 1 || column < 0) {
            throw new IllegalArgumentException("no such cell: " + line + ", " + column);
        }
    }

    /** In a file without sheets. */
    public Problem(int line, int column, String columnName, String message) {
        this("", line, column, columnName, message);
    }

    /** The cell as a spreadsheet names it, {@code C12}, or {@code ligne 12} where there is no cell. */
    public String cell() {
        if (column == 0) {
            return "ligne " + line;
        }
        var letters = new StringBuilder();
        for (var rest = column; rest > 0; rest = (rest - 1) / LETTERS) {
            letters.insert(0, (char) ('A' + (rest - 1) % LETTERS));
        }
        return letters.toString() + line;
    }

    /** The problem with its place, in French: {@code C12 (Contribution mensuelle) : « abc » n'est pas un montant…}. */
    public String inFrench() {
        return (sheet.isEmpty() ? "" : French.quoted(sheet) + " ") + cell()
                + (columnName.isEmpty() ? "" : " (" + columnName + ")") + "\u00a0: " + message;
    }
}
