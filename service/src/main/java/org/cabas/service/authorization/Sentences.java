package org.cabas.service.authorization;

import java.math.BigDecimal;
import java.util.Locale;
import org.cabas.rules.money.FrenchNumbers;
import org.cabas.rules.money.Money;
import org.cabas.rules.policy.Notes;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Vocabulary;
import org.cabas.service.authorization.Decision.Given;
import org.cabas.service.language.Messages;

/** Reasons as a sentence that a cashier can read aloud: what is refused, why, by which rule. */
final class Sentences {
    private Sentences() {}

    /** The sentence of a reason. */
    static String of(Locale language, Given given) {
        var amounts = given.reason() == Reason.COVERAGE_REDUCED
                ? FrenchNumbers.decimal(BigDecimal.valueOf(given.limit(), 2))
                : Money.euroCents(given.limit()).inFrench();
        var sentence = Messages.say(
                language,
                "reason." + given.reason().code(),
                given.about(),
                amounts,
                Money.euroCents(given.left()).inFrench());
        var note = given.reason() == Reason.MERCHANT_FAMILY_NOT_COVERED ? "" : Notes.sentence(given.note());
        var rule = given.rule() == null
                ? ""
                : Messages.say(language, "reason.rule", given.rule().row());
        var words = new StringBuilder(sentence);
        if (!note.isEmpty() && language.equals(Messages.FRENCH)) {
            words.append(' ').append(note);
        }
        return rule.isEmpty() ? words.toString() : withRule(words, rule);
    }

    /** Puts the rule before the full stop. */
    private static String withRule(StringBuilder words, String rule) {
        var end = words.length() - 1;
        if (words.charAt(end) == '.') {
            words.insert(end, " " + rule);
        } else {
            words.append(' ').append(rule).append('.');
        }
        return words.toString();
    }

    /** A product family as people call it. */
    static String family(String code) {
        var label = Vocabulary.PRODUCT_FAMILIES
                .option(code)
                .map(Domain.Option::label)
                .orElse(code);
        return label.substring(0, 1).toUpperCase(Locale.FRENCH) + label.substring(1);
    }
}
