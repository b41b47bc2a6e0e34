package org.cabas.service.draft;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cabas.rules.exchange.CellGrammar;
import org.cabas.rules.exchange.Parsed;
import org.cabas.rules.exchange.WrittenTable;
import org.cabas.rules.exchange.WrittenTable.WrittenRow;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.Condition;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Value;
import org.cabas.rules.table.Wording;
import org.jspecify.annotations.Nullable;

/**
 * One row as a form, for a phone or a browser without script: one question a column.
 *
 * @param row as it stands
 * @param cells one a column
 */
public record RowForm(WrittenRow row, List<Cell> cells) {

    /** What a field's name begins with; the column's id follows. */
    static final String FIELD = "cell_";

    /** The same for the field that says how the words of a list are meant. */
    static final String MODE = "mode_";

    /** The same for the words that are ticked. */
    static final String WORDS = "words_";

    /** The same for what stood there when the form was shown. */
    static final String BEFORE = "from_";

    /**
     * A column's cell.
     *
     * @param text as it stands
     * @param mode of a list: {@code any}, {@code one}, {@code none}, {@code unknown}; {@code text} where the text can't be read
     * @param chosen of a list: the words that are ticked
     * @param problem why the text can't be read; null where it can
     */
    public record Cell(
            Sheet.Heading heading,
            String text,
            String mode,
            List<String> chosen,
            @Nullable String problem) {
        /** The name of its field. */
        public String field() {
            return FIELD + heading.id();
        }
    }

    /** The form of a row of a table. */
    public static RowForm of(WrittenTable table, WrittenRow row) {
        var cells = new ArrayList<Cell>();
        var conditions = table.frame().conditions();
        for (var i = 0; i < row.cells().size(); i++) {
            var text = row.cells().get(i);
            var column = table.columns().get(i);
            cells.add(i < conditions.size() ? condition(column, text) : outcome(column, text));
        }
        return new RowForm(row, cells);
    }

    private static Cell condition(Column column, String text) {
        var heading = Sheet.Heading.of(column, true);
        return switch (CellGrammar.condition(column, text)) {
            case Parsed.Good<Condition>(var condition) ->
                switch (condition) {
                    case Condition.OneOf(var codes) -> new Cell(heading, text, "one", labels(column, codes), null);
                    case Condition.NoneOf(var codes) -> new Cell(heading, text, "none", labels(column, codes), null);
                    case Condition.IsUnknown unknown -> new Cell(heading, text, "unknown", List.of(), null);
                    case Condition.Any any -> new Cell(heading, text, "any", List.of(), null);
                    case Condition.Is is -> new Cell(heading, text, "one", List.of(), null);
                    case Condition.Between between -> new Cell(heading, text, "one", List.of(), null);
                };
            case Parsed.Bad<Condition>(var messages) ->
                new Cell(heading, text, "text", List.of(), String.join(" ", messages));
        };
    }

    private static Cell outcome(Column column, String text) {
        var heading = Sheet.Heading.of(column, false);
        return switch (CellGrammar.value(column, text)) {
            case Parsed.Good<Value>(var value) ->
                value instanceof Value.Choices(var codes)
                        ? new Cell(heading, text, "one", labels(column, codes), null)
                        : new Cell(heading, text, value instanceof Value.Unknown ? "unknown" : "one", List.of(), null);
            case Parsed.Bad<Value>(var messages) ->
                new Cell(heading, text, "text", List.of(), String.join(" ", messages));
        };
    }

    private static List<String> labels(Column column, java.util.Set<String> codes) {
        return column.domain() instanceof Domain.Closed list
                ? list.options().stream()
                        .filter(option -> codes.contains(option.code()))
                        .map(Domain.Option::label)
                        .toList()
                : List.of();
    }

    /** What was sent of a row's cells, as edits of what stood there when the form was shown. */
    static List<Edit> edits(WrittenTable table, String row, Map<String, Object> form) {
        var edits = new ArrayList<Edit>();
        var ids = new ArrayList<String>();
        table.columns().forEach(column -> ids.add(column.id()));
        ids.add(WrittenTable.NOTE);
        for (var id : ids) {
            var before = one(form, BEFORE + id);
            var after = form.containsKey(MODE + id)
                    ? words(id, form)
                    : one(form, FIELD + id).strip();
            if (!table.tidied(id, after).equals(before)) {
                edits.add(new Edit.Cell(row, id, before, after));
            }
        }
        return edits;
    }

    private static String words(String column, Map<String, Object> form) {
        var words = form.get(WORDS + column);
        var chosen = words instanceof List<?> several
                ? several.stream().map(Object::toString).toList()
                : words == null ? List.<String>of() : List.of(words.toString());
        var listed = String.join(Wording.OR, chosen);
        return switch (one(form, MODE + column)) {
            case "one" -> chosen.isEmpty() ? Wording.NO_CHOICE : listed;
            case "none" -> Wording.EXCEPT + listed;
            case "unknown" -> Wording.UNKNOWN;
            case "text" -> one(form, FIELD + column);
            default -> "";
        };
    }

    private static String one(Map<String, Object> form, String field) {
        return form.get(field) instanceof String text ? text : "";
    }

    /** Cells by column id, for templates. */
    public Map<String, Cell> byColumn() {
        var cells = new HashMap<String, Cell>();
        this.cells.forEach(cell -> cells.put(cell.heading().id(), cell));
        return cells;
    }
}
