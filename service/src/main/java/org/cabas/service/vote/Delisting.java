package org.cabas.service.vote;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.cabas.rules.policy.Answer;
import org.cabas.rules.policy.Conventioning;
import org.cabas.rules.policy.Notes;
import org.cabas.rules.policy.Policy;
import org.cabas.rules.policy.Rule;
import org.cabas.rules.policy.Verdict;
import org.cabas.rules.table.DecisionTable;
import org.cabas.service.database.Changes;
import org.cabas.service.merchant.Merchant;
import org.cabas.service.merchant.MerchantFacts;
import org.cabas.service.merchant.Merchants;
import org.jspecify.annotations.Nullable;

/**
 * The places under a convention that new criteria no longer accept. No place is de-listed from one day to the next: its convention
 * lasts through the fund's notice, and what it was is kept in case the publication is revoked.
 */
@Singleton
class Delisting {
    private static final Set<String> CRITERIA = Set.of("conventioning", "conventioning_points");

    private final Changes changes;

    Delisting(Changes changes) {
        this.changes = changes;
    }

    /**
     * A convention that the new criteria would not give.
     *
     * @param fund the name of the merchant's fund
     * @param endsOn its last day as it stands
     * @param why the row that refuses, with the committee's words on it, in French
     */
    public record Loss(
            String convention,
            Merchant merchant,
            String fund,
            LocalDate startsOn,
            LocalDate endsOn,
            boolean suspended,
            String why) {}

    private record Accepted(
            String convention,
            LocalDate startsOn,
            LocalDate endsOn,
            boolean suspended,
            String fund,
            Merchant merchant) {}

    /** Whether a proposal has anything to do with who is accepted. */
    static boolean concerns(Proposal proposal) {
        return proposal.tables().stream().anyMatch(table -> CRITERIA.contains(table.question()));
    }

    /**
     * The conventions that last on a day, or begin later, which the tables as they stand would give and those proposed would refuse.
     * What a person settles is left to them.
     */
    List<Loss> under(Connection connection, Proposal proposal, Standing.Tables stands, LocalDate day)
            throws SQLException {
        if (!concerns(proposal)) {
            return List.of();
        }
        var before = criteria(stands, List.of());
        var after = criteria(
                stands, proposal.tables().stream().map(ProposedTable::table).toList());
        if (!after.containsKey("conventioning")) {
            return List.of();
        }
        var old = before.containsKey("conventioning") ? Policy.compile(0, before.values()) : null;
        var next = Policy.compile(0, after.values());
        var losses = new ArrayList<Loss>();
        for (var accepted : accepted(connection, proposal.rulebook(), day)) {
            if (old == null || !refuses(old, accepted.merchant())) {
                var answer = next.conventioning(MerchantFacts.of(accepted.merchant(), next.tables()));
                if (answer instanceof Answer.Given<Conventioning>(var given, var rule, var note)
                        && given.verdict() == Verdict.REFUSED) {
                    losses.add(new Loss(
                            accepted.convention(),
                            accepted.merchant(),
                            accepted.fund(),
                            accepted.startsOn(),
                            accepted.endsOn(),
                            accepted.suspended(),
                            why(rule, note)));
                }
            }
        }
        return losses;
    }

    private static boolean refuses(Policy policy, Merchant merchant) {
        return policy.conventioning(MerchantFacts.of(merchant, policy.tables()))
                        instanceof Answer.Given<Conventioning>(var given, var rule, var note)
                && given.verdict() == Verdict.REFUSED;
    }

    private static String why(Rule rule, String note) {
        var words = Notes.sentence(note);
        return words.isEmpty()
                ? VoteWording.say("loss.rule", rule.row())
                : VoteWording.say("loss.rule.note", rule.row(), words);
    }

    private static Map<String, DecisionTable> criteria(Standing.Tables stands, List<DecisionTable> proposed) {
        var tables = new LinkedHashMap<String, DecisionTable>();
        stands.adopted().forEach((question, one) -> tables.put(question, one.table()));
        proposed.forEach(table -> tables.put(table.id(), table));
        tables.keySet().retainAll(CRITERIA);
        return tables;
    }

    private static List<Accepted> accepted(Connection connection, String rulebook, LocalDate day) throws SQLException {
        try (var query = connection.prepareStatement("""
                select c.id, c.starts_on, c.ends_on, c.suspended, f.name as fund_name, m.* from convention c
                join merchant m on m.id = c.merchant_id join fund f on f.id = m.fund_id
                where f.rulebook = ? and c.ends_on >= ? order by f.name, m.name, c.starts_on, c.id""")) {
            query.setString(1, rulebook);
            query.setDate(2, Date.valueOf(day));
            try (var rows = query.executeQuery()) {
                var accepted = new ArrayList<Accepted>();
                while (rows.next()) {
                    accepted.add(new Accepted(
                            rows.getString(1),
                            rows.getDate(2).toLocalDate(),
                            rows.getDate(3).toLocalDate(),
                            rows.getBoolean(4),
                            rows.getString(5),
                            merchant(rows)));
                }
                return accepted;
            }
        }
    }

