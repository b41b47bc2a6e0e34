package org.cabas.service.conventioning;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cabas.rules.exchange.CellGrammar;
import org.cabas.rules.exchange.Parsed;
import org.cabas.rules.policy.Answer;
import org.cabas.rules.policy.Conventioning;
import org.cabas.rules.policy.Fact;
import org.cabas.rules.policy.FactSheet;
import org.cabas.rules.policy.Notes;
import org.cabas.rules.policy.Policy;
import org.cabas.rules.policy.Rule;
import org.cabas.rules.policy.Verdict;
import org.cabas.rules.table.Basis;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Speech;
import org.cabas.rules.table.Value;
import org.cabas.rules.table.Vocabulary;
import org.cabas.service.conventioning.Candidacy.Told;
import org.cabas.service.fund.FundRules;
import org.cabas.service.fund.Policies;
import org.jspecify.annotations.Nullable;

/** The conventioning tables in force: what they have to be told of a place, and what they say of one. */
@Singleton
class ConventioningTables {
    private static final String TABLE = "conventioning";
    private static final String GRID = "conventioning_points";

    /** What a purchase asks of every place, whether or not a fund decides by it whom it accepts. */
    private static final Column KIND = new Column(
            Fact.MERCHANT_KIND.id(),
            ConventioningWording.say("told.kind"),
            ColumnType.CHOICE,
            Vocabulary.MERCHANT_KINDS,
            false,
            Basis.FIXED);

    private final Policies policies;
    private final Clock clock;

    ConventioningTables(Policies policies, Clock clock) {
        this.policies = policies;
        this.clock = clock;
    }

    /** What the tables say of a place. */
    enum Opinion {
        ADMITTED,
        REVIEW,
        REFUSED
    }

    /**
     * What the tables say of a place.
     *
     * @param reason in French, to be told to the merchant
     * @param rule null where no row answered
     * @param points the total of the grid; 0 where a fund has none
     * @param scored the rows that gave points
     * @param facts what they were asked with
     */
    record Said(
            Opinion opinion,
            String reason,
            @Nullable Rule rule,
            long points,
            List<Scored> scored,
            Map<String, Value> facts) {}

    /**
     * A row of the grid that gave points.
     *
     * @param words its conditions, in French
     */
    public record Scored(String row, String words, long points) {}

    /** The policy in force; none where the fund has published none. */
    Optional<Policy> policy(FundRules fund) {
        return policies.inForce(fund.rulebook(), clock.instant());
    }

    private static Optional<DecisionTable> table(Policy policy, String id) {
        return policy.tables().stream().filter(table -> table.id().equals(id)).findFirst();
    }

    /**
     * What places are asked: their kind, and every column that the fund's conventioning table or its grid reads, with the values that it
     * allows; not knowing is allowed where every table that reads it allows it.
     */
    List<Column> questions(FundRules fund) {
        var columns = new LinkedHashMap<String, Column>();
        columns.put(KIND.id(), KIND);
        policy(fund)
                .ifPresent(policy -> List.of(TABLE, GRID)
                        .forEach(id -> table(policy, id).stream()
                                .flatMap(table -> table.conditions().stream())
                                .filter(column -> !column.id().equals(Fact.POINTS.id()))
                                .forEach(column -> columns.merge(column.id(), column, ConventioningTables::both))));
        return List.copyOf(columns.values());
    }

    /** A column that two tables read, under the name and with the values of the first that a fund wrote. */
    private static Column both(Column one, Column other) {
        var written = one.equals(KIND) ? other : one;
        return new Column(
                written.id(),
                written.label(),
                written.type(),
                written.domain(),
                one.mayBeUnknown() && other.mayBeUnknown(),
                Basis.FIXED);
    }

    /** What is still to be asked of a place, in French; nothing where its candidacy is complete. */
    List<String> missing(FundRules fund, Told told) {
        var missing = new ArrayList<String>();
        if (told.siret().isEmpty()) {
            missing.add(ConventioningWording.say("told.siret"));
        }
        if (told.town().isEmpty()) {
            missing.add(ConventioningWording.say("told.town"));
        }
        for (var column : questions(fund)) {
            if (value(column, told).isEmpty()) {
                missing.add(column.label());
            }
        }
        return missing;
    }

    /** The answer to a column, as the table reads it today; empty for none that it can read. */
    static Optional<Value> value(Column column, Told told) {
        var answer = told.answers().getOrDefault(column.id(), "");
        if (answer.isBlank()) {
            return Optional.empty();
        }
        return CellGrammar.value(column, answer) instanceof Parsed.Good<Value>(var value)
                ? Optional.of(value)
                : Optional.empty();
    }

    /** What is known of a place, as the tables ask for it. */
    FactSheet facts(FundRules fund, Told told) {
        var known = new HashMap<String, Value>();
        for (var column : questions(fund)) {
            value(column, told).ifPresent(value -> known.put(column.id(), value));
        }
        return FactSheet.of(known);
    }

    /** Counts the points and asks the table. */
    Said ask(FundRules fund, Told told) {
        var facts = facts(fund, told);
        var policy = policy(fund);
        if (policy.isEmpty()) {
            return people("said.no-table", facts);
        }
        return switch (policy.get().conventioning(facts)) {
            case Answer.Given<Conventioning>(var given, var rule, var note) ->
                new Said(
                        opinion(given.verdict()),
                        reason(policy.get(), rule, note),
                        rule,
                        given.points(),
                        scored(policy.get(), given.scored()),
                        facts.asMap());
            case Answer.LeftToPeople<Conventioning>(var rule, var note) ->
                new Said(Opinion.REVIEW, reason(policy.get(), rule, note), rule, 0, List.of(), facts.asMap());
            case Answer.NotAnswered<Conventioning>(var gap, var lacking) ->
                people(gap == Answer.Gap.NO_TABLE ? "said.no-table" : "said.no-row", facts);
        };
    }

    private static Said people(String key, FactSheet facts) {
        return new Said(Opinion.REVIEW, ConventioningWording.say(key), null, 0, List.of(), facts.asMap());
    }

    private static Opinion opinion(Verdict verdict) {
        return switch (verdict) {
            case ADMITTED -> Opinion.ADMITTED;
            case REVIEW, WAITING, PAUSED -> Opinion.REVIEW;
            case REFUSED -> Opinion.REFUSED;
        };
    }

    private static List<Scored> scored(Policy policy, List<Conventioning.Scored> rows) {
        return rows.stream()
                .map(each -> new Scored(each.rule().row(), words(policy, each.rule()), each.points()))
                .toList();
    }

    /** The conditions of a row. */
    private static String words(Policy policy, Rule rule) {
        return table(policy, rule.table()).stream()
                .flatMap(table -> table.rows().stream()
                        .filter(row -> row.id().equals(rule.row()))
                        .map(row -> Speech.conditions(table, row)))
                .findFirst()
                .orElse(rule.row());
    }

    /** The committee's words on the row, or the row itself where there are none. */
    private static String reason(Policy policy, Rule rule, String note) {
        var words = Notes.sentence(note);
        if (!words.isEmpty()) {
            return words;
        }
        return table(policy, rule.table()).stream()
                .flatMap(table -> table.rows().stream()
                        .filter(row -> row.id().equals(rule.row()))
                        .map(row -> Speech.row(table, row)))
                .findFirst()
                .orElse(rule.row());
    }
}
