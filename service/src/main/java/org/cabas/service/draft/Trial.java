package org.cabas.service.draft;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cabas.rules.exchange.CellGrammar;
import org.cabas.rules.exchange.Parsed;
import org.cabas.rules.explain.Explanation;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Value;
import org.cabas.service.page.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * A case that somebody tries: a form made of the columns that ask, and the table's answer.
 *
 * @param questions one a column that asks
 * @param explanation the answer; null before the form was sent, and where it has errors
 * @param errors what can't be read, field by field
 */
public record Trial(List<Question> questions, @Nullable Explanation explanation, List<FieldError> errors) {

    /** What a field's name begins with; the column's id follows. */
    public static final String FIELD = "fact_";

    /**
     * A field of the form.
     *
     * @param given what stands in it, as a cell would write it
     * @param chosen those of the words that are ticked
     */
    public record Question(Sheet.Heading heading, String given, List<String> chosen) {
        /** The name of the field. */
        public String field() {
            return FIELD + heading.id();
        }
    }

    /** A form that nobody has filled in. */
    public static Trial empty(DecisionTable frame) {
        return of(frame, Map.of(), false);
    }

    /**
     * A form as it was sent, with the answer.
     *
     * @param form texts, or lists of texts for several choices, by field
     */
    public static Trial of(DecisionTable table, Map<String, Object> form) {
        return of(table, form, true);
    }

    /** A form with what was written in it, without an answer. */
    static Trial filled(DecisionTable frame, Map<String, Object> form) {
        return of(frame, form, false);
    }

    private static Trial of(DecisionTable table, Map<String, Object> form, boolean sent) {
        var questions = new ArrayList<Question>();
        var errors = new ArrayList<FieldError>();
        var facts = new HashMap<String, Value>();
        for (var column : table.conditions()) {
            var heading = Sheet.Heading.of(column, true);
            var texts = texts(form.get(FIELD + column.id()));
            var given = String.join(" | ", texts);
            questions.add(new Question(heading, given, texts));
            if (!sent || (given.isBlank() && column.mayBeUnknown())) {
                continue;
            }
            switch (CellGrammar.value(column, given)) {
                case Parsed.Good<Value>(var value) -> facts.put(column.id(), value);
                case Parsed.Bad<Value>(var messages) ->
                    errors.add(new FieldError(
                            FIELD + column.id(),
                            given.isBlank()
                                    ? "Répondez à «\u00a0" + column.label() + "\u00a0»."
                                    : String.join(" ", messages)));
            }
        }
        var explanation = sent && errors.isEmpty() ? Explanation.of(table, table.facts(facts)) : null;
        return new Trial(List.copyOf(questions), explanation, List.copyOf(errors));
    }

    private static List<String> texts(@Nullable Object sent) {
        return switch (sent) {
            case null -> List.of();
            case List<?> several -> several.stream().map(Object::toString).toList();
            default -> List.of(sent.toString());
        };
    }
}
