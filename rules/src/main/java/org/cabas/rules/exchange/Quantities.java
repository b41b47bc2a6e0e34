package org.cabas.rules.exchange;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Spelling;
import org.cabas.rules.table.Wording;

/**
 * Amounts, numbers, percentages, dates and months as people write them in French, in the units of their {@link
 * ColumnType}.
 */
final class Quantities {
    /**
     * An optional sign; digits, alone or in groups of three; decimals after a comma or a point; what follows is the
     * unit. More than 18 digits are beyond every domain.
     */
    private static final Pattern NUMBER =
            Pattern.compile("([+\\-\u2212])? ?(\\d{1,3}(?: \\d{3}){1,5}|\\d{1,18})(?:([.,])(\\d{1,9}))?(?!\\d) ?(.*)");

    private static final Pattern ISO_DATE = Pattern.compile("([1-9]\\d{3})-(\\d{1,2})-(\\d{1,2})");
    private static final Pattern SLASHED_DATE = Pattern.compile("(\\d{1,2})/(\\d{1,2})/([1-9]\\d{3})");
    private static final Pattern WORDED_DATE = Pattern.compile("(\\d{1,2})(?:er)? (\\p{L}+)\\.? ([1-9]\\d{3})");

    private static final Set<String> EUROS = Set.of("", "€", "euro", "euros", "eur");
    private static final Set<String> PERCENTS = Set.of("", "%", "pour cent", "pourcent");

    /** The units that people put after a number. Not any word: « 10 mille » isn't 10. */
    private static final Set<String> UNITS = Set.of(
            "",
            "km",
            "m",
            "m2",
            "m²",
            "ha",
            "kg",
            "g",
            "l",
            "h",
            "heure",
            "heures",
            "j",
            "jour",
            "jours",
            "semaine",
            "semaines",
            "mois",
            "an",
            "ans",
            "annee",
            "annees",
            "pers",
            "personne",
            "personnes",
            "adulte",
            "adultes",
            "enfant",
            "enfants",
            "membre",
            "membres",
            "foyer",
            "foyers",
            "salarie",
            "salaries",
            "etp",
            "part",
            "parts",
            "point",
            "points",
            "pt",
            "pts",
            "fois",
            "produit",
            "produits",
            "commune",
            "communes");

    private Quantities() {}

    /** The quantity that a cell of such a type holds. */
    static Parsed<Long> parse(ColumnType type, String cell) {
        var text = Spelling.fold(cell);
        return switch (type) {
            case MONEY ->
                number(text, cell, type, EUROS, "n'est pas un montant\u00a0: écrivez par exemple 1 450 € ou 12,50 €.");
            case PERCENT ->
                number(
                        text,
                        cell,
                        type,
                        PERCENTS,
                        "n'est pas un pourcentage\u00a0: écrivez par exemple 70 % ou 12,5 %.");
            case NUMBER ->
                number(text, cell, type, UNITS, "n'est pas un nombre\u00a0: écrivez par exemple 12, 1 450 ou 12,5.");
            case WHOLE ->
                number(text, cell, type, UNITS, "n'est pas un nombre entier\u00a0: écrivez par exemple 3 ou 1 450.");
            case DATE -> date(text, cell).then(day -> Parsed.good(day.toEpochDay()));
            case MONTH -> month(text, cell);
            case CHOICE, CHOICES, YES_NO -> throw new IllegalArgumentException(type + " has no quantities");
        };
    }

    /** A day: {@code 7 mars 2026}, {@code 1er mars 2026}, {@code 07/03/2026} or {@code 2026-03-07}. */
    static Parsed<LocalDate> date(String cell) {
        return date(Spelling.fold(cell), cell);
    }

    private static Parsed<Long> number(String text, String cell, ColumnType type, Set<String> units, String message) {
        var found = NUMBER.matcher(text);
        if (!found.matches() || !units.contains(unit(found))) {
            return Parsed.bad(French.quoted(cell) + " " + message);
        }
        var decimals = found.group(4) == null ? "" : found.group(4);
        if (decimals.length() == 3 && ".".equals(found.group(3))) {
            return Parsed.bad(
                    French.quoted(cell) + " peut se lire de deux façons\u00a0: écrivez les milliers avec une espace"
                            + " (1 450) et les décimales avec une virgule (1,45).");
        }
        if (type == ColumnType.PERCENT
                && unit(found).isEmpty()
                && found.group(2).matches("0+")
                && !decimals.matches("0*")) {
            return Parsed.bad(French.quoted(cell) + " peut se lire de deux façons\u00a0: écrivez 0," + decimals
                    + " % ou " + CellNumbers.percent(new BigDecimal("0." + decimals)) + ".");
        }
        var value =
                new BigDecimal(found.group(2).replace(" ", "") + "." + decimals + "0").movePointRight(type.decimals());
        if (decimals.length() > type.decimals() && !decimals.matches("00?")) {
            return Parsed.bad(French.quoted(cell) + " est trop précis\u00a0: "
                    + (type.decimals() == 0
                            ? "un nombre entier est attendu."
                            : type.decimals() + " chiffres au plus après la virgule."));
        }
        if (value.compareTo(BigDecimal.valueOf(Domain.WIDEST)) > 0) {
            return Parsed.bad(French.quoted(cell) + " est trop grand.");
        }
        var size = value.longValueExact();
        return Parsed.good(found.group(1) == null || found.group(1).equals("+") ? size : -size);
    }

    private static String unit(Matcher number) {
        var unit = number.group(5);
        return unit.endsWith(".") ? unit.substring(0, unit.length() - 1) : unit;
    }

    private static Parsed<LocalDate> date(String text, String cell) {
        try {
            var iso = ISO_DATE.matcher(text);
            if (iso.matches()) {
                return day(iso.group(1), Integer.parseInt(iso.group(2)), iso.group(3));
            }
            var slashed = SLASHED_DATE.matcher(text);
            if (slashed.matches()) {
                return day(slashed.group(3), Integer.parseInt(slashed.group(2)), slashed.group(1));
            }
            var worded = WORDED_DATE.matcher(text);
            if (worded.matches() && monthNamed(worded.group(2)) > 0) {
                return day(worded.group(3), monthNamed(worded.group(2)), worded.group(1));
            }
        } catch (DateTimeException noSuchDay) {
            return Parsed.bad(French.quoted(cell) + " n'existe pas dans le calendrier.");
        }
        return Parsed.bad(French.quoted(cell)
                + " n'est pas une date\u00a0: écrivez par exemple 7 mars 2026, 07/03/2026 ou 2026-03-07.");
    }

    private static Parsed<LocalDate> day(String year, int month, String day) {
        return Parsed.good(LocalDate.of(Integer.parseInt(year), month, Integer.parseInt(day)));
    }

    private static Parsed<Long> month(String text, String cell) {
        var named = monthNamed(text);
        if (named > 0) {
            return Parsed.good((long) named);
        }
        if (text.matches("0?[1-9]|1[0-2]")) {
            return Parsed.good(Long.parseLong(text));
        }
        return Parsed.bad(French.quoted(cell) + " n'est pas un mois" + French.meant(cell, Wording.MONTHS)
                + " Écrivez son nom, de janvier à décembre.");
    }

    /** From 1 for {@code janvier}; 0 for no month. */
    private static int monthNamed(String text) {
        for (var i = 0; i < Wording.MONTHS.size(); i++) {
            if (Spelling.same(Wording.MONTHS.get(i), text)) {
                return i + 1;
            }
        }
        return 0;
    }
}
