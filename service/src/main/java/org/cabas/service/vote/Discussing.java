package org.cabas.service.vote;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cabas.service.database.Transactions;
import org.cabas.service.vote.Minutes.Remark;
import org.cabas.service.vote.Outcome.Done;
import org.cabas.service.vote.Outcome.Refused;
import org.jspecify.annotations.Nullable;

/**
 * What people say of a proposal: of the whole, of a table, of a row. It is text and shown as such. Whoever wrote it may correct it
 * for a while and take it back at any time; that it was there remains to be seen.
 */
@Singleton
public class Discussing {
    /** A page; who has more to say writes it in several. */
    public static final int LONGEST = 2_000;

    /** Long enough for a slip, too short to say something else after others have answered. */
    public static final Duration CORRECTABLE = Duration.ofMinutes(15);

    private final Transactions transactions;
    private final Settling settling;
    private final Standing standing;
    private final Minutes minutes;
    private final Clock clock;

    Discussing(Transactions transactions, Settling settling, Standing standing, Minutes minutes, Clock clock) {
        this.transactions = transactions;
        this.settling = settling;
        this.standing = standing;
        this.minutes = minutes;
        this.clock = clock;
    }

    /**
     * What a comment is about.
     *
     * @param question the table; null for the whole proposal
     * @param row the id of the row; null for the whole table
     */
    public record Place(@Nullable String question, @Nullable String row) {
        /** The whole proposal. */
        public static final Place WHOLE = new Place(null, null);
    }

    /**
     * A comment.
     *
     * @param author as they were called then
     * @param body text; empty once removed
     * @param corrected whether it was corrected
     * @param removed whether it was taken back
     */
    public record Comment(
            long id,
            Place place,
            Participant author,
            Instant writtenAt,
            String body,
            boolean corrected,
            boolean removed) {

        /** Whether its author may still correct it. */
        public boolean isCorrectableBy(String person, Instant now) {
            return !removed && author.id().equals(person) && now.isBefore(writtenAt.plus(CORRECTABLE));
        }
    }

    /** Says something. */
    public Outcome say(String id, Participant by, Place place, String body) {
        return transactions.run(connection -> {
            var found = settling.lock(connection, id);
            if (found.isEmpty()) {
                return Refused.because("proposal.unknown");
            }
            var proposal = found.get();
            var objections = new ArrayList<>(wording(body));
            if (!proposal.state().isDiscussed()) {
                objections.add(VoteWording.say("comment.closed"));
            }
            if (!exists(connection, proposal, place)) {
                objections.add(VoteWording.say("comment.nowhere"));
            }
            if (!objections.isEmpty()) {
                return Refused.of(objections);
            }
            add(connection, proposal, by, place, body.strip());
            minutes.remarked(connection, proposal, by, Remark.SAID, place);
            return new Done(id);
        });
    }

    private static List<String> wording(String body) {
        if (body.isBlank()) {
            return List.of(VoteWording.say("comment.empty"));
        }
        return body.strip().length() > LONGEST ? List.of(VoteWording.say("comment.long", LONGEST)) : List.of();
    }

    /** A row that the proposal leaves out is still one that people talk about. */
    private boolean exists(Connection connection, Proposal proposal, Place place) throws SQLException {
        if (place.question() == null) {
            return place.row() == null;
        }
        var table = proposal.table(place.question());
        if (table.isEmpty() || place.row() == null) {
            return table.isPresent();
        }
        var before = standing.of(connection, proposal.rulebook()).table(place.question());
        return table.get().table().rows().stream().anyMatch(row -> row.id().equals(place.row()))
                || (before != null
                        && before.rows().stream().anyMatch(row -> row.id().equals(place.row())));
    }

    private void add(Connection connection, Proposal proposal, Participant by, Place place, String body)
            throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into proposal_comment (proposal_id, question, row_id, person_id, person_name, written_at, body)
                values (?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setString(1, proposal.id());
            insert.setString(2, place.question());
            insert.setString(3, place.row());
            insert.setString(4, by.id());
            insert.setString(5, by.name());
            insert.setObject(6, Proposals.utc(clock.instant()));
            insert.setString(7, body);
            insert.executeUpdate();
        }
    }

    /** Says one's own comment otherwise, for as long as {@link #CORRECTABLE}. */
    public Outcome correct(String id, long comment, Participant by, String body) {
        return change(id, comment, by, (connection, proposal, written) -> {
            var objections = new ArrayList<>(wording(body));
            if (!proposal.state().isDiscussed()) {
                objections.add(VoteWording.say("comment.closed"));
            } else if (!written.isCorrectableBy(by.id(), clock.instant())) {
                objections.add(VoteWording.say("comment.late", CORRECTABLE.toMinutes()));
            }
            if (!objections.isEmpty()) {
                return Refused.of(objections);
            }
            try (var update = connection.prepareStatement(
                    "update proposal_comment set body = ?, corrected_at = ? where id = ?")) {
                update.setString(1, body.strip());
                update.setObject(2, Proposals.utc(clock.instant()));
                update.setLong(3, comment);
                update.executeUpdate();
            }
            minutes.remarked(connection, proposal, by, Remark.CORRECTED, written.place());
            return new Done(id);
        });
    }

    /** Takes one's own comment back: nobody reads it any more, and that it was there remains. */
    public Outcome remove(String id, long comment, Participant by) {
        return change(id, comment, by, (connection, proposal, written) -> {
            try (var update =
                    connection.prepareStatement("update proposal_comment set body = '', removed_at = ? where id = ?")) {
                update.setObject(1, Proposals.utc(clock.instant()));
                update.setLong(2, comment);
                update.executeUpdate();
            }
            minutes.remarked(connection, proposal, by, Remark.REMOVED, written.place());
            return new Done(id);
        });
    }

    private interface Change {
        Outcome on(Connection connection, Proposal proposal, Comment written) throws SQLException;
    }

    private Outcome change(String id, long comment, Participant by, Change change) {
        return transactions.run(connection -> {
            var found = settling.lock(connection, id);
            var written = find(connection, id, comment);
            if (found.isEmpty() || written.isEmpty() || written.get().removed()) {
                return Refused.because("comment.unknown");
            }
            if (!written.get().author().id().equals(by.id())) {
                return Refused.because("comment.others");
            }
            return change.on(connection, found.get(), written.get());
        });
    }

    private static Optional<Comment> find(Connection connection, String proposal, long comment) throws SQLException {
        return of(connection, proposal).stream()
                .filter(written -> written.id() == comment)
                .findFirst();
    }

    /** Everything that was said of a proposal, in order. */
    public List<Comment> of(String proposal) {
        return transactions.run(connection -> of(connection, proposal));
    }

    private static List<Comment> of(Connection connection, String proposal) throws SQLException {
        try (var query = connection.prepareStatement("""
                select id, question, row_id, person_id, person_name, written_at, body, corrected_at, removed_at
                from proposal_comment where proposal_id = ? order by id""")) {
            query.setString(1, proposal);
            try (var rows = query.executeQuery()) {
                var comments = new ArrayList<Comment>();
                while (rows.next()) {
                    comments.add(comment(rows));
                }
                return comments;
            }
        }
    }

    private static Comment comment(ResultSet rows) throws SQLException {
        return new Comment(
                rows.getLong(1),
                new Place(rows.getString(2), rows.getString(3)),
                new Participant(rows.getString(4), rows.getString(5)),
                rows.getObject(6, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                rows.getString(7),
                rows.getObject(8) != null,
                rows.getObject(9) != null);
    }
}
