package org.cabas.service.demo.data;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cabas.rules.money.Money;
import org.cabas.rules.policy.Answer;
import org.cabas.rules.policy.Conventioning;
import org.cabas.rules.policy.Coverage;
import org.cabas.rules.policy.Fact;
import org.cabas.rules.policy.FactSheet;
import org.cabas.rules.policy.Policy;
import org.cabas.rules.policy.Rule;
import org.cabas.rules.policy.Verdict;
import org.cabas.rules.table.Value;
import org.cabas.service.merchant.Merchant;
import org.jspecify.annotations.Nullable;

/**
 * A merchant before the tables of a fund: whether they accept it, and for what.
 *
 * @param sold codes of the families it sells
 */
record Candidate(Merchant merchant, List<String> sold) {
    /** The label that loose goods of each certification are sold under; without one of these they have none. */
    private static final String CERTIFIED = "en:eu-organic";

    private static final String GUARANTEED_BY_PEERS = "fr:nature-et-progres";

    /**
     * What a convention with it is made of.
     *
     * @param families those of its families that the fund pays, even in part
     * @param coverage percent of a total without lines: the least of what its goods are paid, so that nobody is paid
     *     too much
     * @param rule the row that accepts it
     */
    record Acceptance(List<String> families, int coverage, Rule rule) {}

    /**
     * Whether the fund's tables accept it. A fund without a table for that question accepts who sells what its
     * eligibility table pays, and the row that pays it stands for the decision.
     */
    Optional<Acceptance> accepted(Policy policy) {
        var paid = sold.stream()
                .filter(family -> coverage(policy, family).isPresent())
                .toList();
        if (paid.isEmpty()) {
            return Optional.empty();
        }
        var least = paid.stream()
                .flatMap(family -> coverage(policy, family).stream())
                .min((a, b) -> Long.compare(a.hundredths(), b.hundredths()))
                .orElseThrow();
        return switch (policy.conventioning(facts())) {
            case Answer.Given<Conventioning>(var said, var rule, var note)
            when said.verdict() == Verdict.ADMITTED -> Optional.of(new Acceptance(paid, percent(least), rule));
            case Answer.NotAnswered<Conventioning>(var gap, var missing)
            when gap == Answer.Gap.NO_TABLE -> Optional.of(new Acceptance(paid, percent(least), least.rule()));
            case Answer.Given<Conventioning> refused -> Optional.empty();
            case Answer.LeftToPeople<Conventioning> undecided -> Optional.empty();
            case Answer.NotAnswered<Conventioning> undecided -> Optional.empty();
        };
    }

    /** How its loose goods of a family are paid; none where they are not. */
    private Optional<Coverage> coverage(Policy policy, String family) {
        var goods = FactSheet.product(family, labels(merchant.certification()), null, null, false);
        return policy.coverage(facts().and(goods)).filter(coverage -> coverage.hundredths() > 0);
    }

    private static int percent(Coverage coverage) {
        return (int) (coverage.hundredths() / Money.ONE_PERCENT);
    }

    private static Set<String> labels(@Nullable String certification) {
        if (certification == null) {
            return Set.of();
        }
        return switch (certification) {
            case "certified" -> Set.of(CERTIFIED);
            case "participatory_guarantee" -> Set.of(GUARANTEED_BY_PEERS);
            default -> Set.of();
        };
    }

    private FactSheet facts() {
        var more = new HashMap<String, Value>();
        if (merchant.charterSigned() != null) {
            more.put(Fact.CHARTER_SIGNED.id(), new Value.YesNo(merchant.charterSigned()));
        }
        if (merchant.workers() != null) {
            more.put(Fact.WORKERS.id(), new Value.Quantity(merchant.workers()));
        }
        return FactSheet.merchant(
                merchant.kind(),
                merchant.certification(),
                merchant.directSale(),
                Optional.ofNullable(merchant.distanceKm())
                        .map(BigDecimal::intValueExact)
                        .orElse(null),
                merchant.organicShare(),
                merchant.localShare(),
                more);
    }
}
