package org.cabas.rules.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Facts;
import org.cabas.rules.table.HitPolicy;
import org.cabas.rules.table.Row;
import org.cabas.rules.table.Value;
import org.cabas.rules.verify.Finding.Kind;
import org.cabas.rules.verify.Finding.Severity;
import org.junit.jupiter.api.Test;

/** The verifier says of thousands of random tables what looking at their every case says. */
class TableVerifierAgainstEveryCaseTest {
    private static final int TABLES = 6_000;
    private static final long SEED = 20260307;

    /** A table, its every case, and by row the cases that it matches. */
    private record Listed(DecisionTable table, List<Facts> cases, List<BitSet> matches) {
        static Listed of(DecisionTable table) {
            var cases = Cases.of(table);
            var matches = new ArrayList<BitSet>();
            for (var row : table.rows()) {
                var some = new BitSet();
                for (var i = 0; i < cases.size(); i++) {
                    some.set(i, row.matches(cases.get(i)));
                }
                matches.add(some);
            }
            return new Listed(table, cases, matches);
        }

        BitSet answered(int rows) {
            var union = new BitSet();
            matches.subList(0, rows).forEach(union::or);
            return union;
        }

        boolean isPossible(int row) {
            return !matches.get(row).isEmpty();
        }

        boolean repeats(int row) {
            return isPossible(row) && matches.subList(0, row).contains(matches.get(row));
        }

        boolean isLastOtherwise(int row) {
            return row == matches.size() - 1 && table.rows().get(row).matchesEverything();
        }

        int index(String id) {
            return table.rows().stream().map(Row::id).toList().indexOf(id);
        }
    }

    @Test
    void every_check_agrees_with_a_look_at_every_case() {
        var seen = new EnumMap<Kind, Integer>(Kind.class);
        for (var i = 0; i < TABLES; i++) {
            var seed = SEED + i;
            var listed = Listed.of(new RandomTables(new Random(seed)).any());
            var findings = TableVerifier.verify(listed.table);
            Supplier<String> about = () -> "seed " + seed + ": " + listed.table + "\n" + findings;
            assertThat(findings).as(about).noneMatch(finding -> finding.kind() == Kind.TOO_INTRICATE);
            impossible(listed, findings, about);
            repeated(listed, findings, about);
            gaps(listed, findings, about);
            unreachable(listed, findings, about);
            overlaps(listed, findings, about);
            findings.forEach(finding -> seen.merge(finding.kind(), 1, Integer::sum));
        }
        assertThat(seen.keySet())
                .as("findings seen")
                .contains(
                        Kind.GAP,
                        Kind.UNKNOWN_NOT_HANDLED,
                        Kind.MISSING_OTHERWISE,
                        Kind.CONTRADICTION,
                        Kind.HARMLESS_OVERLAP,
                        Kind.UNREACHABLE_ROW,
                        Kind.IMPOSSIBLE_ROW,
                        Kind.REPEATED_ROW);
        assertThat(seen.values()).as("findings seen: " + seen).allMatch(count -> count > 100);
    }

    private static void impossible(Listed listed, List<Finding> findings, Supplier<String> about) {
        var expected = new TreeSet<String>();
        for (var row = 0; row < listed.matches.size(); row++) {
            if (!listed.isPossible(row)) {
                expected.add(listed.table.rows().get(row).id());
            }
        }
        assertThat(firstRows(findings, Kind.IMPOSSIBLE_ROW)).as(about).isEqualTo(expected);
    }

    private static void repeated(Listed listed, List<Finding> findings, Supplier<String> about) {
        var expected = new TreeSet<String>();
        for (var row = 0; row < listed.matches.size(); row++) {
            if (listed.repeats(row) && listed.table.hitPolicy() != HitPolicy.EVERY) {
                expected.add(listed.table.rows().get(row).id());
            }
        }
        var told = firstRows(findings, Kind.REPEATED_ROW);
        if (listed.table.hitPolicy() != HitPolicy.EVERY) {
            assertThat(told).as(about).isEqualTo(expected);
        }
        for (var finding : of(findings, Kind.REPEATED_ROW)) {
            assertThat(listed.matches.get(listed.index(finding.rows().getFirst())))
                    .as(about)
                    .isEqualTo(listed.matches.get(listed.index(finding.rows().getLast())));
        }
    }

    private static void gaps(Listed listed, List<Finding> findings, Supplier<String> about) {
        var gaps = of(findings, Kind.GAP);
        var unknowns = of(findings, Kind.UNKNOWN_NOT_HANDLED);
        if (!decidesByOneRow(listed)) {
            assertThat(gaps).as(about).isEmpty();
            assertThat(unknowns).as(about).isEmpty();
            return;
        }
        var answered = listed.answered(listed.matches.size());
        var unanswered = answered.cardinality() < listed.cases.size();
        var unansweredKnown = false;
        for (var i = answered.nextClearBit(0); i < listed.cases.size(); i = answered.nextClearBit(i + 1)) {
            unansweredKnown |= isKnown(listed.cases.get(i));
        }
        assertThat(!gaps.isEmpty()).as(about).isEqualTo(unansweredKnown);
        assertThat(!gaps.isEmpty() || !unknowns.isEmpty()).as(about).isEqualTo(unanswered);
        for (var gap : gaps) {
            assertThat(isKnown(example(gap))).as(about).isTrue();
            assertThat(answered.get(listed.cases.indexOf(example(gap))))
                    .as(about)
                    .isFalse();
        }
        for (var unknown : unknowns) {
            var column = Optional.ofNullable(unknown.column()).orElseThrow();
            assertThat(listed.table.facts(
                            asked -> asked.id().equals(column) ? Value.UNKNOWN : value(listed, unknown, asked.id())))
                    .as(about)
                    .isEqualTo(example(unknown));
            assertThat(answered.get(listed.cases.indexOf(example(unknown))))
                    .as(about)
                    .isFalse();
        }
        if (listed.table.hitPolicy() == HitPolicy.FIRST) {
            assertThat(of(findings, Kind.MISSING_OTHERWISE).stream().map(Finding::severity))
                    .as(about)
                    .isEqualTo(
                            listed.table.rows().stream().anyMatch(Row::matchesEverything)
                                    ? List.of()
                                    : List.of(unanswered ? Severity.WARNING : Severity.HINT));
        }
    }

