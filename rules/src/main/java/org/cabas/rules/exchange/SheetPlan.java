package org.cabas.rules.exchange;

import java.util.ArrayList;
import java.util.List;
import org.cabas.rules.exchange.Words.Role;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Wording;

/**
 * One table as a sheet: the records of {@link TableWriting}, which cells may be changed, and where lists drop down.
 *
 * @param name of the sheet
 * @param records as in a CSV
 * @param headRows how many of them are above the table's rows, the labels too
 * @param dropDowns places with a list of choices
 */
record SheetPlan(String name, List<List<String>> records, int headRows, List<DropDown> dropDowns) {
    /** Blank rows that offer lists already, for those who add rows at the end. */
    static final int SPARE_ROWS = 200;

    /** Where the label of a record stands, and where its only value does. */
    private static final int VALUE = 1;

    /**
     * Cells with a list of choices.
     *
     * @param first the first row, from 0
     * @param last the last row
     * @param column from 0
     * @param isStrict whether nothing else may stand there
     */
    record DropDown(int first, int last, int column, List<String> choices, boolean isStrict) {}

    /** What a cell looks like, and whether it may be changed while the sheet is protected. */
    enum Look {
        /** The word that says what a line of the head is. */
        KEYWORD,
        /** How a column is made. */
        LOCKED,
        /** What a committee says of its table: title, reading, days. */
        OPEN,
        /** The question above a column. */
        LABEL,
        /** The cells of rows. */
        BODY
    }

    static SheetPlan of(String name, DecisionTable table) {
        var records = TableWriting.records(table);
        var headRows = records.size() - table.rows().size();
        return new SheetPlan(name, records, headRows, dropDowns(table, headRows, records.size()));
    }

    Look look(int row, int column) {
        if (row >= headRows) {
            return Look.BODY;
        }
        if (row == Keyword.ROWS.ordinal()) {
            return Look.LABEL;
        }
        if (column == 0) {
            return Look.KEYWORD;
        }
        var keyword = Keyword.values()[row];
        return column == VALUE && !keyword.isPerColumn() && keyword != Keyword.TABLE && keyword != Keyword.VERSION
                ? Look.OPEN
                : Look.LOCKED;
    }

    /** How many columns have cells. */
    int width() {
        return records.stream().mapToInt(List::size).max().orElse(1);
    }

    private static List<DropDown> dropDowns(DecisionTable table, int first, int end) {
        var found = new ArrayList<DropDown>();
        var reading = Keyword.READING.ordinal();
        found.add(new DropDown(reading, reading, VALUE, Words.READINGS.all(), true));
        var last = end - 1 + SPARE_ROWS;
        var place = 1;
        for (var role : Role.values()) {
            for (var column : role == Role.CONDITION ? table.conditions() : table.outcomes()) {
                var choices = choices(column);
                if (!choices.isEmpty()) {
                    found.add(new DropDown(first, last, place, choices, isStrict(column, role)));
                }
                place++;
            }
        }
        return found;
    }

    private static List<String> choices(Column column) {
        var choices = new ArrayList<String>();
        switch (column.domain()) {
            case Domain.Answers answers -> choices.addAll(List.of(Wording.YES, Wording.NO));
            case Domain.Closed list ->
                list.options().stream().map(Domain.Option::label).forEach(choices::add);
            case Domain.Ordered range -> {
                if (column.type() == ColumnType.MONTH) {
                    choices.addAll(Wording.MONTHS.subList((int) range.minimum() - 1, (int) range.maximum()));
                }
            }
        }
        if (column.mayBeUnknown() && !choices.isEmpty()) {
            choices.add(Wording.UNKNOWN);
        }
        return choices;
    }

    /** A condition may name several options or a range, an answer of several choices too: the list only helps. */
    private static boolean isStrict(Column column, Role role) {
        return column.type() == ColumnType.YES_NO
                || role == Role.OUTCOME && (column.type() == ColumnType.CHOICE || column.type() == ColumnType.MONTH);
    }
}
