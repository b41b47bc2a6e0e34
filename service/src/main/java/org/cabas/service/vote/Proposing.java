package org.cabas.service.vote;

import com.github.f4b6a3.ulid.UlidCreator;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.cabas.rules.exchange.CsvFormat;
import org.cabas.rules.exchange.WrittenTable.CellProblem;
import org.cabas.rules.exchange.WrittenTable.Read;
import org.cabas.rules.table.DecisionTable;
import org.cabas.service.database.Transactions;
import org.cabas.service.draft.Draft;
import org.cabas.service.draft.Drafts;
import org.cabas.service.fund.Adopted;
import org.cabas.service.fund.Fund;
import org.cabas.service.page.FieldError;
import org.cabas.service.vote.Minutes.Step;
import org.cabas.service.vote.Outcome.Done;
import org.cabas.service.vote.Outcome.Refused;
import org.cabas.service.vote.Proposal.State;

/**
 * Making drafts a proposal, taking it back, and taking up again the drafts of one that failed. Proposed drafts are frozen, and
 * what they hold is copied: nobody changes what others are discussing or voting.
 */
@Singleton
public class Proposing {
    /** More tables at once are a new rulebook, not a change of it. */
    static final int MOST_DRAFTS = 12;

    private final Transactions transactions;
    private final Proposals proposals;
    private final Drafts drafts;
    private final Standing standing;
    private final Settling settling;
    private final Minutes minutes;
    private final Clock clock;

    Proposing(
            Transactions transactions,
            Proposals proposals,
            Drafts drafts,
            Standing standing,
            Settling settling,
            Minutes minutes,
            Clock clock) {
        this.transactions = transactions;
        this.proposals = proposals;
        this.drafts = drafts;
        this.standing = standing;
        this.settling = settling;
        this.minutes = minutes;
        this.clock = clock;
    }

    /** A draft as it was on the screen of who proposes it. */
    public record Seen(String draft, int revision) {}

    /** A table that is read, with the draft it comes from. */
    private record Whole(Draft draft, DecisionTable table) {
        Adopted adopted() {
            return new Adopted(table, draft.cases(), draft.waivers(), null);
        }
    }

    /** Proposes drafts of a fund's rulebook, unless anything stands in the way: then all of it is told. */
    public Outcome propose(Fund fund, Participant by, List<Seen> seen, String title, String explanation) {
        return transactions.run(connection -> {
            var problems = new ArrayList<>(wording(title, explanation));
            var objections = new ArrayList<String>();
            var frozen = lock(connection, fund, seen, objections);
            var stands = standing.of(connection, fund.rulebook());
            var whole = read(frozen, stands, objections);
            if (objections.isEmpty()) {
                objections.addAll(Standing.objections(
                        stands, whole.stream().map(Whole::adopted).toList()));
            }
            objections.forEach(objection -> problems.add(new FieldError("drafts", objection)));
            if (!problems.isEmpty()) {
                return new Refused(problems);
            }
            var proposal = proposal(connection, fund, by, whole, title.strip(), explanation.strip());
            proposals.add(connection, proposal);
            for (var one : whole) {
                drafts.setState(connection, one.draft().id(), Draft.State.FROZEN);
            }
            minutes.note(connection, proposal, proposal.proposedAt(), by, Step.PROPOSED, titles(whole));
            return new Done(proposal.id());
        });
    }

    private static List<FieldError> wording(String title, String explanation) {
        var objections = new ArrayList<FieldError>();
        if (title.isBlank()) {
            objections.add(new FieldError("title", VoteWording.say("propose.title.missing")));
        } else if (title.strip().length() > Proposal.LONGEST_TITLE) {
            objections.add(new FieldError("title", VoteWording.say("propose.title.long", Proposal.LONGEST_TITLE)));
        }
        if (explanation.strip().length() > Proposal.LONGEST_EXPLANATION) {
            objections.add(new FieldError(
                    "explanation", VoteWording.say("propose.explanation.long", Proposal.LONGEST_EXPLANATION)));
        }
        return objections;
    }

    /** Locks the drafts in the order of their ids, so that two people who propose the same never wait for each other. */
    private List<Draft> lock(Connection connection, Fund fund, List<Seen> seen, List<String> objections)
            throws SQLException {
        if (seen.isEmpty()) {
            objections.add(VoteWording.say("propose.drafts.missing"));
        }
        if (seen.size() > MOST_DRAFTS) {
            objections.add(VoteWording.say("propose.drafts.many", MOST_DRAFTS));
            return List.of();
        }
        var locked = new ArrayList<Draft>();
        var questions = new HashSet<String>();
        for (var one : seen.stream()
                .distinct()
                .sorted(Comparator.comparing(Seen::draft))
                .toList()) {
            var found = drafts.lock(connection, one.draft())
                    .filter(d -> d.rulebook().equals(fund.rulebook()));
            if (found.isEmpty()) {
                objections.add(VoteWording.say("propose.draft.unknown"));
                continue;
            }
            var draft = found.get();
            var refusal = refusal(connection, draft, one.revision());
            if (refusal.isPresent()) {
                objections.add(refusal.get());
            } else if (!questions.add(draft.question())) {
                objections.add(VoteWording.say("propose.draft.twice", title(draft)));
            } else {
                locked.add(draft);
            }
        }
        return locked;
    }

