package org.cabas.service.enrollment;

import java.util.ArrayList;
import java.util.List;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Wording;
import org.cabas.service.access.FormFields;

/**
 * What a household is asked for a column of the admission table, as a form shows it: a fund's own criteria need no code.
 *
 * @param column what the table calls it
 * @param options words to choose from, as cells write them; empty where something is typed
 */
public record Question(Column column, List<String> options) {
    private static final String FIELD = "app_q_";

    static Question of(Column column) {
        var options = new ArrayList<String>();
        switch (column.domain()) {
            case Domain.Closed list -> list.options().forEach(option -> options.add(option.label()));
            case Domain.Answers answers -> options.addAll(List.of(Wording.YES, Wording.NO));
            case Domain.Ordered range -> {
                // typed
            }
        }
        return new Question(column, List.copyOf(options));
    }

    /** The name of its field. */
    public String field() {
        return FIELD + column.id();
    }

    /** The name of the box by which one says not to know. */
    public String unknownField() {
        return field() + "_unknown";
    }

    /** What people read. */
    public String label() {
        return column.label();
    }

    /** Whether several options may be chosen. */
    public boolean several() {
        return column.type() == ColumnType.CHOICES;
    }

    /** Whether one may say not to know. */
    public boolean mayBeUnknown() {
        return column.mayBeUnknown();
    }

    /** What can be typed, in French. */
    public String holds() {
        return Wording.holds(column);
    }

    /** The word by which a cell says that nobody knows. */
    public String unknown() {
        return Wording.UNKNOWN;
    }

    /** The word by which a cell says that none of several was chosen. */
    public String none() {
        return Wording.NO_CHOICE;
    }

    /** What was answered, as a cell would write it; empty for nothing. */
    String answer(FormFields fields) {
        if (mayBeUnknown() && fields.has(unknownField(), Wording.UNKNOWN)) {
            return Wording.UNKNOWN;
        }
        return String.join(
                Wording.OR,
                fields.texts(field()).stream().filter(text -> !text.isEmpty()).toList());
    }
}