    private static Merchant merchant(ResultSet rows) throws SQLException {
        return new Merchant(
                rows.getString("m.id"),
                rows.getString("fund_id"),
                rows.getString("m.name"),
                rows.getString("kind"),
                rows.getString("siret"),
                rows.getString("town"),
                rows.getBigDecimal("distance_km"),
                rows.getString("certification"),
                yesNo(rows, "direct_sale"),
                rows.getObject("organic_share", Integer.class),
                rows.getObject("local_share", Integer.class),
                yesNo(rows, "charter_signed"),
                rows.getObject("workers", Integer.class),
                rows.getString("criteria"));
    }

    private static @Nullable Boolean yesNo(ResultSet rows, String column) throws SQLException {
        var value = rows.getBoolean(column);
        return rows.wasNull() ? null : value;
    }

    /**
     * Gives the places notice: each convention ends on that day, unless it ends before. One that would only begin after it is
     * suspended instead.
     *
     * @return the places that lose a convention earlier than they would have
     */
    List<String> end(Connection connection, Proposal proposal, List<Loss> losses, LocalDate lastDay)
            throws SQLException {
        var ended = new ArrayList<String>();
        try (var keep = connection.prepareStatement("""
                        insert into convention_end (proposal_id, convention_id, ended_on, ends_on, suspended)
                        values (?, ?, ?, ?, ?)""");
                var shorten = connection.prepareStatement("update convention set ends_on = ? where id = ?");
                var suspend = connection.prepareStatement("update convention set suspended = true where id = ?")) {
            for (var loss : losses) {
                var neverBegins = loss.startsOn().isAfter(lastDay);
                if (neverBegins ? loss.suspended() : !loss.endsOn().isAfter(lastDay)) {
                    continue;
                }
                keep.setString(1, proposal.id());
                keep.setString(2, loss.convention());
                keep.setDate(3, Date.valueOf(loss.endsOn()));
                keep.setDate(4, Date.valueOf(neverBegins ? loss.endsOn() : lastDay));
                keep.setBoolean(5, neverBegins);
                keep.executeUpdate();
                if (neverBegins) {
                    suspend.setString(1, loss.convention());
                    suspend.executeUpdate();
                } else {
                    shorten.setDate(1, Date.valueOf(lastDay));
                    shorten.setString(2, loss.convention());
                    shorten.executeUpdate();
                }
                ended.add(loss.merchant().id());
            }
        }
        return ended;
    }

    /** A convention as a publication left it. */
    private record Ended(String convention, String merchant, LocalDate endedOn, LocalDate endsOn, boolean suspended) {}

    /**
     * Has the conventions that a publication ended last as they did, but for what others changed since.
     *
     * @return the places
     */
    List<String> restore(Connection connection, Proposal proposal) throws SQLException {
        var all = ended(connection, proposal);
        try (var lengthen =
                        connection.prepareStatement("update convention set ends_on = ? where id = ? and ends_on = ?");
                var resume = connection.prepareStatement("update convention set suspended = false where id = ?");
                var later = connection.prepareStatement("""
                        update convention_end set ended_on = ?
                        where convention_id = ? and ended_on = ? and proposal_id <> ?""")) {
            for (var ended : all) {
                if (ended.suspended()) {
                    resume.setString(1, ended.convention());
                    resume.executeUpdate();
                } else {
                    lengthen.setDate(1, Date.valueOf(ended.endedOn()));
                    lengthen.setString(2, ended.convention());
                    lengthen.setDate(3, Date.valueOf(ended.endsOn()));
                    if (lengthen.executeUpdate() == 0) {
                        // Another publication ended it earlier still: should that one be revoked, it lasts as it first
                        // did.
                        later.setDate(1, Date.valueOf(ended.endedOn()));
                        later.setString(2, ended.convention());
                        later.setDate(3, Date.valueOf(ended.endsOn()));
                        later.setString(4, proposal.id());
                        later.executeUpdate();
                    }
                }
            }
        }
        return all.stream().map(Ended::merchant).toList();
    }

    /** Announced last: the numbering of changes is held until the transaction ends. */
    void announce(Connection connection, List<String> merchants) throws SQLException {
        for (var merchant : new TreeSet<>(merchants)) {
            changes.announce(connection, Merchants.TOPIC, merchant);
        }
    }

    private static List<Ended> ended(Connection connection, Proposal proposal) throws SQLException {
        try (var query = connection.prepareStatement("""
                select e.convention_id, c.merchant_id, e.ended_on, e.ends_on, e.suspended
                from convention_end e join convention c on c.id = e.convention_id where e.proposal_id = ?""")) {
            query.setString(1, proposal.id());
            try (var rows = query.executeQuery()) {
                var ended = new ArrayList<Ended>();
                while (rows.next()) {
                    ended.add(new Ended(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getDate(3).toLocalDate(),
                            rows.getDate(4).toLocalDate(),
                            rows.getBoolean(5)));
                }
                return ended;
            }
        }
    }
}
