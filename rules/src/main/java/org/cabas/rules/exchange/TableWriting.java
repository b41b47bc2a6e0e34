package org.cabas.rules.exchange;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.cabas.rules.exchange.Words.Role;
import org.cabas.rules.table.Basis;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Domain.Ordered;
import org.cabas.rules.table.Row;
import org.cabas.rules.table.Wording;
import org.jspecify.annotations.Nullable;

/** The records of a written table, that {@link TableReading} reads back. */
final class TableWriting {
    private final DecisionTable table;
    private final List<List<String>> records = new ArrayList<>();

    private TableWriting(DecisionTable table) {
        this.table = table;
    }

    static List<List<String>> records(DecisionTable table) {
        var writing = new TableWriting(table);
        writing.head();
        writing.columns();
        table.rows().forEach(writing::row);
        return writing.records;
    }

    private void head() {
        record(Keyword.TABLE, table.id());
        record(Keyword.TITLE, SafeText.neutralised(table.title()));
        record(Keyword.READING, Words.READINGS.word(table.hitPolicy()));
        record(Keyword.VERSION, Integer.toString(table.version()));
        record(Keyword.VALID_FROM, date(table.validity().from()));
        record(Keyword.VALID_UNTIL, date(table.validity().until()));
    }

    private static String date(@Nullable LocalDate day) {
        return day == null ? "" : Wording.date(day);
    }

    private void columns() {
        perColumn(Keyword.COLUMN, Column::id);
        perColumn(Keyword.ROLE, column -> Words.ROLES.word(role(column)));
        perColumn(Keyword.TYPE, column -> Words.TYPES.word(column.type()));
        perColumn(Keyword.MINIMUM, column -> bound(column, Ordered::minimum));
        perColumn(Keyword.MAXIMUM, column -> bound(column, Ordered::maximum));
        perColumn(Keyword.STEP, TableWriting::step);
        perColumn(
                Keyword.VALUES,
                column -> column.domain() instanceof Domain.Closed list ? OptionLists.written(list) : "");
        perColumn(Keyword.MAY_BE_UNKNOWN, column -> Words.ANSWERS.word(column.mayBeUnknown()));
        perColumn(Keyword.BASIS, TableWriting::basis);
        var labels = perColumn(Keyword.ROWS, column -> SafeText.neutralised(column.label()));
        labels.add("Note");
        labels.add("Vote");
    }

    private Role role(Column column) {
        return table.conditions().contains(column) ? Role.CONDITION : Role.OUTCOME;
    }

    private static String bound(Column column, Function<Ordered, Long> bound) {
        return column.domain() instanceof Ordered range ? Wording.quantity(column.type(), bound.apply(range)) : "";
    }

    private static String step(Column column) {
        if (!(column.domain() instanceof Ordered range)) {
            return "";
        }
        return switch (column.type()) {
            case DATE -> Wording.quantity(ColumnType.WHOLE, range.step()) + (range.step() == 1 ? " jour" : " jours");
            case MONTH -> Wording.quantity(ColumnType.WHOLE, range.step()) + " mois";
            case MONEY, NUMBER, WHOLE, PERCENT, CHOICE, CHOICES, YES_NO ->
                Wording.quantity(column.type(), range.step());
        };
    }

    private static String basis(Column column) {
        return switch (column.basis()) {
            case Basis.Fixed fixed -> "";
            case Basis.ShareOf(var amount) -> "% de " + amount;
            case Basis.Per(var count) -> "par " + count;
        };
    }

    private void row(Row row) {
        var record = new ArrayList<String>();
        record.add(row.id());
        for (var i = 0; i < row.conditions().size(); i++) {
            record.add(
                    i == 0 && row.matchesEverything()
                            ? RowReading.OTHERWISE
                            : Wording.written(
                                    table.conditions().get(i), row.conditions().get(i)));
        }
        for (var i = 0; i < row.outcomes().size(); i++) {
            record.add(Wording.written(table.outcomes().get(i), row.outcomes().get(i)));
        }
        record.add(SafeText.neutralised(row.note()));
        record.add(SafeText.neutralised(row.adoptedBy()));
        records.add(record);
    }

    private void record(Keyword keyword, String cell) {
        records.add(List.of(keyword.written, cell));
    }

    private List<String> perColumn(Keyword keyword, Function<Column, String> cell) {
        var record = new ArrayList<String>();
        record.add(keyword.written);
        table.conditions().forEach(column -> record.add(cell.apply(column)));
        table.outcomes().forEach(column -> record.add(cell.apply(column)));
        records.add(record);
        return record;
    }
}
