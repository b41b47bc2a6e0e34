package org.cabas.service.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.cabas.rules.exchange.CellGrammar;
import org.cabas.rules.exchange.Parsed;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Value;
import org.cabas.rules.table.Wording;
import org.cabas.service.access.FormFields;
import org.cabas.service.access.FormFields.Field;

/**
 * What somebody is asked for a column of a decision table, as a form shows it ({@code page/questions :: each}): a fund's own criteria need
 * no code.
 *
 * @param column what the table calls it
 * @param form what the names of its fields begin with, such as {@code app}
 * @param options words to choose from, as cells write them; empty where something is typed
 */
public record Question(Column column, String form, List<String> options) {
    private static final int LONGEST_ANSWER = 400;

    /** More are a list to pull down: a page of circles is long on a phone. */
    private static final int MOST_CIRCLES = 5;

    /** The question of a column, in a form of that name. */
    public static Question of(Column column, String form) {
        var options = new ArrayList<String>();
        switch (column.domain()) {
            case Domain.Closed list -> list.options().forEach(option -> options.add(option.label()));
            case Domain.Answers answers -> options.addAll(List.of(Wording.YES, Wording.NO));
            case Domain.Ordered range -> {
                // typed
            }
        }
        return new Question(column, form, List.copyOf(options));
    }

    /** The name of its field. */
    public String field() {
        return form + "_q_" + column.id();
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

    /** Whether its options are a list to pull down. */
    public boolean isLong() {
        return !several() && options.size() > MOST_CIRCLES;
    }

    /** Whether one may say not to know. */
    public boolean mayBeUnknown() {
        return column.mayBeUnknown();
    }

    /** What can be typed, in French. */
    public String holds() {
        return Wording.typed(column);
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
    public String answer(FormFields fields) {
        if (mayBeUnknown() && fields.has(unknownField(), Wording.UNKNOWN)) {
            return Wording.UNKNOWN;
        }
        return String.join(
                Wording.OR,
                fields.texts(field()).stream().filter(text -> !text.isEmpty()).toList());
    }

    /**
     * What was answered to all questions, by column id, as cells would write it; what isn't readable is told. A question without an
     * answer is told where every one wants one ({@code wrong.answer}), and left out otherwise.
     */
    public static Map<String, String> answers(
            List<Question> questions, boolean whole, FormFields fields, Filling filling) {
        var answers = new HashMap<String, String>();
        for (var question : questions) {
            var answer = question.answer(fields);
            if (answer.isEmpty()) {
                if (whole) {
                    filling.wrong(question.field(), "wrong.answer", question.label());
                }
            } else if (answer.length() > LONGEST_ANSWER) {
                filling.wrong(question.field(), "wrong.long", LONGEST_ANSWER);
            } else if (CellGrammar.value(question.column(), answer) instanceof Parsed.Bad<Value>(var messages)) {
                filling.wrongInWords(question.field(), String.join(" ", messages));
            } else {
                answers.put(question.column().id(), answer);
            }
        }
        return answers;
    }

    /** The fields that such answers stand in. */
    public static List<Field> filledIn(List<Question> questions, Map<String, String> answers) {
        var fields = new ArrayList<Field>();
        for (var question : questions) {
            var answer = answers.getOrDefault(question.column().id(), "");
            if (answer.equals(Wording.UNKNOWN)) {
                fields.add(new Field(question.unknownField(), answer));
            } else {
                Arrays.stream(answer.split(Pattern.quote(Wording.OR)))
                        .forEach(each -> fields.add(new Field(question.field(), each)));
            }
        }
        return fields;
    }
}
