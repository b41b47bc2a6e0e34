package org.cabas.rules.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.Condition;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Facts;
import org.cabas.rules.table.Value;
import org.cabas.rules.verify.Finding.Kind;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kie.dmn.validation.dtanalysis.model.DTAnalysis;

/**
 * What others say of gaps and overlaps in random tables where one row decides: a look at every case, the analysis of
 * kie-dmn-validation and the sweeps of jDMN, the last two on the exported file.
 *
 * <p>Both read numbers as a continuum, where 0–600 and 601–1 000 leave a gap at 600,50. These tables' bounds lie on every second
 * step, so that every gap of a continuum holds a step and both mean the same. Where the two differ from Cabas otherwise, they aren't asked:
 *
 * <ul>
 *   <li>kie-dmn-validation refuses cells that ask for "unknown", and several choices; of a yes/no or choice column that isn't
 *       the last one it loses gaps (of the rows {@code false, "b"} and {@code -, "b"} it finds nothing left out). Its overlaps
 *       are compared for all tables.
 *   <li>jDMN reads numbers and yes/no only, takes no bounds from the file and looks between the smallest and largest bound of
 *       the rows, so it is silent about other gaps: what it tells is compared, and in tables of one column also what it
 *       doesn't. Rows that share a single bound ({@code [0..3]} and {@code [3..5]}) don't overlap to it.
 * </ul>
 */
class SecondOpinionsTest {
    private static final int TABLES = 2_000;
    private static final int FILES_TOGETHER = 100;

    private static final List<Opined> OPINED = new ArrayList<>();

    /** A table, its cases, those with all facts known, what Cabas finds and what kie-dmn-validation says. */
    private record Opined(
            DecisionTable table, List<Facts> every, List<Facts> cases, List<Finding> findings, DTAnalysis kie) {
        boolean isAnswered(Facts facts) {
            return table.rows().stream().anyMatch(row -> row.matches(facts));
        }

        List<Facts> unanswered() {
            return cases.stream().filter(facts -> !isAnswered(facts)).toList();
        }

        /** Pairs of rows, by their places from 1. */
        Set<String> overlaps() {
            var pairs = new TreeSet<String>();
            for (var facts : every) {
                var rows = IntStream.range(0, table.rows().size())
                        .filter(row -> table.rows().get(row).matches(facts))
                        .map(row -> row + 1)
                        .boxed()
                        .toList();
                pairs.addAll(pairs(rows));
            }
            return pairs;
        }
    }

    @BeforeAll
    static void tables() {
        var seed = new Random().nextLong();
        System.out.println("seed " + seed);
        for (var first = 0; first < TABLES; first += FILES_TOGETHER) {
            var tables = new ArrayList<DecisionTable>();
            for (var i = first; i < first + FILES_TOGETHER; i++) {
                tables.add(new EvenTables(new Random(seed + i)).unique("table-" + i));
            }
            var analyses = SecondOpinions.ofKie(tables);
            for (var i = 0; i < tables.size(); i++) {
                var table = tables.get(i);
                var every = Cases.of(table);
                var known = every.stream().filter(SecondOpinionsTest::isKnown).toList();
                OPINED.add(new Opined(table, every, known, TableVerifier.verify(table), analyses.get(i)));
            }
        }
    }

    @Test
    void gaps_are_those_that_a_look_at_every_case_shows() {
        var gaps = 0;
        for (var opined : OPINED) {
            var told = of(opined.findings, Kind.GAP);
            assertThat(told.isEmpty())
                    .as("%s", opined.table)
                    .isEqualTo(opined.unanswered().isEmpty());
            assertThat(told).allSatisfy(gap -> assertThat(opined.unanswered()).contains(gap.example()));
            gaps += told.size();
        }
        assertThat(gaps).isGreaterThan(TABLES / 2);
    }

    @Test
    void overlaps_are_those_that_a_look_at_every_case_shows() {
        for (var opined : OPINED) {
            assertThat(told(opined)).as("%s", opined.table).isEqualTo(withoutRepeats(opined, opined.overlaps()));
        }
    }

