package org.cabas.service.vote;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.cabas.service.database.Transactions;
import org.cabas.service.draft.Draft;
import org.cabas.service.draft.Drafts;
import org.cabas.service.fund.Adopted;
import org.cabas.service.fund.NotPublishable;
import org.cabas.service.fund.Publishing;
import org.cabas.service.fund.TableVersions;
import org.cabas.service.vote.Minutes.Step;
import org.cabas.service.vote.Outcome.Done;
import org.cabas.service.vote.Outcome.Refused;
import org.cabas.service.vote.Proposal.State;
import org.cabas.service.vote.Proposals.PublishedTables;

/**
 * Making what was adopted law: it is checked once more, published with its day in the transaction that says so, and takes effect by
 * itself at midnight of the fund. Until then it may be revoked.
 */
@Singleton
public class Enacting {
    /**
     * From when « tout de suite » counts: every instance has heard of it by then, so that all of them change over at one instant and
     * none answers by the old tables while another answers by the new ones.
     */
    static final Duration SOON = Duration.ofSeconds(10);

    /** Whoever plans further ahead will vote again by then. */
    static final int MOST_YEARS = 2;

    private final Transactions transactions;
    private final Proposals proposals;
    private final Settling settling;
    private final Standing standing;
    private final Publishing publishing;
    private final TableVersions versions;
    private final Drafts drafts;
    private final VotingRules rules;
    private final Delisting delisting;
    private final Minutes minutes;
    private final Clock clock;

    Enacting(
            Transactions transactions,
            Proposals proposals,
            Settling settling,
            Standing standing,
            Publishing publishing,
            TableVersions versions,
            Drafts drafts,
            VotingRules rules,
            Delisting delisting,
            Minutes minutes,
            Clock clock) {
        this.transactions = transactions;
        this.proposals = proposals;
        this.settling = settling;
        this.standing = standing;
        this.publishing = publishing;
        this.versions = versions;
        this.drafts = drafts;
        this.rules = rules;
        this.delisting = delisting;
        this.minutes = minutes;
        this.clock = clock;
    }

    /** When a publication takes effect. */
    public sealed interface Effect {
        /** As soon as every instance knows of it: {@link Enacting#SOON}. */
        record AtOnce() implements Effect {}

        /** @param day at whose first instant, in the zone of the fund that proposed it */
        record On(LocalDate day) implements Effect {}
    }

    /** Publishes what a vote adopted, unless anything stands in the way: then all of it is told. */
    public Outcome publish(String id, Participant by, Effect effect) {
        try {
            return transactions.run(connection -> {
                var found = settling.lock(connection, id);
                if (found.isEmpty()) {
                    return Refused.because("proposal.unknown");
                }
                var proposal = found.get();
                if (proposal.state() != State.ADOPTED) {
                    return Refused.because(
                            "publish.state." + proposal.state().name().toLowerCase(Locale.ROOT));
                }
                return publish(connection, proposal, by, effect);
            });
        } catch (NotPublishable refused) {
            return Refused.of(refused.sentences());
        }
    }

    private Outcome publish(Connection connection, Proposal proposal, Participant by, Effect effect)
            throws SQLException {
        var now = clock.instant();
        var effectiveAt = switch (effect) {
            case Effect.AtOnce atOnce -> now.plus(SOON);
            case Effect.On(var day) -> day.atStartOfDay(proposal.zone()).toInstant();
        };
        // Nobody else publishes tables of the rulebook from here on: what stands now is what this is published upon.
        versions.next(connection, proposal.rulebook());
        var stands = standing.of(connection, proposal.rulebook());
        if (!stands.standUnder(proposal.tables())) {
            return Refused.because("publish.state.outdated");
        }
        var adopted = Adoption.of(proposal, stands, reference(proposal));
        var objections = new ArrayList<String>();
        objections.addAll(date(effect, proposal.zone(), now));
        objections.addAll(calendar(proposal, adopted, stands, effectiveAt));
        objections.addAll(Standing.objections(stands, adopted));
        if (!Fingerprint.of(proposal).equals(proposal.fingerprint())) {
            objections.add(VoteWording.say("proposal.altered"));
        }
        if (!objections.isEmpty()) {
            return Refused.of(objections);
        }
        var effectiveOn = LocalDate.ofInstant(effectiveAt, proposal.zone());
        var notice = LocalDate.ofInstant(now, proposal.zone())
                .plusDays(rules.of(connection, proposal.rulebook()).noticeDays());
        var lastDay = notice.isAfter(effectiveOn) ? notice : effectiveOn;
        var dropped = delisting.end(
                connection, proposal, delisting.under(connection, proposal, stands, effectiveOn), lastDay);
        var number = publishing.publish(connection, proposal.rulebook(), adopted, effectiveAt);
        var published = new PublishedTables(introduced(connection, proposal.rulebook(), number), effectiveAt);
        proposals.publish(connection, proposal, published, now);
        for (var table : proposal.tables()) {
            drafts.setState(connection, table.draft(), Draft.State.PUBLISHED);
        }
        delisting.announce(connection, dropped);
        minutes.note(
                connection, proposal, now, by, Step.PUBLISHED, details(proposal, published, dropped.size(), lastDay));
        return new Done(proposal.id());
    }

