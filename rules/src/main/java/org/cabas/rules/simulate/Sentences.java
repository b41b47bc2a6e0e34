package org.cabas.rules.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.cabas.rules.money.Money;
import org.cabas.rules.policy.FactSheet;
import org.cabas.rules.purchase.Decision.Given;
import org.cabas.rules.purchase.Item;
import org.cabas.rules.purchase.Reason;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.Condition;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Row;
import org.cabas.rules.table.Vocabulary;
import org.cabas.rules.table.Wording;
import org.jspecify.annotations.Nullable;

/** Examples in French, about nobody: what is bought and where, never by whom nor when, and always for ten euros. */
final class Sentences {
    private static final Money TEN = Money.euroCents(10_00);
    private static final String COLON = "\u00a0: ";

    private Sentences() {}

    /** {@code Légumes, bio, stand de marché : sur 10 €, la carte paierait 10 € au lieu de 5 €.} */
    static String line(@Nullable Item item, String kind, long hundredthsBefore, long hundredthsAfter) {
        var words = new ArrayList<String>();
        words.add(
                item == null
                        ? "achat dont le lieu ne dit que le total"
                        : label(Vocabulary.PRODUCT_FAMILIES, item.family()));
        if (item != null) {
            about(item, words);
        }
        if (!kind.isEmpty()) {
            words.add(label(Vocabulary.MERCHANT_KINDS, kind));
        }
        return capital(String.join(", ", words)) + COLON + "sur " + TEN.inFrench() + ", la carte paierait "
                + TEN.percent(hundredthsAfter).inFrench() + " au lieu de "
                + TEN.percent(hundredthsBefore).inFrench() + ".";
    }

    private static void about(Item item, List<String> words) {
        if (item.labels() == null) {
            words.add("labels inconnus");
        } else if (item.labels().stream().anyMatch(FactSheet.ORGANIC_LABELS::contains)) {
            words.add("bio");
        }
        if (item.packaged()) {
            words.add("emballé");
            words.add(item.novaGroup() == null ? "groupe NOVA inconnu" : "NOVA\u00a0" + item.novaGroup());
        }
    }

    /** What a limit would do; one of both may be absent. */
    static String ceiling(@Nullable Given before, @Nullable Given after) {
        var given = after == null ? before : after;
        if (given == null) {
            return "";
        }
        var of = "Plafond " + period(given.reason());
        if (before == null) {
            return of + COLON + euros(given) + ", qui ne coupe pas cet achat aujourd'hui.";
        }
        if (after == null) {
            return of + " de " + euros(given) + COLON + "il ne couperait plus cet achat.";
        }
        return before.limit() == after.limit()
                ? of + " de " + euros(given) + COLON + "d'autres achats l'auraient entamé autrement."
                : of + COLON + euros(after) + " au lieu de " + euros(before) + ".";
    }

    /** {@code Un foyer concerné verserait 25 € par mois au lieu de 20 €.} */
    static String amount(String question, Money before, Money after) {
        var verb = switch (question) {
            case "contribution" -> "verserait ";
            case "allocation" -> "recevrait ";
            default -> "paierait ";
        };
        return "Un foyer concerné " + verb + after.inFrench() + " par mois au lieu de " + before.inFrench() + ".";
    }

    /** What a row of a table is about, in words. */
    static String row(DecisionTable table, Row row) {
        var words = new ArrayList<String>();
        var several = table.conditions().size() > 1;
        for (var i = 0; i < row.conditions().size(); i++) {
            var condition = row.conditions().get(i);
            if (!(condition instanceof Condition.Any)) {
                var column = table.conditions().get(i);
                words.add((several ? named(column) : "") + Wording.written(column, condition));
            }
        }
        return words.isEmpty() ? "tous les autres" : String.join("\u202f; ", words);
    }

    private static String named(Column column) {
        return column.label() + COLON;
    }

    private static String euros(Given given) {
        return Money.euroCents(given.limit()).inFrench();
    }

    private static String period(Reason reason) {
        return switch (reason) {
            case CEILING_DAY -> "du jour";
            case CEILING_WEEK -> "de la semaine";
            case CEILING_MONTH -> "du mois";
            default -> "par achat";
        };
    }

    private static String label(Domain.Closed list, String code) {
        return list.option(code).map(Domain.Option::label).orElse(code);
    }

    private static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.FRENCH) + words.substring(1);
    }
}
