package org.cabas.service.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cabas.service.authorization.Till.purchase;

import io.micronaut.context.ApplicationContext;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cabas.service.OnTestDatabase;
import org.cabas.service.authorization.Town;
import org.cabas.service.database.Transactions;
import org.cabas.service.ledger.Check.Violation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with the books is found: each invariant, by what somebody with the owner's password could do behind our back. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // found() does
class InvariantsTest implements OnTestDatabase {
    private static final String FUND = "joigny";

    private static final String A_LINE =
            "insert into journal (fund_id, kind, account_id, authorization_id, balance_change,"
                    + " recorded_at) values ('joigny', '%s', {account}, '{open}', %d, utc_timestamp(6))";

    /** What is done, by the name of the invariant that it breaks. */
    private static final Map<String, String> DEEDS = new TreeMap<>(Map.ofEntries(
            Map.entry(
                    "accounts_of_a_fund_sum_to_zero",
                    "insert into transfer (journal_id, fund_id, kind, debited, credited, amount)"
                            + " select journal_id, 'elsewhere', kind, debited, credited, 1 from transfer limit 1"),
            Map.entry(
                    "a_household_balance_is_the_sum_of_its_entries",
                    "update account set balance = balance + 1 where id = {account}"),
            Map.entry(
                    "other_balances_are_the_sum_of_sealed_entries",
                    "update account set balance = balance + 1 where kind = 'treasury' limit 1"),
            Map.entry(
                    "reserved_is_what_open_authorizations_hold",
                    "update account set reserved = reserved + 1 where id = {account}"),
            Map.entry(
                    "the_journal_explains_balance_and_reserved",
                    "update account set balance = balance - 1, reserved = reserved - 1 where id = {account}"),
            Map.entry(
                    "a_journal_line_moves_what_its_transfers_move",
                    "insert into transfer (journal_id, fund_id, kind, debited, credited, amount)"
                            + " select t.journal_id, t.fund_id, t.kind, t.debited, t.credited, 1 from transfer t"
                            + " join journal j on j.id = t.journal_id where j.account_id = {account} limit 1"),
            Map.entry("nothing_is_ever_spent_that_was_not_allocated", A_LINE.formatted("purchased", -100_000)),
            Map.entry("one_outcome_for_one_key", "delete from idempotency where authorization_id = '{open}'"),
            Map.entry(
                    "captured_released_expired_and_open_are_what_was_reserved",
                    "update authorization set captured = captured - 1 where id = '{refunded}'"),
            Map.entry(
                    "operations_add_up",
                    "update operation set amount = amount + 1 where authorization_id = '{refunded}' and kind = 'refund'"),
            Map.entry("lines_add_up", "update authorization set line_amounts = '[1]' where id = '{open}'"),
            Map.entry(
                    "no_line_is_refunded_more_than_it_was_captured",
                    "update operation set line_amounts = '[9999]' where authorization_id = '{refunded}' and kind = 'refund'"),
            Map.entry(
                    "nothing_is_approved_after_its_deadline",
                    "update authorization set decided_at = decided_at + interval 1 day where id = '{open}'"),
            Map.entry(
                    "nothing_is_held_after_its_cancellation",
                    "insert into cancellation (gateway_id, idempotency_key, response, recorded_at)"
                            + " select gateway_id, idempotency_key, '{\"status\":\"reversed\"}', utc_timestamp(6)"
                            + " from authorization where id = '{open}'"),
            Map.entry(
                    "a_ceiling_counter_is_the_sum_of_its_uses",
                    "insert into ceiling_counter (account_id, ceiling, period, window_start, used)"
                            + " values ({account}, 'P1', 'month', '2026-01-01', 5)"),
            Map.entry(
                    "ceilings_count_what_lines_kept",
                    "insert into ceiling_use (authorization_id, account_id, ceiling, period, window_start, line, amount)"
                            + " values ('{open}', {account}, 'P1', 'month', '2026-01-01', 0, 5)"),
            Map.entry("one_event_for_each_change_of_state", A_LINE.formatted("purchased", 0)),
            Map.entry(
                    "a_decision_has_one_policy_version",
                    "update authorization set policy_version = null where id = '{open}'"),
            Map.entry(
                    "the_hash_chain_is_whole",
                    "insert into journal (fund_id, kind, recorded_at, sequence, hash)"
                            + " select fund_id, 'purchased', utc_timestamp(6), max(sequence) + 1, unhex(repeat('00', 32))"
                            + " from journal where fund_id = 'joigny'")));

    @Inject
    ApplicationContext context;

    private Transactions transactions;
    private Invariants invariants;
    private Map<String, String> ids;

    @BeforeAll
    void found() {
        var town = Town.found(context, FUND);
        transactions = town.bean(Transactions.class);
        invariants = new Invariants(transactions, List.of());
        var till = town.till(FUND);
        var card = town.card(FUND, 65_00);
        var gardener = town.gardener(FUND);
        var held = purchase(card, gardener, 1000);
        held.put("capture", "later");
        held.put("deadline", Instant.now().plusSeconds(60).toString());
        var open = till.pay(held).id();
        var refunded = till.pay(purchase(card, gardener, 800)).id();
        till.refund(refunded, 300);
        town.bean(Sealing.class).seal();
        var account = transactions.run(c -> {
            try (var query = c.prepareStatement("select account_id from authorization where id = ?")) {
                query.setString(1, open);
                try (var rows = query.executeQuery()) {
                    rows.next();
                    return rows.getString(1);
                }
            }
        });
        ids = Map.of("{open}", open, "{refunded}", refunded, "{account}", account);
    }

    static Stream<Map.Entry<String, String>> deeds() {
        return DEEDS.entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("deeds")
    void what_breaks_an_invariant_is_found_by_its_name(Map.Entry<String, String> deed) {
        var sql = new String[] {deed.getValue()};
        ids.forEach((blank, id) -> sql[0] = sql[0].replace(blank, id));
        var found = transactions.run(c -> {
            try (var statement = c.createStatement()) {
                assertThat(statement.executeUpdate(sql[0])).as(sql[0]).isPositive();
            }
            var violations = invariants.violations(c);
            c.rollback();
            return violations;
        });
        assertThat(found).extracting(Violation::invariant).contains(deed.getKey());
        assertThat(found).allSatisfy(violation -> assertThat(violation.wrong()).isNotBlank());
    }

    @Test
    void every_invariant_is_broken_once_and_all_hold_where_nothing_was_done() {
        assertThat(DEEDS.keySet()).containsExactlyInAnyOrderElementsOf(invariants.names());
        assertThat(invariants.check()).isEmpty();
    }
}
