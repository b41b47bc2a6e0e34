package org.cabas.rules.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.cabas.rules.money.Money;
import org.cabas.rules.table.Basis;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.HitPolicy;
import org.cabas.rules.table.Wording;

/**
 * Why tables can't be the answers to a policy's questions, in French: a missing outcome, a shared fact of another type, shares
 * that don't make a whole. Whether each table leaves a case out is for verification to say, not for this.
 */
final class Objections {
    private static final Set<HitPolicy> ONE_ROW = EnumSet.of(HitPolicy.FIRST, HitPolicy.UNIQUE);
    private static final Set<HitPolicy> ANY_ROWS = EnumSet.of(HitPolicy.FIRST, HitPolicy.UNIQUE, HitPolicy.EVERY);

    private static final String SHARE = "un pourcentage de 0\u00a0% à 100\u00a0%, toujours connu";

    private final List<String> sentences = new ArrayList<>();
    private final Set<String> tables;
    private final Map<String, Column> own = new HashMap<>();

    private Objections(Set<String> tables) {
        this.tables = tables;
    }

    static List<String> to(Collection<DecisionTable> tables) {
        var ids = tables.stream().map(DecisionTable::id).collect(Collectors.toSet());
        var objections = new Objections(ids);
        var seen = new HashSet<String>();
        for (var table : tables) {
            if (!seen.add(table.id())) {
                objections.add(table, "cette table est là deux fois.");
            }
            objections.sharedFacts(table);
            objections.ownCriteria(table);
            objections.question(table);
        }
        return List.copyOf(objections.sentences);
    }

    private void question(DecisionTable table) {
        switch (table.id()) {
            case Amount.CONTRIBUTION, Amount.ALLOCATION -> amount(table, table.id());
            case Amount.BASKET_PRICE -> amount(table, Amount.PRICE);
            case Criteria.ADMISSION, Criteria.CONVENTIONING -> verdict(table);
            case Criteria.GRID -> {
                reading(table, EnumSet.of(HitPolicy.POINTS));
                outcome(table, Criteria.POINTS, "un nombre entier", column -> column.type() == ColumnType.WHOLE);
            }
            case Eligibility.TABLE -> {
                reading(table, ONE_ROW);
                outcome(table, Eligibility.COVERAGE, SHARE, Objections::isShare);
            }
            case Ceilings.TABLE -> ceilings(table);
            case Sharing.TABLE -> shares(table);
            case Protocol.TABLE -> {
                reading(table, ONE_ROW);
                outcome(table, Protocol.NEXT, "un nombre entier", column -> column.type() == ColumnType.WHOLE);
                outcome(table, Protocol.ACTIONS, "plusieurs choix", column -> column.type() == ColumnType.CHOICES);
            }
            default -> {
                // A question of the fund's own: any table will do.
            }
        }
    }

    private void sharedFacts(DecisionTable table) {
        for (var column : table.conditions()) {
            var fact = Fact.ofId(column.id());
            if (fact.isPresent() && fact.get().type() != column.type()) {
                add(
                        table,
                        "la colonne « " + column.label() + " » (" + column.id() + ") n'a pas le type que toutes les"
                                + " caisses lui donnent.");
            }
        }
    }

    /** One sheet of facts serves all tables, so a criterion of the fund's own is one question wherever it is asked. */
    private void ownCriteria(DecisionTable table) {
        for (var column : table.conditions()) {
            var first = own.putIfAbsent(column.id(), column);
            if (first != null
                    && first.type() != column.type()
                    && Fact.ofId(column.id()).isEmpty()) {
                add(
                        table,
                        "la colonne « " + column.label() + " » (" + column.id()
                                + ") n'a pas le type qu'une autre table de la caisse lui donne.");
            }
        }
    }

