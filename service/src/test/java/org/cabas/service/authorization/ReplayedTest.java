package org.cabas.service.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cabas.service.authorization.Till.basket;
import static org.cabas.service.authorization.Till.loose;
import static org.cabas.service.authorization.Till.purchase;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.cabas.rules.policy.Policy;
import org.cabas.rules.purchase.Decision;
import org.cabas.rules.simulate.Backtest;
import org.cabas.rules.simulate.Home;
import org.cabas.rules.simulate.Span;
import org.cabas.rules.simulate.Watch;
import org.cabas.service.database.Transactions;
import org.cabas.service.fund.Fund;
import org.cabas.service.fund.Funds;
import org.cabas.service.fund.Policies;
import org.cabas.service.ledger.Sealing;
import org.junit.jupiter.api.Test;

/** What was really decided, decided again by a simulation: balances and ceilings are rebuilt from the journal, not read. */
class ReplayedTest extends InTown {
    private static final long SEED = 20_260_307;
    private static final Span MARCH = new Span(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 4, 30));

    /** What is stored of a decision. */
    private record Stored(String status, long approved, List<Long> lines, List<String> rows) {}

    @Test
    void real_purchases_replayed_under_their_own_policy_are_decided_as_they_were_row_by_row_and_cent_by_cent() {
        var random = new Random(SEED);
        var now = OffsetDateTime.parse("2026-03-27T08:00:00+01:00").toInstant();
        CLOCK.stopAt(now);
        var fund = TOWN.fund("gers", Fund.Status.OPEN, "EUR");
        var till = TOWN.till(fund);
        var cards = new ArrayList<String>();
        for (var i = 0; i < 12; i++) {
            cards.add(TOWN.card(fund, 120_00 + i));
        }
        var shops = List.of(
                TOWN.shop(fund, "organic_shop", false, "vegetables fruits meat fish sweets prepared bread", 100),
                TOWN.shop(fund, "restaurant", false, "prepared", 70),
                TOWN.shop(fund, "supermarket", false, "vegetables fruits meat bread", 60),
                TOWN.merchant(fund, "farmer", true));
        for (var i = 0; i < 220; i++) {
            // Across the 23 hours of 29 March and the end of the month.
            now = now.plus(Duration.ofMinutes(random.nextInt(60)));
            CLOCK.stopAt(now);
            bought(till, random, cards.get(random.nextInt(12)), shops.get(random.nextInt(4)), now);
        }
        CLOCK.stopAt(now.plus(Duration.ofDays(9)));
        TOWN.bean(Expiring.class).expire();
        TOWN.bean(Sealing.class).seal();

        var policy = TOWN.bean(Policies.class).inForce("gers", now).orElseThrow();
        var past = TOWN.bean(PurchaseHistory.class)
                .of(TOWN.bean(Funds.class).findById(fund).orElseThrow(), MARCH, UnaryOperator.<List<Home>>identity());
        var again = new HashMap<String, Stored>();
        Backtest.replay(policy, past, (purchase, decision) -> again.put(purchase.id(), stored(decision)));

        assertThat(again).as("seed %s", SEED).isEqualTo(recorded(fund, policy)).hasSize(220);
        assertThat(again.values()).extracting(Stored::status).contains("approved", "partially_approved", "declined");
        assertThat(again.values().stream().mapToLong(Stored::approved).sum()).isPositive();
        var compared = Backtest.compare(policy, policy, past, Watch.NOBODY).orElseThrow();
        assertThat(compared.bought()).isNotNull().satisfies(bought -> {
            assertThat(bought.purchases()).isEqualTo(220);
            assertThat(bought.changed()).isZero();
            assertThat(bought.approved().before().cents()).isEqualTo(paid(fund));
        });
    }

    private static void bought(Till till, Random random, String card, String shop, Instant now) {
        var families = List.of("vegetables", "fruits", "meat", "sweets", "prepared", "bread", "alcohol");
        @SuppressWarnings({"unchecked", "rawtypes"}) // lines of a basket are maps
        Map<String, Object>[] lines = new Map[1 + random.nextInt(4)];
        for (var i = 0; i < lines.length; i++) {
            lines[i] = loose(Integer.toString(i), families.get(random.nextInt(7)), 50 + random.nextInt(18_00));
        }
        var body =
                random.nextInt(4) == 0 ? purchase(card, shop, 100 + random.nextInt(30_00)) : basket(card, shop, lines);
        var later = random.nextInt(4) == 0;
        body.put("occurredAt", now.toString());
        body.put("partialApproval", random.nextInt(5) > 0);
        body.put("capture", later ? "later" : "immediate");
        var answer = till.pay(body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        var approved = answer.cents("approvedAmount");
        if (approved == 0) {
            return;
        }
        if (!later && random.nextInt(3) == 0) {
            till.refund(answer.id(), 1 + random.nextLong(approved));
        }
        if (later) {
            switch (random.nextInt(4)) {
                case 0 -> till.reverse(answer.id());
                case 1 -> till.capture(answer.id(), 1 + random.nextLong(approved), true);
                case 2 -> till.capture(answer.id(), 1 + random.nextLong(approved), false);
                default -> {
                    // It expires.
                }
            }
        }
    }

    private static Stored stored(Decision decision) {
        return new Stored(
                Recording.status(decision),
                decision.approved(),
                decision.lines().stream().map(Decision.Line::approved).toList(),
                decision.lines().stream()
                        .map(line -> line.rule() == null
                                ? ""
                                : line.rule().table() + " " + line.rule().row())
                        .toList());
    }

    /** The decisions as they were answered; a purchase without lines tells its row nowhere, so it is decided by the same one. */
    private static Map<String, Stored> recorded(String fund, Policy policy) {
        return TOWN.bean(Transactions.class).run(connection -> {
            var stored = new HashMap<String, Stored>();
            try (var query = connection.prepareStatement("""
                    select a.id, a.request, a.circumstances, a.status, a.approved, a.line_amounts, a.policy_version
                    from authorization a where a.fund_id = ?""")) {
                query.setString(1, fund);
                try (var rows = query.executeQuery()) {
                    while (rows.next()) {
                        var circumstances = Answers.read(rows.getString(3), Circumstances.class);
                        var purchase = Answers.read(rows.getString(2), Purchase.class);
                        assertThat(rows.getInt(7)).isEqualTo(policy.version());
                        var deciding = Assessing.assess(purchase, circumstances, policy);
                        var decision = circumstances.money() == null
                                ? deciding.refusal()
                                : deciding.settle(circumstances.money());
                        var told = stored(decision);
                        stored.put(
                                rows.getString(1),
                                new Stored(
                                        rows.getString(4),
                                        rows.getLong(5),
                                        Authorization.split(rows.getString(6)),
                                        told.rows()));
                    }
                }
            }
            return stored;
        });
    }

    /** What was paid and not given back. */
    private static long paid(String fund) {
        return TOWN.bean(Transactions.class).run(connection -> {
            try (var query = connection.prepareStatement(
                    "select sum(approved - released - expired - refunded) from authorization where fund_id = ?")) {
                query.setString(1, fund);
                try (var rows = query.executeQuery()) {
                    rows.next();
                    return rows.getLong(1);
                }
            }
        });
    }
}
