package org.cabas.service.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.cabas.rules.criteria.Adapted;
import org.cabas.rules.criteria.Criterion;
import org.cabas.rules.criteria.OwnColumns;
import org.cabas.rules.funds.DemonstrationFunds;
import org.cabas.rules.policy.Answer;
import org.cabas.rules.policy.Conventioning;
import org.cabas.rules.policy.FactSheet;
import org.cabas.rules.policy.Policy;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.Condition;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Row;
import org.cabas.rules.table.Value;
import org.junit.jupiter.api.Test;

/** What a fund asks of places beyond what all funds ask, from the file of the place to the decision. */
class MerchantFactsTest {
    private static final DecisionTable GRID = DemonstrationFunds.tables("joigny").stream()
            .filter(table -> table.id().equals("conventioning_points"))
            .findFirst()
            .orElseThrow();

    @Test
    void a_criterion_that_a_committee_adds_is_answered_by_the_place_and_counts() {
        var grid = with(Criterion.yesNo("Accueille des personnes en insertion"));
        var rows = new ArrayList<>(grid.rows());
        var cells = new ArrayList<Condition>();
        grid.conditions().forEach(column -> cells.add(Condition.ANY));
        cells.set(cells.size() - 1, Condition.YES);
        rows.add(new Row("P9", cells, List.of(new Value.Quantity(15)), "", ""));
        var tables = new ArrayList<>(DemonstrationFunds.tables("joigny"));
        tables.replaceAll(table -> table.id().equals(grid.id()) ? withRows(grid, rows) : table);
        var policy = Policy.compile(2, tables);
        assertThat(points(policy, "{\"accueille_des_personnes_en_insertion\": true}"))
                .isEqualTo(55);
        assertThat(points(policy, "{\"accueille_des_personnes_en_insertion\": false}"))
                .isEqualTo(40);
        assertThat(points(policy, "{}")).isEqualTo(40);
    }

    @Test
    void answers_come_in_the_units_of_their_columns() {
        assertThat(answer(criterion(ColumnType.MONEY), "12.5")).isEqualTo(new Value.Quantity(1_250));
        assertThat(answer(criterion(ColumnType.PERCENT), "40")).isEqualTo(new Value.Quantity(4_000));
        assertThat(answer(criterion(ColumnType.DATE), "\"2026-03-07\""))
                .isEqualTo(new Value.Quantity(LocalDate.of(2026, 3, 7).toEpochDay()));
        assertThat(answer(Criterion.choice("Essai", "petit | grand"), "\"petit\""))
                .isEqualTo(new Value.Choice("petit"));
        var several = new Criterion("Essai", ColumnType.CHOICES, "petit | grand", "", "", "");
        assertThat(answer(several, "[\"petit\", \"grand\"]")).isEqualTo(new Value.Choices(Set.of("petit", "grand")));
        assertThat(answer(several, "[]")).isEqualTo(new Value.Choices(Set.of()));
    }

    @Test
    void an_answer_of_another_type_is_unknown_and_never_zero() {
        for (var type : List.of(ColumnType.MONEY, ColumnType.WHOLE, ColumnType.PERCENT, ColumnType.NUMBER)) {
            assertThat(answer(criterion(type), "\"beaucoup\"")).as("%s", type).isEqualTo(Value.UNKNOWN);
            assertThat(answer(criterion(type), "true")).as("%s", type).isEqualTo(Value.UNKNOWN);
        }
        assertThat(answer(criterion(ColumnType.DATE), "\"demain\"")).isEqualTo(Value.UNKNOWN);
        assertThat(answer(criterion(ColumnType.YES_NO), "\"oui\"")).isEqualTo(Value.UNKNOWN);
        assertThat(answer(Criterion.choice("Essai", "petit | grand"), "3")).isEqualTo(Value.UNKNOWN);
        assertThat(answer(new Criterion("Essai", ColumnType.CHOICES, "petit", "", "", ""), "\"petit\""))
                .isEqualTo(Value.UNKNOWN);
    }

    @Test
    void a_figure_beyond_all_bounds_stops_nobody() {
        assertThat(answer(criterion(ColumnType.MONEY), "1e40")).isInstanceOf(Value.Quantity.class);
        assertThat(answer(criterion(ColumnType.WHOLE), "-1e40")).isInstanceOf(Value.Quantity.class);
    }

    private static Criterion criterion(ColumnType type) {
        return new Criterion("Essai", type, "", "", "", "");
    }

    private static Value answer(Criterion criterion, String json) {
        return MerchantFacts.of(merchant("{\"essai\": " + json + "}"), List.of(with(criterion)))
                .value("essai")
                .orElse(Value.UNKNOWN);
    }

    private static long points(Policy policy, String criteria) {
        FactSheet facts = MerchantFacts.of(merchant(criteria), policy.tables());
        return policy.conventioning(facts) instanceof Answer.Given<Conventioning> given
                ? given.value().points()
                : -1;
    }

    private static DecisionTable with(Criterion criterion) {
        var column = ((Criterion.Read.Asked) criterion.read(GRID)).column();
        return ((Adapted.Done) OwnColumns.add(GRID, column, 99)).table();
    }

    private static DecisionTable withRows(DecisionTable table, List<Row> rows) {
        return new DecisionTable(
                table.id(),
                table.title(),
                table.version(),
                table.hitPolicy(),
                table.conditions(),
                table.outcomes(),
                rows,
                table.validity());
    }

    private static Merchant merchant(String criteria) {
        return new Merchant(
                "m1", "joigny", "Un lieu", "shop", null, "Joigny", null, null, true, null, null, null, null, criteria);
    }
}
