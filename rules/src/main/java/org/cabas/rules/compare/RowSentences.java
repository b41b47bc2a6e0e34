package org.cabas.rules.compare;

import static org.cabas.rules.table.Speech.listed;
import static org.cabas.rules.table.Speech.quoted;

import java.util.ArrayList;
import java.util.List;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.Condition;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.HitPolicy;
import org.cabas.rules.table.Row;
import org.cabas.rules.table.Speech;
import org.cabas.rules.table.SpokenName;
import org.cabas.rules.table.Value;
import org.jspecify.annotations.Nullable;

/** What is said of changes to rows. */
final class RowSentences {
    /** Enough to recognise a note by. */
    private static final int LONGEST_NOTE = 120;

    /** More rows than that are counted and not named. */
    private static final int MOST_NAMED = 5;

    private final DecisionTable before;
    private final DecisionTable after;
    private final List<ColumnPair> columns;

    RowSentences(DecisionTable before, DecisionTable after, List<ColumnPair> columns) {
        this.before = before;
        this.after = after;
        this.columns = columns;
    }

    String added(Row row, @Nullable String follows) {
        return "Ligne " + row.id() + " ajoutée " + place(follows) + "\u00a0: " + Speech.conditions(after, row) + ", "
                + Speech.answers(after, row) + ".";
    }

    String removed(Row row) {
        return "Ligne " + row.id() + " supprimée. Elle disait\u00a0: " + Speech.conditions(before, row) + ", "
                + Speech.answers(before, row) + ".";
    }

    String moved(Row row, @Nullable String follows) {
        var effect = after.hitPolicy() == HitPolicy.FIRST ? "." : ", ce qui ne change aucune réponse.";
        return "Ligne " + row.id() + " déplacée " + place(follows) + effect;
    }

    private static String place(@Nullable String follows) {
        return follows == null ? "en premier" : "après " + follows;
    }

    String renumbered(Row was, Row is) {
        return "La ligne " + was.id() + " s'appelle maintenant " + is.id() + ".";
    }

    String votes(List<Row> rows) {
        var ids = rows.stream().map(Row::id).toList();
        if (ids.size() == 1) {
            return "La ligne " + ids.getFirst() + " renvoie à un autre vote.";
        }
        return ids.size() <= MOST_NAMED
                ? "Les lignes " + listed(ids, "et") + " renvoient à un autre vote."
                : ids.size() + " lignes renvoient à un autre vote.";
    }

    /** @param cells those that changed, perhaps none when only the note did */
    String changed(Row was, Row is, List<CellPair> cells) {
        var parts = new ArrayList<String>();
        var one = columns.stream().filter(pair -> !pair.outcome()).count() == 1;
        for (var cell : cells) {
            var pair = columns.get(cell.column());
            parts.add(pair.outcome() ? answer(pair, was, is) : condition(pair, was, is, one));
        }
        if (!was.note().equals(is.note())) {
            parts.add(note(is.note()));
        }
        return "Ligne " + is.id() + "\u00a0: " + String.join("\u202f; ", parts) + ".";
    }

    private static String note(String note) {
        if (note.isBlank()) {
            return "la note est supprimée";
        }
        var words = note.codePointCount(0, note.length()) > LONGEST_NOTE
                ? note.substring(0, note.offsetByCodePoints(0, LONGEST_NOTE)) + "…"
                : note;
        return "la note est maintenant " + quoted(words);
    }

    private String answer(ColumnPair pair, Row was, Row is) {
        var column = pair.column();
        var name = SpokenName.of(column);
        var old = pair.before() == null ? null : was.outcomes().get(index(before.outcomes(), column));
        var fresh = pair.after() == null ? null : is.outcomes().get(index(after.outcomes(), column));
        if (old == null || pair.before() == null) {
            return fresh == null ? "" : Speech.answer(after, column, fresh);
        }
        if (fresh == null) {
            return name.name() + " n'est plus " + name.agreed("dit");
        }
        if (fresh instanceof Value.Unknown) {
            return name.name() + " n'est plus " + name.agreed("fixé") + " (avant\u00a0: "
                    + Speech.bare(before, pair.before(), old) + ")";
        }
        if (old instanceof Value.Unknown) {
            return Speech.answer(after, column, fresh) + ", qui n'était pas " + name.agreed("fixé");
        }
        return name.name() + " passe de " + Speech.bare(before, pair.before(), old) + " à "
                + Speech.bare(after, column, fresh);
    }

    /** @param only whether the table asks nothing else, so that the question goes without saying */
    private String condition(ColumnPair pair, Row was, Row is, boolean only) {
        var column = pair.column();
        var old = pair.before() == null ? Condition.ANY : was.conditions().get(index(before.conditions(), column));
        var fresh = pair.after() == null ? Condition.ANY : is.conditions().get(index(after.conditions(), column));
        var asked = only ? " " : ", pour " + SpokenName.of(column).name() + ", ";
        return "s'applique maintenant" + asked + Scope.of(pair.after(), fresh) + ", et non plus "
                + Scope.of(pair.before(), old);
    }

    private static int index(List<Column> columns, Column column) {
        for (var i = 0; i < columns.size(); i++) {
            if (columns.get(i).id().equals(column.id())) {
                return i;
            }
        }
        throw new IllegalArgumentException("no column " + column.id());
    }
}
