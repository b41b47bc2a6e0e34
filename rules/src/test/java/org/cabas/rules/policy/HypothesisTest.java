package org.cabas.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cabas.rules.funds.DemonstrationFunds;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Row;
import org.junit.jupiter.api.Test;

/** Nobody may take an example for a decision: every row that a fund has not made public says so. */
class HypothesisTest {

    /** The rows whose rule and figures are public; all others were chosen for the demonstration. */
    private static final Map<String, Set<String>> PUBLIC = Map.ofEntries(
            rows("joigny/admission", "R5"),
            rows("joigny/contribution", "R1", "R2", "R3", "R4", "R5", "R6", "R7", "R8", "R9", "R10"),
            rows("joigny/allocation", "R1"),
            rows("joigny/conventioning", "R1", "R2"),
            rows("joigny/eligibility", "R1", "R4", "R7", "R8"),
            rows("solicagnole/admission", "R5"),
            rows("solicagnole/allocation", "R1", "R2"),
            rows("solicagnole/conventioning", "R1"),
            rows("solicagnole/eligibility", "R4", "R5", "R8"),
            rows("autunois/allocation", "R1"),
            rows("autunois/eligibility", "R4"),
            rows("gers/allocation", "R1"),
            rows("gers/follow_up", "R1", "R2", "R4", "R5", "R6", "R7"),
            rows("national/admission", "R1"),
            rows("national/allocation", "R1"),
            rows("national/contribution", "R2"),
            rows("national/eligibility", "R1", "R2"),
            rows("haute-normandie/eligibility", "R1"),
            rows("cocagne/cofunding", "R1"),
            rows("cocagne/eligibility", "R1"),
            rows("paniers/cofunding", "R1"),
            rows("paniers/eligibility", "R1"),
            rows("support-fund/conventioning", "R1"),
            rows("support-fund/eligibility", "R1", "R2", "R3"));

    @Test
    void every_row_that_is_not_public_is_marked_as_a_hypothesis_and_no_other() {
        assertThat(namesOf(row -> !Notes.isHypothesis(row.note())))
                .isEqualTo(PUBLIC.entrySet().stream()
                        .flatMap(table -> table.getValue().stream().map(row -> table.getKey() + "/" + row))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void every_row_that_can_refuse_says_why() {
        assertThat(namesOf(row -> row.note().isBlank())).allMatch(name -> name.startsWith("joigny/contribution/"));
    }

    private static TreeSet<String> namesOf(Predicate<Row> wanted) {
        return DemonstrationFunds.rulebooks().stream()
                .flatMap(rulebook ->
                        DemonstrationFunds.tables(rulebook).stream().flatMap(table -> names(rulebook, table, wanted)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> names(String rulebook, DecisionTable table, Predicate<Row> wanted) {
        return table.rows().stream().filter(wanted).map(row -> rulebook + "/" + table.id() + "/" + row.id());
    }

    private static Map.Entry<String, Set<String>> rows(String table, String... ids) {
        return Map.entry(table, Set.of(ids));
    }
}
