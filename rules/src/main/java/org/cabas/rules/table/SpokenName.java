package org.cabas.rules.table;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A column's label inside a French sentence: with its article where the label is a noun that this class knows
 * ({@code le revenu mensuel net du foyer}), and in guillemets where it isn't, because an article that is wrong reads
 * worse than none ({@code « Vente directe »}).
 *
 * @param text the noun without its article, or the label
 * @param kind how it is spoken
 */
public record SpokenName(String text, Kind kind) {

    /** How a name is spoken. */
    public enum Kind {
        /** {@code le revenu}, {@code du revenu}. */
        MASCULINE,
        /** {@code la contribution}, {@code de l'allocation}. */
        FEMININE,
        /** {@code « Vente directe »}, {@code de « Vente directe »}. */
        QUOTED
    }

    private static final Set<String> MASCULINE = Set.of(
            "age",
            "avis",
            "bareme",
            "besoin",
            "budget",
            "circuit",
            "cout",
            "decoupage",
            "delai",
            "departement",
            "effectif",
            "forfait",
            "groupe",
            "indice",
            "jour",
            "label",
            "lieu",
            "logement",
            "maximum",
            "minimum",
            "montant",
            "niveau",
            "nombre",
            "panier",
            "pays",
            "plafond",
            "poids",
            "pourcentage",
            "prix",
            "produit",
            "quartier",
            "quotient",
            "rayon",
            "reste",
            "revenu",
            "score",
            "secteur",
            "seuil",
            "statut",
            "tarif",
            "taux",
            "temps",
            "total",
            "type",
            "volume");

    private static final Set<String> FEMININE = Set.of(
            "adhesion",
            "aide",
            "allocation",
            "annee",
            "categorie",
            "certification",
            "commune",
            "composition",
            "contribution",
            "cotisation",
            "date",
            "decision",
            "dependance",
            "depense",
            "distance",
            "duree",
            "famille",
            "filiere",
            "frequence",
            "note",
            "origine",
            "part",
            "participation",
            "periode",
            "priorite",
            "prise",
            "provenance",
            "quantite",
            "reduction",
            "region",
            "remise",
            "reponse",
            "situation",
            "somme",
            "superficie",
            "surface",
            "taille",
            "tranche",
            "valeur",
            "zone");

    private static final Pattern HEAD = Pattern.compile("[\\p{L}\\p{M}]+");
    private static final Pattern VOWEL = Pattern.compile("[aeiouy].*");

    /** A longer label is a sentence of its own. */
    private static final int LONGEST_NOUN = 60;

    /** The name of a column. Questions that are answered by yes or no are quoted: they are seldom nouns. */
    public static SpokenName of(Column column) {
        var label = Spelling.spaced(column.label());
        var head = HEAD.matcher(label);
        var isNoun = column.type() != ColumnType.YES_NO
                && label.length() <= LONGEST_NOUN
                && label.chars().noneMatch(c -> ",?!:;=«»\"|<>".indexOf(c) >= 0)
                && head.lookingAt();
        if (!isNoun) {
            return new SpokenName(label, Kind.QUOTED);
        }
        var word = Spelling.fold(head.group());
        // « Mois depuis le départ » counts months: it is a plural, unless a month of the year is asked for.
        if (word.equals("mois") && column.type() == ColumnType.MONTH) {
            return new SpokenName(lowercase(label), Kind.MASCULINE);
        }
        if (!MASCULINE.contains(word) && !FEMININE.contains(word)) {
            return new SpokenName(label, Kind.QUOTED);
        }
        return new SpokenName(lowercase(label), MASCULINE.contains(word) ? Kind.MASCULINE : Kind.FEMININE);
    }

    private static String lowercase(String label) {
        return label.substring(0, 1).toLowerCase(Locale.FRENCH) + label.substring(1);
    }

    /** {@code le revenu}, {@code la contribution}, {@code l'allocation}, {@code « Vente directe »}. */
    public String name() {
        return switch (kind) {
            case MASCULINE -> elided() ? "l'" + text : "le " + text;
            case FEMININE -> elided() ? "l'" + text : "la " + text;
            case QUOTED -> Speech.quoted(text);
        };
    }

    /** {@code du revenu}, {@code de la contribution}, {@code de l'allocation}, {@code de « Vente directe »}. */
    public String ofName() {
        return kind == Kind.MASCULINE && !elided() ? "du " + text : "de " + name();
    }

    /** A participle or adjective that agrees: {@code connu}, {@code connue}. */
    public String agreed(String masculine) {
        return kind == Kind.FEMININE ? masculine + "e" : masculine;
    }

    /** Whether it is spoken as a noun. */
    public boolean isNoun() {
        return kind != Kind.QUOTED;
    }

    /** The noun without words at its end that the sentence has said already: without {@code du foyer}. */
    public SpokenName without(String end) {
        return isNoun() && text.endsWith(" " + end)
                ? new SpokenName(text.substring(0, text.length() - end.length() - 1), kind)
                : this;
    }

    /** The name with a capital, to begin a sentence with. */
    public String atStart() {
        return Speech.capitalised(name());
    }

    private boolean elided() {
        return VOWEL.matcher(Spelling.fold(text)).matches();
    }
}
