package org.cabas.rules.exchange;

/**
 * What was understood, or put right, while a file was read, and people should know of.
 *
 * @param sheet the sheet of a workbook; empty for a file without sheets
 * @param line the row as a spreadsheet counts it, from 1; of DMN, the line of the file; 0 for the whole sheet or file
 * @param message one French sentence
 */
public record Note(String sheet, int line, String message) {

    /** The note with its place, in French. */
    public String inFrench() {
        var place = (sheet.isEmpty() ? "" : French.quoted(sheet) + " ") + (line == 0 ? "" : "ligne " + line);
        return place.isBlank() ? message : place.strip() + "\u00a0: " + message;
    }
}