    private Optional<String> refusal(Connection connection, Draft draft, int revision) throws SQLException {
        return switch (draft.state()) {
            case OPEN ->
                draft.revision() == revision
                        ? Optional.empty()
                        : Optional.of(VoteWording.say("propose.draft.changed", draft.name()));
            case FROZEN ->
                Optional.of(proposals
                        .holding(connection, draft.id())
                        .map(holder -> VoteWording.say("propose.draft.held", draft.name(), holder.number()))
                        .orElseGet(() -> VoteWording.say("propose.draft.frozen", draft.name())));
            case RECEIVED -> Optional.of(VoteWording.say("propose.draft.received", draft.name()));
            case DISCARDED -> Optional.of(VoteWording.say("propose.draft.discarded", draft.name()));
            case PUBLISHED -> Optional.of(VoteWording.say("propose.draft.published", draft.name()));
        };
    }

    private static List<Whole> read(List<Draft> drafts, Standing.Tables stands, List<String> objections) {
        var whole = new ArrayList<Whole>();
        for (var draft : drafts) {
            switch (draft.reading()) {
                case Read.NotYet(var problems) -> problems.forEach(problem -> objections.add(problem(draft, problem)));
                case Read.Whole(var table) -> {
                    var one = new Whole(draft, table);
                    var before = stands.adopted().get(draft.question());
                    if (!Objects.equals(draft.basedOn(), stands.version(draft.question()))) {
                        objections.add(outdated(draft, stands));
                    } else if (before != null && Adoption.saysTheSame(before, one.adopted())) {
                        objections.add(VoteWording.say("propose.draft.same", draft.name(), table.title()));
                    } else {
                        whole.add(one);
                    }
                }
            }
        }
        return whole;
    }

    private static String outdated(Draft draft, Standing.Tables stands) {
        var version = stands.version(draft.question());
        return draft.basedOn() == null || version == null
                ? VoteWording.say("propose.draft.outdated.other", draft.name())
                : VoteWording.say("propose.draft.outdated", draft.name(), draft.basedOn(), version);
    }

    private static String problem(Draft draft, CellProblem problem) {
        var place = problem.row().isEmpty()
                ? draft.name()
                : VoteWording.say(
                        problem.column().isEmpty() ? "place.row" : "place.cell",
                        draft.name(),
                        problem.row(),
                        label(draft, problem.column()));
        return VoteWording.say("propose.draft.unreadable", place, problem.message());
    }

    private static String label(Draft draft, String column) {
        return draft.table().columns().stream()
                .filter(known -> known.id().equals(column))
                .map(known -> known.label())
                .findFirst()
                .orElse(column);
    }

    private static String title(Draft draft) {
        return draft.table().frame().title();
    }

    private static String titles(List<Whole> whole) {
        return String.join(", ", whole.stream().map(one -> one.table().title()).toList());
    }

    private Proposal proposal(
            Connection connection, Fund fund, Participant by, List<Whole> whole, String title, String explanation)
            throws SQLException {
        var tables = whole.stream()
                .map(one -> new ProposedTable(
                        one.draft().question(),
                        one.draft().id(),
                        one.draft().revision(),
                        one.draft().basedOn(),
                        CsvFormat.write(one.table()),
                        one.draft().cases(),
                        one.draft().waivers(),
                        null))
                .sorted(Comparator.comparing(ProposedTable::question))
                .toList();
        return new Proposal(
                "pro_" + UlidCreator.getUlid().toString().toLowerCase(Locale.ROOT),
                fund.id(),
                fund.zone(),
                fund.rulebook(),
                proposals.next(connection, fund.rulebook()),
                title,
                explanation,
                State.DISCUSSION,
                Fingerprint.of(fund.rulebook(), title, explanation, tables),
                by,
                clock.instant(),
                null,
                null,
                null,
                null,
                null,
                false,
                null,
                tables);
    }

    /**
     * Takes a proposal back before it is decided; its drafts can be written again.
     *
     * @param facilitator whether whoever asks may take back what others proposed
     */
    public Outcome withdraw(String id, Participant by, boolean facilitator) {
        return transactions.run(connection -> {
            var found = settling.lock(connection, id);
            if (found.isEmpty()) {
                return Refused.because("proposal.unknown");
            }
            var proposal = found.get();
            if (!facilitator && !proposal.proposer().id().equals(by.id())) {
                return Refused.because("withdraw.others");
            }
            if (!proposal.state().isDiscussed()) {
                return Refused.because("withdraw.late");
            }
            proposals.setState(connection, id, State.WITHDRAWN);
            reopen(connection, proposal);
            minutes.note(connection, proposal, clock.instant(), by, Step.WITHDRAWN, "");
            return new Done(id);
        });
    }

    /**
     * Takes up again the drafts of a proposal that was rejected or is outdated. They are then compared with what stands now: what a
     * version brought that was published meanwhile shows as a difference that whoever writes them has to look at.
     */
    public Outcome takeUpAgain(String id, Participant by) {
        return transactions.run(connection -> {
            var found = settling.lock(connection, id);
            if (found.isEmpty()) {
                return Refused.because("proposal.unknown");
            }
            var proposal = found.get();
            if (!proposal.state().leavesDrafts()) {
                return Refused.because("reopen.state");
            }
            if (proposal.reopenedAt() != null) {
                return Refused.because("reopen.twice");
            }
            var stands = standing.numbers(connection, proposal.rulebook());
            reopen(connection, proposal);
            for (var table : proposal.tables()) {
                drafts.rebase(connection, table.draft(), stands.version(table.question()));
            }
            proposals.reopened(connection, id, clock.instant());
            minutes.note(connection, proposal, clock.instant(), by, Step.REOPENED, "");
            return new Done(id);
        });
    }

    private void reopen(Connection connection, Proposal proposal) throws SQLException {
        for (var table : proposal.tables()) {
            drafts.setState(connection, table.draft(), Draft.State.OPEN);
        }
    }
}