    private void amount(DecisionTable table, String name) {
        reading(table, ONE_ROW);
        var parts = table.outcomes().stream()
                .filter(column -> Amount.isPartOf(name, column))
                .toList();
        if (parts.isEmpty()) {
            add(table, "il manque une colonne de réponse « " + name + " ».");
        }
        for (var column : parts) {
            if (column.type() != ColumnType.MONEY && !(column.basis() instanceof Basis.ShareOf)) {
                add(
                        table,
                        "la colonne « " + column.label() + " » doit être un montant, ou un pourcentage d'un montant.");
            }
            if (column.basis() instanceof Basis.ShareOf(var amount) && isUndecided(amount, table)) {
                add(
                        table,
                        "la colonne « " + column.label()
                                + " » est une part de l'allocation, qu'aucune table ne donne.");
            }
        }
    }

    /** Whether a share is one of the allocation, and the allocation can't be known when it is asked for. */
    private boolean isUndecided(String amount, DecisionTable table) {
        return amount.equals(Amount.ALLOCATION)
                && (table.id().equals(Amount.ALLOCATION) || !tables.contains(Amount.ALLOCATION));
    }

    private void verdict(DecisionTable table) {
        reading(table, ONE_ROW);
        outcome(table, Criteria.DECISION, "un choix", column -> column.type() == ColumnType.CHOICE);
        for (var column : table.outcomes()) {
            if (column.id().equals(Criteria.DECISION) && column.domain() instanceof Domain.Closed(var options)) {
                options.stream()
                        .filter(option -> Verdict.ofCode(option.code()).isEmpty())
                        .forEach(option -> add(
                                table,
                                "« " + option.label() + " » (" + option.code()
                                        + ") n'est pas une décision que Cabas connaît."));
            }
        }
    }

    private void ceilings(DecisionTable table) {
        reading(table, ANY_ROWS);
        var limits = EnumSet.allOf(Period.class).stream()
                .filter(period -> table.hasOutcome(period.column()))
                .toList();
        if (limits.isEmpty()) {
            add(table, "il manque une colonne de plafond, par achat, jour, semaine ou mois.");
        }
        for (var period : limits) {
            var column = table.outcomes().get(table.outcomeIndex(period.column()));
            if (column.type() != ColumnType.MONEY || !(column.basis() instanceof Basis.Fixed)) {
                add(table, "le plafond « " + column.label() + " » doit être un montant.");
            }
        }
    }

    private void shares(DecisionTable table) {
        reading(table, ONE_ROW);
        for (var column : table.outcomes()) {
            if (!isShare(column)) {
                add(table, "la part « " + column.label() + " » doit donner " + SHARE + ".");
            }
        }
        for (var row : table.rows()) {
            var total = Sharing.weights(row).stream().mapToLong(Long::longValue).sum();
            if (total != 100 * Money.ONE_PERCENT) {
                add(
                        table,
                        "les parts de la ligne " + row.id() + " font " + Wording.quantity(ColumnType.PERCENT, total)
                                + " au lieu de 100\u00a0%.");
            }
        }
    }

    private static boolean isShare(Column column) {
        return column.type() == ColumnType.PERCENT
                && column.basis() instanceof Basis.Fixed
                && !column.mayBeUnknown()
                && column.domain() instanceof Domain.Ordered range
                && range.minimum() >= 0
                && range.maximum() <= 100 * Money.ONE_PERCENT;
    }

    private void reading(DecisionTable table, Set<HitPolicy> allowed) {
        if (!allowed.contains(table.hitPolicy())) {
            add(
                    table,
                    "elle ne se lit pas de cette façon, sa réponse doit venir "
                            + (allowed.contains(HitPolicy.POINTS) ? "d'une somme de points." : "d'une ligne."));
        }
    }

    private void outcome(DecisionTable table, String id, String kind, Predicate<Column> fits) {
        var column = table.outcomes().stream()
                .filter(outcome -> outcome.id().equals(id))
                .findFirst();
        if (column.isEmpty()) {
            add(table, "il manque une colonne de réponse « " + id + " », qui donne " + kind + ".");
        } else if (!fits.test(column.get())) {
            add(table, "la colonne « " + column.get().label() + " » doit donner " + kind + ".");
        }
    }

    private void add(DecisionTable table, String sentence) {
        sentences.add("Table « " + table.title() + " »\u00a0: " + sentence);
    }
}
