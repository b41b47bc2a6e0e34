package org.cabas.service.vote;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.cabas.rules.cases.Checked.Passed;
import org.cabas.rules.compare.Change;
import org.cabas.rules.compare.Difference;
import org.cabas.rules.exchange.WrittenTable.Read;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.verify.Waiver;
import org.cabas.service.draft.Checked;
import org.cabas.service.fund.Cases;
import org.cabas.service.vote.Discussing.Comment;
import org.cabas.service.vote.Discussing.Place;
import org.jspecify.annotations.Nullable;

/**
 * What a proposal changes of one table, with what is said of it.
 *
 * @param before the version it changes; null for a table that is new
 * @param lines its changes in words, the first {@value #MOST_LINES} of them
 * @param more how many there are beyond these
 * @param cases the reference cases that the committee keeps with it
 * @param said of the table as a whole
 */
public record ProposedChange(
        ProposedTable proposed,
        DecisionTable table,
        @Nullable DecisionTable before,
        Difference difference,
        List<Line> lines,
        int more,
        Checked checked,
        List<KeptCase> cases,
        List<Comment> said) {

    /** Nobody reads more sentences in a meeting; the table itself shows all of them. */
    static final int MOST_LINES = 200;

    /**
     * A change in a sentence.
     *
     * @param row the id of the row; null where it is about the table or a column
     * @param said of that row; given once, at its first change
     */
    public record Line(String sentence, @Nullable String row, List<Comment> said) {}

    /**
     * A reference case with what the table makes of it.
     *
     * @param passed whether the table answers as expected
     */
    public record KeptCase(String name, String sentence, boolean passed) {
        private static List<KeptCase> of(ProposedTable proposed, DecisionTable table) {
            return Cases.read(proposed.cases()).stream()
                    .map(kept -> {
                        var checked = kept.check(table);
                        return new KeptCase(kept.name(), checked.sentence(), checked instanceof Passed);
                    })
                    .toList();
        }
    }

    /** What never changes of a proposed table, and takes a while to find out. */
    record Frozen(
            DecisionTable table,
            @Nullable DecisionTable before,
            Difference difference,
            Checked checked,
            List<KeptCase> cases) {
        static Frozen of(ProposedTable proposed, @Nullable DecisionTable before) {
            var table = proposed.table();
            return new Frozen(
                    table,
                    before,
                    Difference.between(before == null ? nothing(table) : before, table),
                    Checked.of(new Read.Whole(table), Waiver.read(proposed.waivers())),
                    KeptCase.of(proposed, table));
        }
    }

    static ProposedChange of(ProposedTable proposed, Frozen frozen, List<Comment> comments) {
        var difference = frozen.difference();
        var lines = new ArrayList<Line>();
        var told = new HashSet<String>();
        for (var change : difference.changes().stream().limit(MOST_LINES).toList()) {
            var row = row(change);
            var said = row == null || !told.add(row) ? List.<Comment>of() : about(comments, proposed.question(), row);
            lines.add(new Line(change.sentence(), row, said));
        }
        comments.stream()
                .map(Comment::place)
                .filter(place -> proposed.question().equals(place.question()) && place.row() != null)
                .map(Place::row)
                .distinct()
                .filter(row -> row != null && told.add(row))
                .forEach(row -> lines.add(new Line(
                        VoteWording.say("change.unchanged", row), row, about(comments, proposed.question(), row))));
        return new ProposedChange(
                proposed,
                frozen.table(),
                frozen.before(),
                difference,
                lines,
                Math.max(0, difference.changes().size() - MOST_LINES),
                frozen.checked(),
                frozen.cases(),
                about(comments, proposed.question(), null));
    }

    private static List<Comment> about(List<Comment> comments, String question, @Nullable String row) {
        return comments.stream()
                .filter(comment -> comment.place().equals(new Place(question, row)))
                .toList();
    }

    private static DecisionTable nothing(DecisionTable like) {
        return new DecisionTable(
                like.id(),
                like.title(),
                0,
                like.hitPolicy(),
                like.conditions(),
                like.outcomes(),
                List.of(),
                like.validity());
    }

    private static @Nullable String row(Change change) {
        return switch (change) {
            case Change.RowAdded added -> added.row().id();
            case Change.RowRemoved removed -> removed.row().id();
            case Change.RowMoved moved -> moved.row().id();
            case Change.RowRenumbered renumbered -> renumbered.after().id();
            case Change.RowChanged changed -> changed.after().id();
            case Change.VotesChanged votes -> null;
            case Change.QuestionChanged question -> null;
            case Change.TitleChanged title -> null;
            case Change.ReadingChanged reading -> null;
            case Change.ValidityChanged validity -> null;
            case Change.ColumnAdded column -> null;
            case Change.ColumnRemoved column -> null;
            case Change.ColumnMoved column -> null;
            case Change.ColumnChanged column -> null;
        };
    }

    /** What people call the version that it changes. */
    public String standing() {
        return proposed.basedOn() == null
                ? VoteWording.say("change.new")
                : VoteWording.say("change.version", proposed.basedOn());
    }
}
