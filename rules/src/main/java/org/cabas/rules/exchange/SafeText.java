package org.cabas.rules.exchange;

/**
 * Free text that a spreadsheet can't take for a formula. A leading apostrophe stands before what would start one, and
 * before the apostrophes that such a text already has, so that every text comes back as it was.
 */
public final class SafeText {
    /**
     * What starts a formula in one spreadsheet or another; tab and carriage return are skipped by some before they
     * look.
     */
    private static final String FORMULA_STARTS = "=+-@\t\r\uff1d\uff0b\uff0d\uff20";

    private SafeText() {}

    /** The text as it is written to a cell. */
    public static String neutralised(String text) {
        return startsFormula(text) ? "'" + text : text;
    }

    /** The text that a cell was written from. */
    public static String restored(String cell) {
        return cell.startsWith("'") && startsFormula(cell) ? cell.substring(1) : cell;
    }

    private static boolean startsFormula(String text) {
        var start = 0;
        while (start < text.length() && text.charAt(start) == '\'') {
            start++;
        }
        return start < text.length() && FORMULA_STARTS.indexOf(text.charAt(start)) >= 0;
    }
}
