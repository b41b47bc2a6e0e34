package org.cabas.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Stream;
import org.cabas.rules.funds.DemonstrationFunds;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Row;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** For every row of every demonstration table, a case is made from the table alone, and the compiled policy answers by it. */
class EveryRowIsReachedTest {
    private static final Policies POLICIES = new Policies();

    @TestFactory
    Stream<DynamicNode> every_row_of_every_demonstration_table_decides_a_case() {
        return DemonstrationFunds.rulebooks().stream()
                .map(rulebook -> dynamicContainer(
                        rulebook,
                        POLICIES.of(rulebook).tables().stream()
                                .map(table -> dynamicContainer(
                                        table.id(),
                                        table.rows().stream()
                                                .map(row -> dynamicTest(
                                                        row.id(), () -> isReached(rulebook, table, row)))))));
    }

    private static void isReached(String rulebook, DecisionTable table, Row row) {
        var sheet = Cases.decidedBy(table, row);
        assertThat(sheet)
                .as("a case that %s of %s decides", row.id(), table.id())
                .isPresent();

        var decision = POLICIES.of(rulebook).decide(table.id(), sheet.orElseThrow());

        assertThat(decision).hasValueSatisfying(decided -> {
            assertThat(decided.rows()).contains(row);
            if (Cases.decidesAlone(table)) {
                assertThat(decided.row()).contains(row);
            }
        });
    }
}
