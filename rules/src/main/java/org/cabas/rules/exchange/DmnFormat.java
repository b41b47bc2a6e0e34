package org.cabas.rules.exchange;

import org.cabas.rules.table.DecisionTable;

/**
 * Tables as DMN 1.3, for Camunda Modeler and for other engines: a decision with its facts, its table and a drawing.
 * {@link DmnFacts} says how facts are named and valued, and how an answer names its row.
 *
 * <p>First match is {@code FIRST}, unique is {@code UNIQUE}, every row that matches is {@code COLLECT}. A sum of points
 * is {@code COLLECT} with {@code SUM} where DMN can add ({@link DmnFacts#isAddedUp}); otherwise it lists the rows that
 * match, and whoever reads them adds. The answer is a context of the outcomes and {@code row}, or a list of those for
 * {@code COLLECT}; a sum is a number.
 *
 * <p>Cells are FEEL of a closed grammar: {@code -}, {@code null}, {@code true}, {@code 5}, {@code >= 5}, {@code
 * [1..3]}, {@code "a", "b"}, {@code not("a")}, and {@code list contains(?, "a")} for several choices. What DMN has no
 * word for (steps, labels of options, bases, validity, version) stands in extension elements of {@code
 * urn:cabas:dmn:1}; notes are the rules' descriptions, votes an annotation.
 */
public final class DmnFormat {
    /** Room for 10 000 rules of a few columns, which XML writes at length. */
    public static final int MOST_BYTES = 20 * 1024 * 1024;

    private DmnFormat() {}

    /**
     * The tables that a file holds, or every problem in it. Files of other modelers are read too, in DMN 1.2 to 1.5, as
     * far as they hold decision tables of the closed grammar; their columns are inferred, and what was understood is
     * noted. Functions, contexts, formulas, imports and other languages are refused before anything could run them.
     */
    public static FileReading read(byte[] file) {
        return file.length > MOST_BYTES
                ? FileReading.refused("Le fichier est trop gros\u00a0: 20 Mo au plus sont acceptés.")
                : DmnReading.read(file);
    }

    /** The file of a table. */
    public static byte[] write(DecisionTable table) {
        return DmnWriting.file(table);
    }
}