    private static void unreachable(Listed listed, List<Finding> findings, Supplier<String> about) {
        var expected = new TreeSet<String>();
        for (var row = 1; row < listed.matches.size(); row++) {
            if (listed.table.hitPolicy() == HitPolicy.FIRST
                    && listed.isPossible(row)
                    && !listed.repeats(row)
                    && !listed.isLastOtherwise(row)
                    && isWithin(listed.matches.get(row), listed.answered(row))) {
                expected.add(listed.table.rows().get(row).id());
            }
        }
        assertThat(firstRows(findings, Kind.UNREACHABLE_ROW)).as(about).isEqualTo(expected);
        for (var finding : of(findings, Kind.UNREACHABLE_ROW)) {
            var row = listed.index(finding.rows().getFirst());
            var takers = finding.rows().stream().skip(1).map(listed::index).toList();
            assertThat(takers).as(about).allMatch(taker -> taker < row);
            assertThat(covers(listed, takers, row)).as(about).isTrue();
            for (var taker : takers) {
                var fewer =
                        takers.stream().filter(other -> !other.equals(taker)).toList();
                assertThat(covers(listed, fewer, row)).as(about).isFalse();
            }
            var example = listed.cases.indexOf(example(finding));
            assertThat(listed.matches.get(row).get(example)).as(about).isTrue();
            var differing = listed.matches.get(row).stream()
                    .filter(c -> !outcome(listed, firstMatch(listed, c)).equals(outcome(listed, row)))
                    .boxed()
                    .toList();
            assertThat(finding.severity() == Severity.ERROR).as(about).isEqualTo(!differing.isEmpty());
            if (!differing.isEmpty()) {
                assertThat(differing).as(about).contains(example);
            }
        }
    }

    private static void overlaps(Listed listed, List<Finding> findings, Supplier<String> about) {
        var contradictions = new TreeSet<String>();
        var harmless = new TreeSet<String>();
        if (listed.table.hitPolicy() == HitPolicy.UNIQUE) {
            for (var row = 0; row < listed.matches.size(); row++) {
                for (var other = 0; other < row; other++) {
                    if (!listed.repeats(row)
                            && !listed.repeats(other)
                            && listed.matches.get(row).intersects(listed.matches.get(other))) {
                        var alike = outcome(listed, row).equals(outcome(listed, other));
                        (alike ? harmless : contradictions)
                                .add(listed.table.rows().get(other).id() + " "
                                        + listed.table.rows().get(row).id());
                    }
                }
            }
        }
        if (contradictions.size() <= Overlaps.MOST_OVERLAPS && harmless.size() <= Overlaps.MOST_OVERLAPS) {
            assertThat(pairs(findings, Kind.CONTRADICTION)).as(about).isEqualTo(contradictions);
            assertThat(pairs(findings, Kind.HARMLESS_OVERLAP)).as(about).isEqualTo(harmless);
        }
        for (var finding : findings) {
            if (finding.kind() == Kind.CONTRADICTION || finding.kind() == Kind.HARMLESS_OVERLAP) {
                for (var id : finding.rows()) {
                    assertThat(listed.table.rows().get(listed.index(id)).matches(example(finding)))
                            .as(about)
                            .isTrue();
                }
            }
        }
    }

    private static boolean decidesByOneRow(Listed listed) {
        return listed.table.hitPolicy() == HitPolicy.FIRST || listed.table.hitPolicy() == HitPolicy.UNIQUE;
    }

    private static boolean covers(Listed listed, List<Integer> rows, int row) {
        var union = new BitSet();
        rows.forEach(other -> union.or(listed.matches.get(other)));
        return isWithin(listed.matches.get(row), union);
    }

    private static boolean isWithin(BitSet some, BitSet all) {
        var rest = (BitSet) some.clone();
        rest.andNot(all);
        return rest.isEmpty();
    }

    private static int firstMatch(Listed listed, int index) {
        for (var row = 0; row < listed.matches.size(); row++) {
            if (listed.matches.get(row).get(index)) {
                return row;
            }
        }
        return -1;
    }

    private static List<Value> outcome(Listed listed, int row) {
        return listed.table.rows().get(row).outcomes();
    }

    private static boolean isKnown(Facts facts) {
        for (var i = 0; i < facts.size(); i++) {
            if (facts.at(i) instanceof Value.Unknown) {
                return false;
            }
        }
        return true;
    }

    private static Value value(Listed listed, Finding finding, String column) {
        var ids = listed.table.conditions().stream().map(asked -> asked.id()).toList();
        return example(finding).at(ids.indexOf(column));
    }

    private static Facts example(Finding finding) {
        return Optional.ofNullable(finding.example()).orElseThrow();
    }

    private static List<Finding> of(List<Finding> findings, Kind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).toList();
    }

    private static Set<String> firstRows(List<Finding> findings, Kind kind) {
        return of(findings, kind).stream()
                .map(finding -> finding.rows().getFirst())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> pairs(List<Finding> findings, Kind kind) {
        return of(findings, kind).stream()
                .map(finding -> String.join(" ", finding.rows()))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
