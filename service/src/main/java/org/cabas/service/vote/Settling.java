package org.cabas.service.vote;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cabas.service.database.DatabaseAway;
import org.cabas.service.database.Transactions;
import org.cabas.service.vote.Minutes.Step;
import org.cabas.service.vote.Proposal.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to proposals by itself: a vote ends at its time, and what was made obsolete by another publication is set aside.
 * Every instance looks every few seconds, and everyone who reads or does something looks first; whoever comes first settles it,
 * under the proposal's lock, once.
 */
@Singleton
public class Settling {
    private static final Logger LOG = LoggerFactory.getLogger(Settling.class);

    private final Transactions transactions;
    private final Proposals proposals;
    private final Roll roll;
    private final Standing standing;
    private final Minutes minutes;
    private final Clock clock;

    Settling(
            Transactions transactions,
            Proposals proposals,
            Roll roll,
            Standing standing,
            Minutes minutes,
            Clock clock) {
        this.transactions = transactions;
        this.proposals = proposals;
        this.roll = roll;
        this.standing = standing;
        this.minutes = minutes;
        this.clock = clock;
    }

    /** Settles what is due of any proposal; a vote that nobody looks at ends within the period. */
    @Scheduled(fixedDelay = "5s", initialDelay = "5s")
    void settleAll() {
        try {
            for (var id : transactions.run(proposals::pending)) {
                settle(id);
            }
        } catch (DatabaseAway away) {
            LOG.warn("votes can't be ended for now: {}", away.getMessage());
        }
    }

    /** The proposal of that id as it stands now. */
    public Optional<Proposal> settle(String id) {
        return transactions.run(connection -> {
            var found = proposals.find(connection, id);
            return found.isPresent() && isDue(connection, found.get()) ? lock(connection, id) : found;
        });
    }

    /** The proposals of a rulebook as they stand now, the latest first. */
    public List<Proposal> settled(String rulebook) {
        return transactions.run(connection -> {
            for (var proposal : proposals.of(connection, rulebook)) {
                if (isDue(connection, proposal)) {
                    lock(connection, proposal.id());
                }
            }
            return proposals.of(connection, rulebook);
        });
    }

    /** The proposal as it stands now, which nobody else changes until the transaction ends. */
    Optional<Proposal> lock(Connection connection, String id) throws SQLException {
        var found = proposals.lock(connection, id);
        if (found.isEmpty()) {
            return found;
        }
        var proposal = found.get();
        if (isOver(proposal, clock.instant())) {
            proposal = close(connection, proposal, proposal.voteTerms().closesAt());
        }
        if (isOutdated(connection, proposal)) {
            proposals.setState(connection, id, State.OUTDATED);
            minutes.note(connection, proposal, clock.instant(), null, Step.OUTDATED, "");
            return proposals.find(connection, id);
        }
        if (hasTakenEffect(proposal, clock.instant())) {
            proposals.tookEffect(connection, id);
            minutes.note(connection, proposal, proposal.effective(), null, Step.TOOK_EFFECT, "");
            return proposals.find(connection, id);
        }
        return Optional.of(proposal);
    }

    /** Ends the vote of a proposal that is locked: counts it once and for all. */
    Proposal close(Connection connection, Proposal proposal, Instant at) throws SQLException {
        var terms = proposal.voteTerms();
        var tally = roll.count(connection, proposal.id(), terms);
        var state = terms.adopts(tally) ? State.ADOPTED : State.REJECTED;
        proposals.close(connection, proposal.id(), tally, state, at);
        var step = state == State.ADOPTED ? Step.ADOPTED : Step.REJECTED;
        minutes.note(
                connection, proposal, at, null, step, Result.of(terms, tally).figures());
        return proposals.find(connection, proposal.id()).orElseThrow();
    }

    private boolean isDue(Connection connection, Proposal proposal) throws SQLException {
        var now = clock.instant();
        return isOver(proposal, now) || hasTakenEffect(proposal, now) || isOutdated(connection, proposal);
    }

    private static boolean isOver(Proposal proposal, Instant now) {
        return proposal.state() == State.VOTE
                && !now.isBefore(proposal.voteTerms().closesAt());
    }

    /** Tables take effect by themselves; that they did is noted afterwards, under their own date. */
    private static boolean hasTakenEffect(Proposal proposal, Instant now) {
        return proposal.state() == State.PUBLISHED && !proposal.tookEffect() && !now.isBefore(proposal.effective());
    }

    private boolean isOutdated(Connection connection, Proposal proposal) throws SQLException {
        return proposal.state().isPending()
                && !standing.numbers(connection, proposal.rulebook()).standUnder(proposal.tables());
    }
}
