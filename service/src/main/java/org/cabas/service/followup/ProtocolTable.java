package org.cabas.service.followup;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cabas.rules.policy.Answer;
import org.cabas.rules.policy.FactSheet;
import org.cabas.rules.policy.FollowUp;
import org.cabas.rules.policy.Policy;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Value;
import org.cabas.service.fund.FundRules;
import org.cabas.service.fund.Policies;
import org.jspecify.annotations.Nullable;

/**
 * The fund's protocol in force: what is asked at a check-up, what is to be done after it, and when the next one is. Which way a file goes
 * is seen by more than nurses, by the engine and in lists; so it never depends on what somebody answered, where the protocol lets it:
 * prevention actions are a step wherever the protocol has any for somebody at that point, and the nurse reads whether there are for this one.
 */
@Singleton
class ProtocolTable {
    private static final String TABLE = "follow_up";

    /** What a check-up itself is made of; all else is to be done after it. */
    static final Set<String> MEASURES = Set.of("fies", "mehm", "portions", "weight", "blood_pressure");

    private static final Set<String> NOT_AFTER = Set.of("ask_consent", "start_date", "evaluation");
    private static final int LAST_MONTH = 60;

    private final Policies policies;
    private final Clock clock;

    ProtocolTable(Policies policies, Clock clock) {
        this.policies = policies;
        this.clock = clock;
    }

    /** What is to be done with somebody after a check-up. */
    record Action(String code, String label) {}

    /**
     * What the protocol says after a check-up.
     *
     * @param nextMonth of the next one; null for none
     * @param nextOn its day; null for none
     * @param hasActions whether there are actions at this point for anybody
     * @param actions those for this person
     * @param note what the nurse is told where the protocol has nothing to say; empty otherwise
     */
    record Said(
            @Nullable Integer nextMonth,
            @Nullable LocalDate nextOn,
            boolean hasActions,
            List<Action> actions,
            String note) {}

    /** Whether a fund has a protocol at all. */
    boolean isInForce(FundRules fund) {
        return policy(fund).isPresent();
    }

    private Optional<Policy> policy(FundRules fund) {
        return policies.inForce(fund.rulebook(), clock.instant())
                .filter(policy ->
                        policy.tables().stream().anyMatch(table -> table.id().equals(TABLE)));
    }

    /** Which measures are asked for at a month: those of the protocol for anybody, all where it names none. */
    Set<String> measures(FundRules fund, int month) {
        var asked = new HashSet<String>();
        policy(fund)
                .ifPresent(policy -> scores().flatMap(score -> followUp(policy, month, score).stream())
                        .flatMap(said -> said.actions().stream())
                        .map(Domain.Option::code)
                        .filter(MEASURES::contains)
                        .forEach(asked::add));
        return asked.isEmpty() ? MEASURES : Set.copyOf(asked);
    }

    /**
     * Asks the table.
     *
     * @param planned the month for which the check-up was planned; one that was held later counts by its own day
     * @param score unknown where it could not be reckoned
     */
    Said ask(FundRules fund, int planned, LocalDate start, LocalDate heldOn, OptionalInt score) {
        var month = Math.max(planned, (int) ChronoUnit.MONTHS.between(start, heldOn));
        var policy = policy(fund);
        if (policy.isEmpty()) {
            return new Said(null, null, false, List.of(), FollowUpWording.say("protocol.none"));
        }
        var said = followUp(policy.get(), month, score);
        var next = said.map(FollowUp::nextCheckUp).orElse(OptionalInt.empty());
        var nextOn = next.isPresent() ? start.plusMonths(next.getAsInt()) : null;
        var comes = nextOn != null && next.getAsInt() > month && nextOn.isAfter(heldOn);
        var hasActions = scores().anyMatch(
                        each -> !after(followUp(policy.get(), month, each)).isEmpty());
        return new Said(
                comes ? (Integer) next.getAsInt() : null,
                comes ? nextOn : null,
                hasActions,
                after(said),
                said.isPresent() ? "" : FollowUpWording.say("protocol.no-row"));
    }

    private static List<Action> after(Optional<FollowUp> said) {
        var actions = new ArrayList<Action>();
        said.ifPresent(followUp -> followUp.actions().stream()
                .filter(option -> !MEASURES.contains(option.code()) && !NOT_AFTER.contains(option.code()))
                .forEach(option -> actions.add(new Action(option.code(), option.label()))));
        return actions;
    }

    private static Stream<OptionalInt> scores() {
        return Stream.concat(
                Stream.of(OptionalInt.empty()),
                IntStream.rangeClosed(0, Fies.QUESTIONS).mapToObj(OptionalInt::of));
    }

    private static Optional<FollowUp> followUp(Policy policy, int month, OptionalInt score) {
        var facts = new HashMap<String, Value>();
        facts.put("consent", new Value.YesNo(true));
        facts.put("months_since_start", new Value.Quantity(Math.min(month, LAST_MONTH)));
        score.ifPresent(raw -> facts.put("fies_score", new Value.Quantity(raw)));
        return switch (policy.followUp(FactSheet.of(facts))) {
            case Answer.Given<FollowUp>(var said, var rule, var note) -> Optional.of(said);
            case Answer.LeftToPeople<FollowUp> undecided -> Optional.empty();
            case Answer.NotAnswered<FollowUp> undecided -> Optional.empty();
        };
    }
}