    @Test
    void kie_dmn_validation_finds_the_same_gaps_case_by_case() {
        var compared = 0;
        var unanswered = 0;
        for (var opined : OPINED) {
            if (opined.kie.isError() || asksForUnknown(opined.table) || !hasListsLast(opined.table)) {
                continue;
            }
            compared++;
            for (var facts : opined.cases) {
                var isGap =
                        opined.kie.getGaps().stream().anyMatch(gap -> SecondOpinions.holds(gap, opined.table, facts));
                assertThat(isGap).as("%s: %s", opined.table, facts).isEqualTo(!opined.isAnswered(facts));
                unanswered += isGap ? 1 : 0;
            }
            assertThat(opined.kie.getGaps().isEmpty())
                    .as("%s", opined.table)
                    .isEqualTo(of(opined.findings, Kind.GAP).isEmpty());
        }
        System.out.println("kie-dmn-validation: gaps of " + compared + " tables, " + unanswered + " cases");
        assertThat(compared).isGreaterThan(TABLES / 4);
        assertThat(unanswered).isGreaterThan(TABLES);
    }

    @Test
    void kie_dmn_validation_finds_the_same_overlaps() {
        var compared = 0;
        var overlaps = 0;
        for (var opined : OPINED) {
            if (opined.kie.isError() || asksForUnknown(opined.table)) {
                continue;
            }
            compared++;
            var theirs = new TreeSet<String>();
            opined.kie.getOverlaps().forEach(overlap -> theirs.addAll(pairs(overlap.getRules())));
            assertThat(withoutRepeats(opined, theirs)).as("%s", opined.table).isEqualTo(told(opined));
            overlaps += theirs.size();
        }
        System.out.println("kie-dmn-validation: overlaps of " + compared + " tables, " + overlaps + " pairs");
        assertThat(compared).isGreaterThan(TABLES / 2);
        assertThat(overlaps).isGreaterThan(TABLES);
    }

    @Test
    void jdmn_tells_no_gap_that_is_none_and_in_one_column_all_of_them() {
        var compared = 0;
        var told = 0;
        var silent = 0;
        for (var opined : OPINED) {
            if (!isForJdmn(opined.table)) {
                continue;
            }
            compared++;
            var boxes = SecondOpinions.gapsOfJdmn(opined.table);
            for (var facts : opined.cases) {
                if (!isInside(opined.table, facts)) {
                    continue;
                }
                var isTold = boxes.stream().anyMatch(box -> SecondOpinions.holds(box, opined.table, facts));
                if (isTold) {
                    told++;
                    assertThat(opined.isAnswered(facts))
                            .as("%s: %s", opined.table, facts)
                            .isFalse();
                } else if (!opined.isAnswered(facts)) {
                    silent++;
                    assertThat(opined.table.conditions().size() > 1 || !isBetweenBounds(opined.table, facts))
                            .as("%s: %s", opined.table, facts)
                            .isTrue();
                }
            }
        }
        System.out.printf(
                "jDMN: gaps of %d tables, %d cases told, %d beyond the bounds it looks between%n",
                compared, told, silent);
        assertThat(compared).isGreaterThan(TABLES / 10);
        assertThat(told).isGreaterThan(compared);
    }

    @Test
    void jdmn_finds_the_same_overlaps_but_those_of_a_single_bound() {
        var compared = 0;
        var overlaps = 0;
        for (var opined : OPINED) {
            if (!isForJdmn(opined.table) || hasTouchingRows(opined.table)) {
                continue;
            }
            compared++;
            var theirs = new TreeSet<String>();
            SecondOpinions.overlapsOfJdmn(opined.table).forEach(rows -> theirs.addAll(pairs(rows)));
            assertThat(withoutRepeats(opined, theirs)).as("%s", opined.table).isEqualTo(told(opined));
            overlaps += theirs.size();
        }
        System.out.println("jDMN: overlaps of " + compared + " tables, " + overlaps + " pairs");
        assertThat(compared).isGreaterThan(TABLES / 20);
        assertThat(overlaps).isGreaterThan(compared);
    }

