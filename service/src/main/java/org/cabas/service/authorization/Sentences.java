package org.cabas.service.authorization;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Locale;
import org.cabas.rules.money.FrenchNumbers;
import org.cabas.rules.money.Money;
import org.cabas.rules.policy.Notes;
import org.cabas.rules.policy.Rule;
import org.cabas.rules.purchase.Decision.Given;
import org.cabas.rules.purchase.Reason;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Vocabulary;
import org.cabas.service.language.Messages;

/** Reasons as a sentence that a cashier can read aloud: what is refused, why, by which rule. */
final class Sentences {
    private Sentences() {}

    /** The sentence of a reason. */
    static String of(Locale language, Given given) {
        var sentence = Messages.say(
                language,
                key(given),
                given.family() ? family(language, given.about()) : given.about(),
                given.reason() == Reason.COVERAGE_REDUCED
                        ? percent(language, given.limit())
                        : amount(language, given.limit()),
                amount(language, given.left()));
        var note = Notes.sentence(given.note());
        var rule = given.rule() == null ? "" : rule(language, given.rule());
        var words = new StringBuilder(sentence);
        if (!note.isEmpty() && language.equals(Messages.FRENCH)) {
            words.append(' ').append(note);
        }
        return rule.isEmpty() ? words.toString() : withRule(words, rule);
    }

    /** The row, with the vote that adopted it: how a vote is called is French, as the committee's words are. */
    private static String rule(Locale language, Rule rule) {
        return rule.adoptedBy().isEmpty() || !language.equals(Messages.FRENCH)
                ? Messages.say(language, "reason.rule", rule.row())
                : Messages.say(language, "reason.rule.voted", rule.row(), rule.adoptedBy());
    }

    /** What is said of a line is not what is said of a total. */
    private static String key(Given given) {
        var ofLine = given.reason() == Reason.PRODUCT_NOT_ELIGIBLE || given.reason() == Reason.COVERAGE_REDUCED;
        return "reason." + given.reason().code() + (ofLine && given.line() == null ? ".total" : "");
    }

    private static String amount(Locale language, long cents) {
        if (language.equals(Messages.FRENCH)) {
            return Money.euroCents(cents).inFrench();
        }
        var format = NumberFormat.getCurrencyInstance(Locale.UK);
        format.setCurrency(Money.EURO);
        return format.format(BigDecimal.valueOf(cents, 2));
    }

    private static String percent(Locale language, long hundredths) {
        var percent = BigDecimal.valueOf(hundredths, 2);
        return language.equals(Messages.FRENCH)
                ? FrenchNumbers.decimal(percent)
                : percent.stripTrailingZeros().toPlainString();
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
    private static String family(Locale language, String code) {
        if (!language.equals(Messages.FRENCH)) {
            return Messages.say(language, "family." + code);
        }
        var label = Vocabulary.PRODUCT_FAMILIES
                .option(code)
                .map(Domain.Option::label)
                .orElse(code);
        return label.substring(0, 1).toUpperCase(Locale.FRENCH) + label.substring(1);
    }
}
