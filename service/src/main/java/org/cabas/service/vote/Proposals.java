package org.cabas.service.vote;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The proposals with their tables. Whoever changes one holds its row until the transaction ends: of two things done to a proposal
 * at once, the second sees what the first did.
 */
@Singleton
public class Proposals {
    private static final String COLUMNS = """
            id, fund_id, rulebook, number, title, explanation, state, fingerprint, proposed_by, proposer_name, proposed_at,
            quorum, majority, secret, opened_at, closes_at, voters, yes, no, abstentions, closed_at, published_at,
            effective_at, took_effect, reopened_at""";

    /** The proposal of that id. */
    public Optional<Proposal> find(Connection connection, String id) throws SQLException {
        return find(connection, id, "");
    }

    /** The proposal of that id, to which nobody else does anything until the transaction ends. */
    Optional<Proposal> lock(Connection connection, String id) throws SQLException {
        return find(connection, id, " for update");
    }

    private static Optional<Proposal> find(Connection connection, String id, String locking) throws SQLException {
        try (var query = connection.prepareStatement("select " + COLUMNS + " from proposal where id = ?" + locking)) {
            query.setString(1, id);
            try (var rows = query.executeQuery()) {
                return rows.next() ? Optional.of(proposal(connection, rows)) : Optional.empty();
            }
        }
    }

