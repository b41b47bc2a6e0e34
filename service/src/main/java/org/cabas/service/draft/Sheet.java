package org.cabas.service.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.cabas.rules.exchange.WrittenTable;
import org.cabas.rules.exchange.WrittenTable.WrittenRow;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.HitPolicy;
import org.cabas.rules.table.Wording;

/**
 * A table as it lies on the page: as many rows as one looks at, under what each column asks or answers.
 *
 * @param table all of it
 * @param number which page of it, from 1
 */
public record Sheet(WrittenTable table, int number) {
    /** A table that people vote on fits on one page; a long list is leafed through. */
    static final int ROWS = 600;

    public Sheet {
        number = Math.clamp(number, 1, Math.max(1, (table.rows().size() + ROWS - 1) / ROWS));
    }

    /**
     * What stands above a column.
     *
     * @param condition whether it asks; otherwise it answers
     * @param kind {@code text}, {@code choice} for one word of a list, or {@code choices} for several
     * @param options the words that a cell of it may hold, as written, in their order
     * @param several whether a case may have several of the words, as a product has labels
     * @param holds what it can hold, in French
     */
    public record Heading(
            String id,
            String label,
            boolean condition,
            String kind,
            List<String> options,
            boolean several,
            boolean mayBeUnknown,
            String holds) {

        static Heading of(Column column, boolean condition) {
            var options = switch (column.domain()) {
                case Domain.Closed list ->
                    list.options().stream().map(Domain.Option::label).toList();
                case Domain.Answers answers -> List.of(Wording.YES, Wording.NO);
                case Domain.Ordered range ->
                    column.type() == ColumnType.MONTH
                            ? Wording.MONTHS.subList((int) range.minimum() - 1, (int) range.maximum())
                            : List.<String>of();
            };
            var listed = column.domain() instanceof Domain.Closed;
            var open = listed && (condition || column.type() == ColumnType.CHOICES);
            var choice = !options.isEmpty() && !open && (column.type() != ColumnType.MONTH || !condition);
            return new Heading(
                    column.id(),
                    column.label(),
                    condition,
                    open ? "choices" : choice ? "choice" : "text",
                    options,
                    column.type() == ColumnType.CHOICES,
                    column.mayBeUnknown(),
                    Wording.holds(column));
        }

        /** The words with a bar between them, for scripts: no word has one. */
        public String optionsInOne() {
            return String.join("|", options);
        }

        /** Whether the column answers. */
        public boolean outcome() {
            return !condition;
        }
    }

    /** The columns, those that ask first. */
    public List<Heading> headings() {
        var headings = new ArrayList<Heading>();
        table.frame().conditions().forEach(column -> headings.add(Heading.of(column, true)));
        table.frame().outcomes().forEach(column -> headings.add(Heading.of(column, false)));
        return headings;
    }

    /** The column of that id. */
    public Heading heading(String id) {
        return headings().stream()
                .filter(heading -> heading.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** The rows of this page. */
    public List<WrittenRow> rows() {
        var from = (number - 1) * ROWS;
        return table.rows().subList(from, Math.min(table.rows().size(), from + ROWS));
    }

    /** The place of the first row of this page in the table, from 1. */
    public int first() {
        return (number - 1) * ROWS + 1;
    }

    /** How many pages there are. */
    public int pages() {
        return Math.max(1, (table.rows().size() + ROWS - 1) / ROWS);
    }

    /** Whether a row tells the vote that adopted it. */
    public boolean isVoted() {
        return table.rows().stream().anyMatch(row -> !row.adoptedBy().isEmpty());
    }

    /** How rows are read, in a sentence for who has never seen a table. */
    public String reading() {
        return reading(table.frame().hitPolicy());
    }

    /** How rows are read, in a sentence for who has never seen a table. */
    public static String reading(HitPolicy policy) {
        return switch (policy) {
            case FIRST -> "On lit de haut en bas\u00a0: la première ligne qui convient décide.";
            case UNIQUE -> "Une seule ligne convient à chaque cas\u00a0: c’est elle qui décide.";
            case POINTS ->
                "Chaque ligne qui convient ajoute ses points\u00a0; on retient le total.".replace("\u00a0;", "\u202f;");
            case EVERY -> "Toutes les lignes qui conviennent s’appliquent ensemble.";
        };
    }

    /** The number that a new row gets: after the highest that the table, or the one it was copied from, has had. */
    public static String nextRow(List<String> taken) {
        var highest = taken.stream()
                .filter(id -> id.matches("R\\d{1,6}"))
                .mapToInt(id -> Integer.parseInt(id.substring(1)))
                .max()
                .orElse(0);
        return "R" + (highest + 1);
    }

    /** The ids of all rows, for {@link #nextRow}. */
    public List<String> rowIds() {
        return table.rows().stream().map(WrittenRow::id).collect(Collectors.toList());
    }
}
