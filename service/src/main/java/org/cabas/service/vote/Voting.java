package org.cabas.service.vote;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cabas.service.access.Right;
import org.cabas.service.access.Roles;
import org.cabas.service.database.Transactions;
import org.cabas.service.vote.Minutes.Step;
import org.cabas.service.vote.Outcome.Done;
import org.cabas.service.vote.Outcome.Refused;
import org.cabas.service.vote.Proposal.State;

/**
 * Voting. The roll is fixed when a vote opens: everyone who may vote in a fund of the rulebook, one voice each. Votes come in under
 * the proposal's lock, so that of a vote and whatever ends it one comes first; once cast, a vote is never changed.
 */
@Singleton
public class Voting {
    /** Nobody can read a proposal and vote on it in less. */
    static final Duration SHORTEST = Duration.ofMinutes(1);

    private final Transactions transactions;
    private final Proposals proposals;
    private final Settling settling;
    private final Standing standing;
    private final Roll roll;
    private final Roles roles;
    private final VotingRules rules;
    private final Minutes minutes;
    private final Clock clock;

    Voting(
            Transactions transactions,
            Proposals proposals,
            Settling settling,
            Standing standing,
            Roll roll,
            Roles roles,
            VotingRules rules,
            Minutes minutes,
            Clock clock) {
        this.transactions = transactions;
        this.proposals = proposals;
        this.settling = settling;
        this.standing = standing;
        this.roll = roll;
        this.roles = roles;
        this.rules = rules;
        this.minutes = minutes;
        this.clock = clock;
    }

    /**
     * Opens the vote on a proposal under the rules of its rulebook.
     *
     * @param closing local to the fund that proposed it
     * @param secret whether nobody will be able to tell who voted what
     */
    public Outcome open(String id, Participant by, LocalDateTime closing, boolean secret) {
        return transactions.run(connection -> {
            var found = settling.lock(connection, id);
            if (found.isEmpty()) {
                return Refused.because("proposal.unknown");
            }
            var proposal = found.get();
            if (proposal.state() != State.DISCUSSION) {
                return Refused.because("open.state." + proposal.state().name().toLowerCase(java.util.Locale.ROOT));
            }
            var now = clock.instant();
            var closesAt = closing.atZone(proposal.zone()).toInstant();
            var committee = committee(connection, proposal.rulebook());
            var objections = new ArrayList<String>();
            if (closesAt.isBefore(now.plus(SHORTEST))) {
                objections.add(VoteWording.say("open.closing.past"));
            } else if (closesAt.isAfter(now.plus(Duration.ofDays(VoteRules.MOST_DAYS + 1L)))) {
                objections.add(VoteWording.say("open.closing.far", VoteRules.MOST_DAYS));
            }
            if (committee.isEmpty()) {
                objections.add(VoteWording.say("open.nobody"));
            }
            objections.addAll(unfit(connection, proposal));
            if (!objections.isEmpty()) {
                return Refused.of(objections);
            }
            var rule = rules.of(connection, proposal.rulebook());
            var terms = new VoteTerms(rule.quorum(), rule.majority(), secret, now, closesAt, committee.size());
            proposals.open(connection, id, terms);
            roll.fix(connection, id, committee);
            minutes.note(connection, proposal, now, by, Step.OPENED, inWords(terms, proposal.zone()));
            return new Done(id);
        });
    }

    /** Why what is proposed would be voted for nothing: it couldn't be published today. */
    private List<String> unfit(Connection connection, Proposal proposal) throws SQLException {
        if (!Fingerprint.of(proposal).equals(proposal.fingerprint())) {
            return List.of(VoteWording.say("proposal.altered"));
        }
        var stands = standing.of(connection, proposal.rulebook());
        return Standing.objections(stands, Adoption.of(proposal, stands, ""));
    }

    private List<Participant> committee(Connection connection, String rulebook) throws SQLException {
        return roles.holders(connection, rulebook, Right.VOTE).stream()
                .map(holder -> new Participant(holder.id(), holder.name()))
                .toList();
    }

    private static String inWords(VoteTerms terms, ZoneId zone) {
        return VoteWording.say(
                "open.terms",
                VoteWording.say(terms.secret() ? "vote.secret" : "vote.open"),
                VoteWording.moment(terms.closesAt(), zone),
                VoteWording.count("voters", terms.voters()),
                VoteWording.count("quorum", terms.needed()),
                terms.majority().inWords());
    }

    /**
     * Casts a vote.
     *
     * @param fingerprint of the proposal that was on the voter's screen
     */
    public Outcome cast(String id, Participant by, Choice choice, String fingerprint) {
        return transactions.run(connection -> {
            var found = settling.lock(connection, id);
            if (found.isEmpty()) {
                return Refused.because("proposal.unknown");
            }
            var proposal = found.get();
            var refusal = refusal(connection, proposal, by, fingerprint);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            var now = clock.instant();
            if (proposal.voteTerms().secret()) {
                roll.castSecretly(connection, id, by.id(), choice);
            } else {
                roll.castOpenly(connection, id, by.id(), choice, now);
                minutes.voted(connection, proposal, by, choice);
            }
            if (roll.cast(connection, id) == proposal.voteTerms().voters()) {
                settling.close(connection, proposal, now);
            }
            return new Done(id);
        });
    }

    private Optional<Refused> refusal(Connection connection, Proposal proposal, Participant by, String fingerprint)
            throws SQLException {
        if (proposal.state() != State.VOTE) {
            return Optional.of(
                    Refused.because("cast.state." + proposal.state().name().toLowerCase(java.util.Locale.ROOT)));
        }
        var voter = roll.find(connection, proposal.id(), by.id());
        if (voter.isEmpty()) {
            return Optional.of(Refused.because("cast.stranger"));
        }
        if (voter.get().voted()) {
            return Optional.of(Refused.because("cast.twice"));
        }
        if (!committee(connection, proposal.rulebook()).stream()
                .map(Participant::id)
                .toList()
                .contains(by.id())) {
            return Optional.of(Refused.because("cast.left"));
        }
        if (!fingerprint.equals(proposal.fingerprint())
                || !Fingerprint.of(proposal).equals(proposal.fingerprint())) {
            return Optional.of(Refused.because("cast.changed"));
        }
        return Optional.empty();
    }

    /** When a vote that opens now ends unless someone says otherwise: some days on, in the evening. */
    public LocalDateTime usualClosing(VoteRules rule, ZoneId zone) {
        return clock.instant().atZone(zone).toLocalDate().plusDays(rule.days()).atTime(EVENING, 0);
    }

    private static final int EVENING = 20;

    /** A closing time as a form sends it; nothing for what is none. */
    static Optional<LocalDateTime> closing(String day, String time) {
        try {
            return Optional.of(LocalDateTime.parse(day.strip() + "T" + time.strip()));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
