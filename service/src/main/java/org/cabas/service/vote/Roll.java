package org.cabas.service.vote;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may vote on a proposal and what was voted. Of a secret vote the roll says only that someone voted, and the ballots, whose
 * ids are random, say only what: nothing leads from one to the other, no time, no order, no number.
 */
@Singleton
class Roll {
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * A person on the roll.
     *
     * @param name as it was when the vote opened
     * @param choice of an open vote; null before it, and always of a secret one
     */
    public record Voter(
            String person,
            String name,
            boolean voted,
            @Nullable Choice choice) {}

    /** Fixes who may vote. */
    void fix(Connection connection, String proposal, List<Participant> committee) throws SQLException {
        try (var insert =
                connection.prepareStatement("insert into voter (proposal_id, person_id, name) values (?, ?, ?)")) {
            for (var person : committee) {
                insert.setString(1, proposal);
                insert.setString(2, person.id());
                insert.setString(3, person.name());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Everyone on the roll, by name. */
    List<Voter> of(Connection connection, String proposal) throws SQLException {
        try (var query = connection.prepareStatement("""
                select person_id, name, voted, choice from voter where proposal_id = ? order by name, person_id""")) {
            query.setString(1, proposal);
            try (var rows = query.executeQuery()) {
                var voters = new ArrayList<Voter>();
                while (rows.next()) {
                    var choice = rows.getString(4);
                    voters.add(new Voter(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getBoolean(3),
                            choice == null ? null : Choice.valueOf(choice)));
                }
                return voters;
            }
        }
    }

    /** The person on the roll. */
    Optional<Voter> find(Connection connection, String proposal, String person) throws SQLException {
        return of(connection, proposal).stream()
                .filter(voter -> voter.person().equals(person))
                .findFirst();
    }

    /** How many have voted. */
    int cast(Connection connection, String proposal) throws SQLException {
        try (var query = connection.prepareStatement("select count(*) from voter where proposal_id = ? and voted")) {
            query.setString(1, proposal);
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    /** Stores a vote that everybody may see; the proposal is locked. */
    void castOpenly(Connection connection, String proposal, String person, Choice choice, Instant at)
            throws SQLException {
        try (var update = connection.prepareStatement("""
                update voter set voted = true, choice = ?, voted_at = ? where proposal_id = ? and person_id = ?""")) {
            update.setString(1, choice.name());
            update.setObject(2, Proposals.utc(at));
            update.setString(3, proposal);
            update.setString(4, person);
            update.executeUpdate();
        }
    }

    /** Stores a vote of which nobody can tell whose it is; the proposal is locked. */
    void castSecretly(Connection connection, String proposal, String person, Choice choice) throws SQLException {
        try (var update = connection.prepareStatement(
                        "update voter set voted = true where proposal_id = ? and person_id = ?");
                var insert =
                        connection.prepareStatement("insert into ballot (id, proposal_id, choice) values (?, ?, ?)")) {
            update.setString(1, proposal);
            update.setString(2, person);
            update.executeUpdate();
            insert.setBytes(1, randomId());
            insert.setString(2, proposal);
            insert.setString(3, choice.name());
            insert.executeUpdate();
        }
    }

    private static byte[] randomId() {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(RANDOM.nextLong())
                .putLong(RANDOM.nextLong())
                .array();
    }

    /** Counts the votes; the proposal is locked, so that none comes in between. */
    Tally count(Connection connection, String proposal, VoteTerms terms) throws SQLException {
        var counted = counts(connection, proposal, terms.secret() ? "ballot" : "voter");
        var tally = new Tally(
                terms.voters(),
                counted.getOrDefault(Choice.YES, 0),
                counted.getOrDefault(Choice.NO, 0),
                counted.getOrDefault(Choice.ABSTENTION, 0));
        var voted = cast(connection, proposal);
        if (tally.cast() != voted) {
            throw new IllegalStateException(tally.cast() + " ballots of " + voted + " people on " + proposal);
        }
        return tally;
    }

    private static Map<Choice, Integer> counts(Connection connection, String proposal, String table)
            throws SQLException {
        try (var query = connection.prepareStatement("select choice, count(*) from " + table
                + " where proposal_id = ? and choice is not null group by choice")) {
            query.setString(1, proposal);
            try (var rows = query.executeQuery()) {
                var counts = new EnumMap<Choice, Integer>(Choice.class);
                while (rows.next()) {
                    counts.put(Choice.valueOf(rows.getString(1)), rows.getInt(2));
                }
                return counts;
            }
        }
    }
}
