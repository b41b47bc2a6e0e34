package org.cabas.rules.exchange;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.cabas.rules.table.DecisionTable;
import org.jspecify.annotations.Nullable;

/**
 * Tables as CSV, the form that the repository and committees keep: UTF-8, cells separated by {@code ;}. The first
 * cell of each record says what the record is; case, accents and spaces don't matter, and blank records are skipped.
 *
 * <pre>
 * Table;contribution
 * Titre;Guide des contributions de Joigny
 * Lecture;première ligne qui convient
 *     or: une seule ligne convient, somme des points, toutes les lignes qui conviennent
 * Version;1                       optional: 0, a draft
 * Valable du;7 mars 2026          also 07/03/2026 and 2026-03-07
 * Valable jusqu'au;               optional: until replaced
 * Colonne;income;contribution     ids
 * Rôle;si;alors                   conditions first, then outcomes
 * Type;montant;montant
 *     or: nombre, nombre entier, pourcentage, choix, plusieurs choix, oui/non, date, mois
 * De;0 €;0 €                      optional: smallest value
 * À;100 000 €;1 000 €             optional: largest value
 * Pas;1 €;1 €                     optional: distance between neighbouring values
 * Valeurs;;                       closed lists: code = libellé | code = libellé, or &#64;familles for a shared one
 * Inconnu;non;non                 optional: whether the fact may be unknown; oui for conditions, non for outcomes
 * Base;;                          optional: % de allocation, par adults
 * Ligne;Revenu mensuel net du foyer;Contribution mensuelle;Note;Vote
 * R1;0 € à 600 €;5 €;;
 * R2;sinon;65 €;;
 * </pre>
 *
 * <p>{@link CellGrammar} says what the cells of a row may hold. Free text that a spreadsheet would take for a formula
 * is written behind an apostrophe. Reading what was written gives an equal table.
 */
public final class CsvFormat {
    /** Far above 10 000 rows of a few columns; read whole, so it also bounds the memory of one reading. */
    public static final int MOST_BYTES = 10 * 1024 * 1024;

    /** A table that people vote on has tens of rows; 10 000 is what compiles and verifies in seconds. */
    public static final int MOST_ROWS = 10_000;

    /** Room for the list of values of a column; a longer text is a document, not a cell. */
    static final int LONGEST_CELL = 32_000;

    /** Keywords, and as many blank records as a committee may leave between the rows. */
    private static final int MOST_RECORDS = 10 * MOST_ROWS;

    static final CSVFormat FORMAT = CSVFormat.Builder.create()
            .setDelimiter(';')
            .setQuote('"')
            .setRecordSeparator("\n")
            .setIgnoreEmptyLines(false)
            .get();

    private CsvFormat() {}

    /** The table that a file holds, or every problem in it. Bad input is an answer, never an exception. */
    public static Reading read(byte[] file) {
        var problems = new Problems();
        var lines = lines(file, problems);
        return lines == null ? new Reading.Unreadable(problems.inReadingOrder()) : TableReading.read(lines, problems);
    }

    /** The records of a file, as far as they can be told; null where nothing can be made of it. */
    static @Nullable List<Line> lines(byte[] file, Problems problems) {
        if (file.length > MOST_BYTES) {
            problems.add(1, 0, "", "Le fichier est trop gros\u00a0: 10 Mo au plus sont acceptés.");
            return null;
        }
        var bytes = ByteBuffer.wrap(file);
        var text = CharBuffer.allocate(file.length + 1);
        var decoded = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(bytes, text, true);
        text.flip();
        if (decoded.isError()) {
            var line = (int) text.chars().filter(c -> c == '\n').count() + 1;
            problems.add(
                    line,
                    0,
                    "",
                    "Le fichier n'est pas en UTF-8\u00a0: enregistrez-le à nouveau en choisissant «\u00a0CSV"
                            + " UTF-8\u00a0»"
                            + " ou le jeu de caractères «\u00a0Unicode (UTF-8)\u00a0».");
            return null;
        }
        return lines(text.toString(), problems);
    }

    private static @Nullable List<Line> lines(String text, Problems problems) {
        var lines = new ArrayList<Line>();
        var plain = text.startsWith("\ufeff") ? text.substring(1) : text;
        try (var parser = CSVParser.builder()
                .setReader(new StringReader(plain))
                .setFormat(FORMAT)
                .get()) {
            for (var record : parser) {
                var line = new Line(lines.size() + 1, record.toList());
                lines.add(line);
                checkLengths(line, problems);
                if (lines.size() > MOST_RECORDS) {
                    break;
                }
            }
        } catch (IOException | UncheckedIOException | IllegalStateException unreadable) {
            problems.add(
                    lines.size() + 1,
                    0,
                    "",
                    "La suite du fichier ne peut pas être lue\u00a0: un guillemet (\") n'est pas fermé,"
                            + " ou du texte le suit dans la même cellule.");
        }
        var rows = lines.stream().filter(line -> !line.isBlank()).count();
        if (rows > MOST_ROWS + Keyword.values().length || lines.size() > MOST_RECORDS) {
            problems.add(lines.size(), 0, "", "Le fichier a trop de lignes\u00a0: 10 000 au plus sont acceptées.");
            return null;
        }
        return lines;
    }

    private static void checkLengths(Line line, Problems problems) {
        for (var cell = 0; cell < line.cells().size(); cell++) {
            if (line.cell(cell).length() > LONGEST_CELL) {
                problems.add(line, cell, "La cellule est trop longue\u00a0: 32 000 caractères au plus sont acceptés.");
            }
        }
    }

    /** The file of a table, with {@code \n} at the end of each record. */
    public static String write(DecisionTable table) {
        var out = new StringBuilder();
        try (var printer = FORMAT.print(out)) {
            for (var record : TableWriting.records(table)) {
                printer.printRecord(record);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
        return out.toString();
    }

    /** The file of a table as bytes, which {@link #read} reads back. */
    public static byte[] writeBytes(DecisionTable table) {
        return write(table).getBytes(StandardCharsets.UTF_8);
    }
}
