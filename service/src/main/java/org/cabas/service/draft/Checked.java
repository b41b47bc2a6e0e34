package org.cabas.service.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cabas.rules.exchange.WrittenTable;
import org.cabas.rules.exchange.WrittenTable.CellProblem;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Facts;
import org.cabas.rules.table.Wording;
import org.cabas.rules.verify.Finding;
import org.cabas.rules.verify.SanityCheck;
import org.cabas.rules.verify.TableVerifier;
import org.cabas.rules.verify.Waiver;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said of a draft as it stands: the cells that can't be read yet, or else what verification finds.
 *
 * @param remarks the worst first
 * @param waivers the checks that are switched off
 */
public record Checked(List<Remark> remarks, List<Waiver> waivers) {

    /** How bad a remark is, each with an icon and a word. */
    public enum Weight {
        UNREADABLE("À compléter", "refused"),
        ERROR("Erreur", "refused"),
        WARNING("À regarder", "attention"),
        HINT("Conseil", "info");

        private final String word;
        private final String style;

        Weight(String word, String style) {
            this.word = word;
            this.style = style;
        }

        /** What stands before the sentence. */
        public String word() {
            return word;
        }

        /** The name in style sheets. */
        public String style() {
            return style;
        }
    }

    /**
     * One sentence about the draft.
     *
     * @param rows the ids of the rows concerned
     * @param cells where to look, the cells to change first
     * @param example a case to try, possibly empty
     * @param waivable the check that a committee may switch off; null for what can't be
     */
    public record Remark(
            Weight weight,
            String sentence,
            List<String> rows,
            List<Finding.Cell> cells,
            List<Fact> example,
            @Nullable SanityCheck waivable) {

        /** The cells for a script, a row's and a column's id a line. */
        public String cellsInOne() {
            return String.join(
                    "\n",
                    cells.stream().map(cell -> cell.row() + " " + cell.column()).toList());
        }

        /** In which column to look in a row; empty for none in particular. */
        public String columnIn(String row) {
            return cells.stream()
                    .filter(cell -> cell.row().equals(row))
                    .findFirst()
                    .map(Finding.Cell::column)
                    .orElse("");
        }

        /** The example for a form, a fact a line: {@code income=1 450 €}. */
        public String exampleInOne() {
            return String.join(
                    "\n",
                    example.stream()
                            .map(fact -> fact.column() + "=" + fact.text())
                            .toList());
        }
    }

    /** A fact of a case, as a cell would write it. */
    public record Fact(String column, String text) {}

    /** Checks a draft. */
    public static Checked of(Draft draft) {
        return of(draft.reading(), Waiver.read(draft.waivers()));
    }

    /** Checks what is written, but for what is switched off. */
    public static Checked of(WrittenTable.Read reading, List<Waiver> waivers) {
        return switch (reading) {
            case WrittenTable.Read.Whole(var table) ->
                new Checked(
                        TableVerifier.verify(table, waivers).stream()
                                .map(finding -> remark(table, finding))
                                .toList(),
                        waivers);
            case WrittenTable.Read.NotYet(var problems) ->
                new Checked(problems.stream().map(Checked::remark).toList(), waivers);
        };
    }

    /** How many remarks keep the draft from being proposed. */
    public long blocking() {
        return remarks.stream()
                .filter(remark -> remark.weight() == Weight.UNREADABLE || remark.weight() == Weight.ERROR)
                .count();
    }

    /** Whether every cell can be read. */
    public boolean isReadable() {
        return remarks.stream().noneMatch(remark -> remark.weight() == Weight.UNREADABLE);
    }

    private static Remark remark(CellProblem problem) {
        var rows = problem.row().isEmpty() ? List.<String>of() : List.of(problem.row());
        var cells = problem.column().isEmpty()
                ? List.<Finding.Cell>of()
                : List.of(new Finding.Cell(problem.row(), problem.column()));
        return new Remark(Weight.UNREADABLE, problem.message(), rows, cells, List.of(), null);
    }

    private static Remark remark(DecisionTable table, Finding finding) {
        var weight = switch (finding.severity()) {
            case ERROR -> Weight.ERROR;
            case WARNING -> Weight.WARNING;
            case HINT -> Weight.HINT;
        };
        return new Remark(
                weight,
                finding.sentence(),
                finding.rows(),
                finding.cells(),
                Optional.ofNullable(finding.example())
                        .map(facts -> facts(table.conditions(), facts))
                        .orElse(List.of()),
                waivable(finding.kind()));
    }

    /** Facts as cells would write them. */
    static List<Fact> facts(List<Column> columns, Facts facts) {
        var written = new ArrayList<Fact>();
        for (var i = 0; i < columns.size(); i++) {
            written.add(new Fact(columns.get(i).id(), Wording.written(columns.get(i), facts.at(i))));
        }
        return written;
    }

    private static @Nullable SanityCheck waivable(Finding.Kind kind) {
        return switch (kind) {
            case CONTRIBUTION_FALLS -> SanityCheck.CONTRIBUTION_NEVER_FALLS;
            case STEEP_STEP -> SanityCheck.NO_STEEP_STEP;
            case ALLOCATION_SHRINKS -> SanityCheck.ALLOCATION_NEVER_SHRINKS;
            case COVERAGE_OVER_WHOLE -> SanityCheck.COVERAGE_WITHIN_WHOLE;
            case GAP,
                    UNKNOWN_NOT_HANDLED,
                    MISSING_OTHERWISE,
                    CONTRADICTION,
                    HARMLESS_OVERLAP,
                    UNREACHABLE_ROW,
                    IMPOSSIBLE_ROW,
                    REPEATED_ROW,
                    ROW_WITHOUT_EFFECT,
                    BRACKETS_ADD_UP,
                    TOO_INTRICATE -> null;
        };
    }
}
