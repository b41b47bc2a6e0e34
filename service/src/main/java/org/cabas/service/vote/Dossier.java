package org.cabas.service.vote;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cabas.rules.table.DecisionTable;
import org.cabas.service.database.Transactions;
import org.cabas.service.fund.History;
import org.cabas.service.vote.Delisting.Loss;
import org.cabas.service.vote.Discussing.Comment;
import org.cabas.service.vote.Proposal.State;
import org.cabas.service.vote.ProposedChange.Frozen;
import org.jspecify.annotations.Nullable;

/** Everything there is to read about a proposal. */
@Singleton
class Dossier {
    /** A dozen people have the same few proposals before them for an evening. */
    private static final int REMEMBERED = 100;

    private final Transactions transactions;
    private final History history;
    private final Standing standing;
    private final Discussing discussing;
    private final Delisting delisting;
    private final VotingRules rules;
    private final Roll roll;
    private final Minutes minutes;
    private final Clock clock;
    private final Cache<String, Frozen> frozen =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    Dossier(
            Transactions transactions,
            History history,
            Standing standing,
            Discussing discussing,
            Delisting delisting,
            VotingRules rules,
            Roll roll,
            Minutes minutes,
            Clock clock) {
        this.transactions = transactions;
        this.history = history;
        this.standing = standing;
        this.discussing = discussing;
        this.delisting = delisting;
        this.rules = rules;
        this.roll = roll;
        this.minutes = minutes;
        this.clock = clock;
    }

    /**
     * A proposal with all that belongs to it.
     *
     * @param changes one a table
     * @param said of the whole
     * @param losses the places that its criteria would no longer accept, while it can still be decided
     * @param noticeEnd when their conventions would end if it was published today
     * @param live its vote; null until one opens
     * @param roll who may vote; empty until then
     */
    public record Contents(
            List<ProposedChange> changes,
            List<Comment> said,
            List<Loss> losses,
            LocalDate noticeEnd,
            @Nullable Live live,
            List<Roll.Voter> roll,
            List<Minutes.Taken> steps) {

        /** What can be talked about, for a list to choose from: its value and what it is called. */
        public List<Map.Entry<String, String>> places() {
            var places = new ArrayList<Map.Entry<String, String>>();
            places.add(Map.entry("", VoteWording.say("place.whole")));
            for (var change : changes) {
                places.add(
                        Map.entry(change.proposed().question(), change.table().title()));
                change.lines().stream()
                        .map(ProposedChange.Line::row)
                        .filter(row -> row != null)
                        .distinct()
                        .forEach(row -> places.add(Map.entry(
                                change.proposed().question() + "." + row,
                                VoteWording.say("remark.row", change.table().title(), row))));
            }
            return places;
        }
    }

    /** All of it, as it stands now. */
    Contents of(Proposal proposal) {
        var comments = discussing.of(proposal.id());
        return transactions.run(connection -> {
            var changes = new ArrayList<ProposedChange>();
            for (var table : proposal.tables()) {
                changes.add(ProposedChange.of(table, frozen(connection, proposal, table), comments));
            }
            var today = LocalDate.ofInstant(clock.instant(), proposal.zone());
            return new Contents(
                    changes,
                    comments.stream()
                            .filter(comment -> comment.place().question() == null)
                            .toList(),
                    proposal.state().isPending() ? losses(connection, proposal, today) : List.of(),
                    today.plusDays(rules.of(connection, proposal.rulebook()).noticeDays()),
                    proposal.terms() == null ? null : live(connection, proposal),
                    roll.of(connection, proposal.id()),
                    minutes.of(connection, proposal.id()));
        });
    }

    private Frozen frozen(Connection connection, Proposal proposal, ProposedTable table) throws SQLException {
        var key = proposal.fingerprint() + " " + table.question();
        var known = frozen.getIfPresent(key);
        if (known == null) {
            known = Frozen.of(table, before(connection, proposal, table));
            frozen.put(key, known);
        }
        return known;
    }

    /** How its vote stands. */
    Live live(Proposal proposal) {
        return transactions.run(connection -> live(connection, proposal));
    }

    private Live live(Connection connection, Proposal proposal) throws SQLException {
        return Live.of(proposal, roll.cast(connection, proposal.id()), clock.instant());
    }

    private List<Loss> losses(Connection connection, Proposal proposal, LocalDate today) throws SQLException {
        return Delisting.concerns(proposal)
                ? delisting.under(connection, proposal, standing.of(connection, proposal.rulebook()), today)
                : List.of();
    }

    private @Nullable DecisionTable before(Connection connection, Proposal proposal, ProposedTable table)
            throws SQLException {
        return table.basedOn() == null
                ? null
                : history.adopted(connection, proposal.rulebook(), table.question(), table.basedOn())
                        .orElseThrow()
                        .table();
    }

    /** Whether somebody is on the roll and has not voted. */
    boolean awaits(Proposal proposal, String person) {
        return proposal.state() == State.VOTE
                && transactions
                        .run(connection -> roll.find(connection, proposal.id(), person))
                        .filter(voter -> !voter.voted())
                        .isPresent();
    }
}
