package org.cabas.rules.exchange;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.cabas.rules.table.Spelling;

/** What the first cell of a record says the record is, in the order they are written. */
enum Keyword {
    TABLE("Table", "le nom court de la table"),
    TITLE("Titre", "le nom que les gens lui donnent"),
    READING("Lecture", "la façon de lire les lignes, par exemple «\u00a0première ligne qui convient\u00a0»"),
    VERSION("Version", ""),
    VALID_FROM("Valable du", "le premier jour où la table peut servir"),
    VALID_UNTIL("Valable jusqu'au", ""),
    COLUMN("Colonne", "le nom court de chaque colonne"),
    ROLE("Rôle", "«\u00a0si\u00a0» ou «\u00a0alors\u00a0» pour chaque colonne"),
    TYPE("Type", "ce que contient chaque colonne"),
    MINIMUM("De", ""),
    MAXIMUM("À", ""),
    STEP("Pas", ""),
    VALUES("Valeurs", ""),
    MAY_BE_UNKNOWN("Inconnu", ""),
    BASIS("Base", ""),
    ROWS("Ligne", "les libellés des colonnes, juste avant les lignes de la table");

    /** As it stands in a file. */
    final String written;

    /** What the record gives, in French; empty when it can be left out. */
    final String purpose;

    Keyword(String written, String purpose) {
        this.written = written;
        this.purpose = purpose;
    }

    /** The keyword of a first cell; case, accents, spaces and a colon at the end don't matter. */
    static Optional<Keyword> named(String cell) {
        var word = cell.replace(':', ' ');
        return Arrays.stream(values())
                .filter(keyword -> Spelling.same(keyword.written, word))
                .findFirst();
    }

    static List<String> all() {
        return Arrays.stream(values()).map(keyword -> keyword.written).toList();
    }

    boolean isRequired() {
        return !purpose.isEmpty();
    }

    /** Whether the record has one cell for each column of the table. */
    boolean isPerColumn() {
        return compareTo(COLUMN) >= 0;
    }
}