    /** The proposals of a rulebook, the latest first. */
    public List<Proposal> of(Connection connection, String rulebook) throws SQLException {
        var proposals = new ArrayList<Proposal>();
        try (var query = connection.prepareStatement(
                "select " + COLUMNS + " from proposal where rulebook = ? order by number desc")) {
            query.setString(1, rulebook);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    proposals.add(proposal(connection, rows));
                }
            }
        }
        return proposals;
    }

    /** Those of all rulebooks to which something may still happen by itself. */
    List<String> pending(Connection connection) throws SQLException {
        var ids = new ArrayList<String>();
        try (var query = connection.createStatement();
                var rows = query.executeQuery("select id from proposal where state in ('DISCUSSION', 'VOTE', 'ADOPTED')"
                        + " or (state = 'PUBLISHED' and not took_effect)")) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        }
        return ids;
    }

    /** The proposal that holds a draft: the last one that froze it. */
    public Optional<Proposal> holding(Connection connection, String draft) throws SQLException {
        try (var query = connection.prepareStatement("""
                select t.proposal_id from proposal_table t join proposal p on p.id = t.proposal_id
                where t.draft_id = ? order by p.number desc limit 1""")) {
            query.setString(1, draft);
            try (var rows = query.executeQuery()) {
                return rows.next() ? find(connection, rows.getString(1)) : Optional.empty();
            }
        }
    }

    /** The number of a rulebook's next proposal; nobody else gets one until the transaction ends. */
    int next(Connection connection, String rulebook) throws SQLException {
        try (var count = connection.prepareStatement("""
                        insert into proposal_counter (rulebook, last) values (?, 1)
                        on duplicate key update last = last + 1""");
                var query = connection.prepareStatement("select last from proposal_counter where rulebook = ?")) {
            count.setString(1, rulebook);
            count.executeUpdate();
            query.setString(1, rulebook);
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    /** Stores a new proposal. */
    void add(Connection connection, Proposal proposal) throws SQLException {
        try (var insert = connection.prepareStatement("""
                        insert into proposal (id, fund_id, rulebook, number, title, explanation, state, fingerprint,
                            proposed_by, proposer_name, proposed_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""");
                var part = connection.prepareStatement("""
                        insert into proposal_table (proposal_id, question, draft_id, draft_revision, based_on, csv, cases, waivers)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setString(1, proposal.id());
            insert.setString(2, proposal.fundId());
            insert.setString(3, proposal.rulebook());
            insert.setInt(4, proposal.number());
            insert.setString(5, proposal.title());
            insert.setString(6, proposal.explanation());
            insert.setString(7, proposal.state().name());
            insert.setBytes(8, HexFormat.of().parseHex(proposal.fingerprint()));
            insert.setString(9, proposal.proposer().id());
            insert.setString(10, proposal.proposer().name());
            insert.setObject(11, utc(proposal.proposedAt()));
            insert.executeUpdate();
            for (var table : proposal.tables()) {
                part.setString(1, proposal.id());
                part.setString(2, table.question());
                part.setString(3, table.draft());
                part.setInt(4, table.revision());
                part.setObject(5, table.basedOn());
                part.setString(6, table.csv());
                part.setString(7, table.cases());
                part.setString(8, table.waivers());
                part.addBatch();
            }
            part.executeBatch();
        }
    }

    /** Has a proposal that is locked stand elsewhere. */
    void setState(Connection connection, String id, Proposal.State state) throws SQLException {
        try (var update = connection.prepareStatement("update proposal set state = ? where id = ?")) {
            update.setString(1, state.name());
            update.setString(2, id);
            update.executeUpdate();
        }
    }

    /** Opens the vote of a proposal that is locked. */
    void open(Connection connection, String id, VoteTerms terms) throws SQLException {
        try (var update = connection.prepareStatement("""
                update proposal set state = 'VOTE', quorum = ?, majority = ?, secret = ?, opened_at = ?, closes_at = ?, voters = ?
                where id = ?""")) {
            update.setInt(1, terms.quorum());
            update.setString(2, terms.majority().name());
            update.setBoolean(3, terms.secret());
            update.setObject(4, utc(terms.openedAt()));
            update.setObject(5, utc(terms.closesAt()));
            update.setInt(6, terms.voters());
            update.setString(7, id);
            update.executeUpdate();
        }
    }

    /** Ends the vote of a proposal that is locked. */
    void close(Connection connection, String id, Tally tally, Proposal.State state, Instant at) throws SQLException {
        try (var update = connection.prepareStatement("""
                update proposal set state = ?, yes = ?, no = ?, abstentions = ?, closed_at = ? where id = ?""")) {
            update.setString(1, state.name());
            update.setInt(2, tally.yes());
            update.setInt(3, tally.no());
            update.setInt(4, tally.abstentions());
            update.setObject(5, utc(at));
            update.setString(6, id);
            update.executeUpdate();
        }
    }

    /** Notes what a proposal that is locked was published as. */
    void publish(Connection connection, Proposal proposal, PublishedTables published, Instant at) throws SQLException {
        try (var update = connection.prepareStatement("""
                        update proposal set state = 'PUBLISHED', published_at = ?, effective_at = ? where id = ?""");
                var part = connection.prepareStatement(
                        "update proposal_table set published = ? where proposal_id = ? and question = ?")) {
            update.setObject(1, utc(at));
            update.setObject(2, utc(published.effectiveAt()));
            update.setString(3, proposal.id());
            update.executeUpdate();
            for (var table : proposal.tables()) {
                part.setObject(1, published.versions().get(table.question()));
                part.setString(2, proposal.id());
                part.setString(3, table.question());
                part.addBatch();
            }
            part.executeBatch();
        }
    }

    /** Which version each question's table became, and from when it decides. */
    record PublishedTables(java.util.Map<String, Integer> versions, Instant effectiveAt) {}

    /** Notes that the day of a proposal that is locked has come. */
    void tookEffect(Connection connection, String id) throws SQLException {
        try (var update = connection.prepareStatement("update proposal set took_effect = true where id = ?")) {
            update.setString(1, id);
            update.executeUpdate();
        }
    }

    /** Notes that the drafts of a proposal that is locked were taken up again. */
    void reopened(Connection connection, String id, Instant at) throws SQLException {
        try (var update = connection.prepareStatement("update proposal set reopened_at = ? where id = ?")) {
            update.setObject(1, utc(at));
            update.setString(2, id);
            update.executeUpdate();
        }
    }

    private static List<ProposedTable> tables(Connection connection, String proposal) throws SQLException {
        try (var query = connection.prepareStatement("""
                select question, draft_id, draft_revision, based_on, csv, cases, waivers, published
                from proposal_table where proposal_id = ? order by question""")) {
            query.setString(1, proposal);
            try (var rows = query.executeQuery()) {
                var tables = new ArrayList<ProposedTable>();
                while (rows.next()) {
                    tables.add(new ProposedTable(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getInt(3),
                            rows.getObject(4, Integer.class),
                            rows.getString(5),
                            rows.getString(6),
                            rows.getString(7),
                            rows.getObject(8, Integer.class)));
                }
                return tables;
            }
        }
    }

    private static Proposal proposal(Connection connection, ResultSet rows) throws SQLException {
        var terms = rows.getObject("opened_at") == null ? null : terms(rows);
        var tally = terms == null || rows.getObject("yes") == null
                ? null
                : new Tally(terms.voters(), rows.getInt("yes"), rows.getInt("no"), rows.getInt("abstentions"));
        return new Proposal(
                rows.getString("id"),
                rows.getString("fund_id"),
                zone(connection, rows.getString("fund_id")),
                rows.getString("rulebook"),
                rows.getInt("number"),
                rows.getString("title"),
                rows.getString("explanation"),
                Proposal.State.valueOf(rows.getString("state")),
                HexFormat.of().formatHex(rows.getBytes("fingerprint")),
                new Participant(rows.getString("proposed_by"), rows.getString("proposer_name")),
                instant(rows, "proposed_at"),
                terms,
                tally,
                when(rows, "closed_at"),
                when(rows, "published_at"),
                when(rows, "effective_at"),
                rows.getBoolean("took_effect"),
                when(rows, "reopened_at"),
                tables(connection, rows.getString("id")));
    }

    /** Asked by itself: purchases need the fund's row, which locking a proposal must not lock. */
    private static ZoneId zone(Connection connection, String fund) throws SQLException {
        try (var query = connection.prepareStatement("select time_zone from fund where id = ?")) {
            query.setString(1, fund);
            try (var rows = query.executeQuery()) {
                rows.next();
                return ZoneId.of(rows.getString(1));
            }
        }
    }

    private static VoteTerms terms(ResultSet rows) throws SQLException {
        return new VoteTerms(
                rows.getInt("quorum"),
                Majority.valueOf(rows.getString("majority")),
                rows.getBoolean("secret"),
                instant(rows, "opened_at"),
                instant(rows, "closes_at"),
                rows.getInt("voters"));
    }

    private static Instant instant(ResultSet rows, String column) throws SQLException {
        return rows.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }

    private static @Nullable Instant when(ResultSet rows, String column) throws SQLException {
        var at = rows.getObject(column, LocalDateTime.class);
        return at == null ? null : at.toInstant(ZoneOffset.UTC);
    }

    static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