    /** What people read beside a row that the vote adopted: {@code vote du 14 mars 2026}. */
    static String reference(Proposal proposal) {
        var closed = Objects.requireNonNull(proposal.closedAt());
        return VoteWording.say("reference", VoteWording.day(LocalDate.ofInstant(closed, proposal.zone())));
    }

    private static List<String> date(Effect effect, ZoneId zone, Instant now) {
        var today = LocalDate.ofInstant(now, zone);
        return switch (effect) {
            case Effect.AtOnce atOnce -> List.of();
            case Effect.On(var day)
            when !day.isAfter(today) ->
                List.of(VoteWording.say("publish.date.past", VoteWording.dayOfWeek(today.plusDays(1))));
            case Effect.On(var day)
            when day.isAfter(today.plusYears(MOST_YEARS)) -> List.of(VoteWording.say("publish.date.far", MOST_YEARS));
            case Effect.On on -> List.of();
        };
    }

    /** A version can't come before the one that it changes, nor on a day for which its table is not made. */
    private static List<String> calendar(
            Proposal proposal, List<Adopted> adopted, Standing.Tables stands, Instant effectiveAt) {
        var objections = new ArrayList<String>();
        for (var table : proposal.tables()) {
            var since = stands.since().get(table.question());
            var version = stands.version(table.question());
            if (since != null && version != null && since.isAfter(effectiveAt)) {
                objections.add(VoteWording.say(
                        "publish.date.before",
                        table.table().title(),
                        version,
                        VoteWording.dayOfWeek(LocalDate.ofInstant(since, proposal.zone()))));
            }
        }
        var day = LocalDate.ofInstant(effectiveAt, proposal.zone());
        for (var one : adopted) {
            var validity = one.table().validity();
            if (day.isBefore(validity.from())) {
                objections.add(
                        VoteWording.say("publish.date.early", one.table().title(), VoteWording.day(validity.from())));
            }
            if (validity.until() != null && day.isAfter(validity.until())) {
                objections.add(
                        VoteWording.say("publish.date.late", one.table().title(), VoteWording.day(validity.until())));
            }
        }
        return objections;
    }

    private Map<String, Integer> introduced(Connection connection, String rulebook, int number) throws SQLException {
        return versions.all(connection, rulebook).stream()
                .filter(version -> version.version() == number)
                .findFirst()
                .orElseThrow()
                .introduced();
    }

    private static String details(Proposal proposal, PublishedTables published, int dropped, LocalDate lastDay) {
        var tables = String.join(
                ", ",
                proposal.tables().stream()
                        .map(table -> VoteWording.say(
                                "publish.table",
                                table.table().title(),
                                Objects.requireNonNull(published.versions().get(table.question()))))
                        .toList());
        var when =
                VoteWording.say("publish.effect", tables, VoteWording.moment(published.effectiveAt(), proposal.zone()));
        return dropped == 0
                ? when
                : when + " " + VoteWording.count("publish.dropped", dropped, VoteWording.day(lastDay));
    }

    /** Revokes what was published and has not taken effect; its drafts can be written again, and conventions last as they did. */
    public Outcome revoke(String id, Participant by) {
        try {
            return transactions.run(connection -> {
                var found = settling.lock(connection, id);
                if (found.isEmpty()) {
                    return Refused.because("proposal.unknown");
                }
                var proposal = found.get();
                if (proposal.state() != State.PUBLISHED) {
                    return Refused.because("revoke.state");
                }
                var published = new HashMap<String, Integer>();
                proposal.tables()
                        .forEach(table -> published.put(table.question(), Objects.requireNonNull(table.published())));
                versions.next(connection, proposal.rulebook());
                var later = builtOn(connection, proposal.rulebook(), published);
                if (!later.isEmpty()) {
                    return Refused.of(later);
                }
                var restored = delisting.restore(connection, proposal);
                publishing.withdraw(connection, proposal.rulebook(), published);
                proposals.setState(connection, id, State.REVOKED);
                for (var table : proposal.tables()) {
                    drafts.setState(connection, table.draft(), Draft.State.OPEN);
                }
                delisting.announce(connection, restored);
                minutes.note(connection, proposal, clock.instant(), by, Step.REVOKED, "");
                return new Done(id);
            });
        } catch (NotPublishable refused) {
            return Refused.of(refused.sentences());
        }
    }

    /** What was published afterwards and changes this: it would bring back what is revoked. */
    private List<String> builtOn(Connection connection, String rulebook, Map<String, Integer> published)
            throws SQLException {
        var stands = standing.of(connection, rulebook);
        return published.entrySet().stream()
                .filter(table -> !table.getValue().equals(stands.version(table.getKey())))
                .map(table -> VoteWording.say(
                        "revoke.later",
                        Objects.requireNonNull(stands.table(table.getKey())).title(),
                        Objects.requireNonNull(stands.version(table.getKey()))))
                .toList();
    }
}
