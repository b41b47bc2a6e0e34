package org.cabas.rules.exchange;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.HitPolicy;
import org.cabas.rules.table.Spelling;

/**
 * The French words of one closed set of things.
 *
 * @param <T> what the words name
 */
final class Words<T> {

    /** How rows make the decision. */
    static final Words<HitPolicy> READINGS = new Words<HitPolicy>()
            .with(HitPolicy.FIRST, "première ligne qui convient", "la première ligne qui convient", "première ligne")
            .with(HitPolicy.UNIQUE, "une seule ligne convient", "une seule ligne", "ligne unique", "unique")
            .with(HitPolicy.POINTS, "somme des points", "total des points", "points")
            .with(
                    HitPolicy.EVERY,
                    "toutes les lignes qui conviennent",
                    "chaque ligne qui convient",
                    "toutes les lignes");

    /** Whether a column asks or answers. */
    static final Words<Role> ROLES = new Words<Role>()
            .with(Role.CONDITION, "si", "condition", "question")
            .with(Role.OUTCOME, "alors", "résultat", "réponse");

    /** What a column's values are. */
    static final Words<ColumnType> TYPES = new Words<ColumnType>()
            .with(ColumnType.MONEY, "montant", "euros", "€")
            .with(ColumnType.NUMBER, "nombre", "nombre décimal")
            .with(ColumnType.WHOLE, "nombre entier", "entier")
            .with(ColumnType.PERCENT, "pourcentage", "%", "taux")
            .with(ColumnType.CHOICE, "choix", "un choix")
            .with(ColumnType.CHOICES, "plusieurs choix")
            .with(ColumnType.YES_NO, "oui/non", "oui / non", "oui ou non")
            .with(ColumnType.DATE, "date", "jour")
            .with(ColumnType.MONTH, "mois");

    /** Whether a fact may be missing. */
    static final Words<Boolean> ANSWERS =
            new Words<Boolean>().with(true, "oui", "o").with(false, "non", "n");

    /** Whether a column asks or answers. */
    enum Role {
        CONDITION,
        OUTCOME
    }

    private final Map<T, String> written = new LinkedHashMap<>();
    private final Map<String, T> meanings = new LinkedHashMap<>();

    private Words() {}

    private Words<T> with(T meaning, String... words) {
        written.put(meaning, words[0]);
        for (var word : words) {
            meanings.put(Spelling.fold(word), meaning);
        }
        return this;
    }

    /** The word that is written. */
    String word(T meaning) {
        var word = written.get(meaning);
        if (word == null) {
            throw new IllegalArgumentException("no word for " + meaning);
        }
        return word;
    }

    /** All words that are written. */
    List<String> all() {
        return List.copyOf(written.values());
    }

    /** What the cell means. */
    Optional<T> meaning(String cell) {
        return Optional.ofNullable(meanings.get(Spelling.fold(cell)));
    }

    /** What the cell means, or the sentence that lists the words. */
    Parsed<T> parse(String cell) {
        var words = List.copyOf(written.values());
        return meaning(cell)
                .map(Parsed::good)
                .orElseGet(() -> Parsed.bad((Spelling.fold(cell).isEmpty()
                                ? "La cellule est vide."
                                : French.quoted(cell) + " n'est pas accepté ici" + French.meant(cell, words))
                        + " Écrivez " + String.join("\u202f; ", words) + "."));
    }
}