    /** Repeated rows are told as such, once each; their other overlaps go without saying. */
    private static Set<String> withoutRepeats(Opined opined, Set<String> pairs) {
        var repeats = new TreeSet<String>();
        of(opined.findings, Kind.REPEATED_ROW).forEach(finding -> {
            var rows = places(opined.table, finding);
            assertThat(pairs).as("%s", opined.table).containsAll(pairs(rows));
            repeats.add(rows.getFirst().toString());
        });
        var others = new TreeSet<>(pairs);
        others.removeIf(pair -> repeats.contains(pair.split(" ", -1)[0]) || repeats.contains(pair.split(" ", -1)[1]));
        return others;
    }

    private static Set<String> told(Opined opined) {
        var pairs = new TreeSet<String>();
        for (var finding : opined.findings) {
            if (finding.kind() == Kind.CONTRADICTION || finding.kind() == Kind.HARMLESS_OVERLAP) {
                pairs.addAll(pairs(places(opined.table, finding)));
            }
        }
        return pairs;
    }

    private static List<Integer> places(DecisionTable table, Finding finding) {
        var ids = table.rows().stream().map(row -> row.id()).toList();
        return finding.rows().stream().map(id -> ids.indexOf(id) + 1).toList();
    }

    private static Set<String> pairs(List<Integer> rows) {
        var pairs = new TreeSet<String>();
        for (var row : rows) {
            for (var other : rows) {
                if (row < other) {
                    pairs.add(row + " " + other);
                }
            }
        }
        return pairs;
    }

    private static List<Finding> of(List<Finding> findings, Kind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).toList();
    }

    private static boolean isKnown(Facts facts) {
        return IntStream.range(0, facts.size()).noneMatch(c -> facts.at(c) instanceof Value.Unknown);
    }

    private static boolean asksForUnknown(DecisionTable table) {
        return table.rows().stream().anyMatch(row -> row.conditions().contains(Condition.UNKNOWN));
    }

    private static boolean hasListsLast(DecisionTable table) {
        return table.conditions().stream()
                .limit(table.conditions().size() - 1L)
                .allMatch(column -> column.type().isOrdered());
    }

    private static boolean isForJdmn(DecisionTable table) {
        return table.conditions().stream()
                .allMatch(column -> !column.mayBeUnknown()
                        && column.type() != ColumnType.DATE
                        && column.type() != ColumnType.CHOICE);
    }

    /** Whether no figure is a bound: what jDMN says of the bounds themselves can't be told from its messages. */
    private static boolean isInside(DecisionTable table, Facts facts) {
        return IntStream.range(0, facts.size())
                .noneMatch(c -> facts.at(c) instanceof Value.Quantity(var units)
                        && table.conditions().get(c).domain() instanceof Domain.Ordered range
                        && units / range.step() % 2 == 0);
    }

    private static boolean isBetweenBounds(DecisionTable table, Facts facts) {
        if (!(facts.at(0) instanceof Value.Quantity(var units))) {
            return true;
        }
        var cells =
                table.rows().stream().map(row -> row.conditions().getFirst()).toList();
        return cells.stream().anyMatch(cell -> !(cell instanceof Condition.Between(var from, var to)) || from <= units)
                && cells.stream()
                        .anyMatch(cell -> !(cell instanceof Condition.Between(var from, var to)) || to >= units);
    }

    private static boolean hasTouchingRows(DecisionTable table) {
        for (var c = 0; c < table.conditions().size(); c++) {
            var bounds = new TreeMap<Long, Integer>();
            for (var row : table.rows()) {
                if (row.conditions().get(c) instanceof Condition.Between(var from, var to)) {
                    bounds.merge(from, 1, (a, b) -> a | b);
                    bounds.merge(to, 2, (a, b) -> a | b);
                }
            }
            if (bounds.containsValue(3)) {
                return true;
            }
        }
        return false;
    }
}
