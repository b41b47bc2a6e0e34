package org.cabas.service.fund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.annotation.Property;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.cabas.rules.exchange.CsvFormat;
import org.cabas.rules.funds.DemonstrationFunds;
import org.cabas.rules.money.Money;
import org.cabas.rules.policy.Answer;
import org.cabas.rules.policy.FactSheet;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Value;
import org.cabas.service.OnTestDatabase;
import org.cabas.service.TestClock;
import org.cabas.service.database.Changes;
import org.cabas.service.database.Transactions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Tables take effect on their day, whatever was published before or after them for other days. */
@MicronautTest(transactional = false)
@Property(name = TestClock.ASKED_FOR, value = "true")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EffectiveDatesTest implements OnTestDatabase {
    private static final Instant TODAY = Instant.parse("2026-03-07T09:00:00Z");
    private static final Instant APRIL = Instant.parse("2026-03-31T22:00:00Z");
    private static final Instant MAY = Instant.parse("2026-04-30T22:00:00Z");

    @Inject
    private Publishing publishing;

    @Inject
    private Policies policies;

    @Inject
    private Transactions transactions;

    @Inject
    private Changes changes;

    @Inject
    private TestClock clock;

    private String rulebook = "";

    @BeforeEach
    void publishJoigny() {
        clock.stopAt(TODAY);
        rulebook = "r" + UUID.randomUUID().toString().substring(0, 8);
        publishing.publish(rulebook, DemonstrationFunds.tables("joigny"), Instant.EPOCH);
    }

    @Test
    void what_is_published_for_now_leaves_out_what_is_only_to_come() {
        publishing.publish(rulebook, List.of(contribution("25\u00a0€")), APRIL);
        publishing.publish(rulebook, List.of(allocation("70\u00a0€")), TODAY);

        assertThat(contributionAt(TODAY)).isEqualTo(euros(20));
        assertThat(allocationAt(TODAY)).isEqualTo(euros(70));
    }

    @Test
    void what_was_to_come_keeps_what_is_published_meanwhile() {
        publishing.publish(rulebook, List.of(contribution("25\u00a0€")), APRIL);
        publishing.publish(rulebook, List.of(allocation("70\u00a0€")), TODAY);

        assertThat(contributionAt(APRIL)).isEqualTo(euros(25));
        assertThat(allocationAt(APRIL)).isEqualTo(euros(70));
        assertThat(contributionAt(APRIL.minusMillis(1))).isEqualTo(euros(20));
    }

    @Test
    void of_two_versions_to_come_each_brings_its_own_on_its_day() {
        publishing.publish(rulebook, List.of(allocation("80\u00a0€")), MAY);
        publishing.publish(rulebook, List.of(contribution("25\u00a0€")), APRIL);

        assertThat(allocationAt(APRIL)).isEqualTo(euros(65));
        assertThat(contributionAt(APRIL)).isEqualTo(euros(25));
        assertThat(allocationAt(MAY)).isEqualTo(euros(80));
        assertThat(contributionAt(MAY)).isEqualTo(euros(25));
    }

    @Test
    void what_is_withdrawn_before_its_day_never_decides_and_what_comes_after_it_does_without() {
        publishing.publish(rulebook, List.of(contribution("25\u00a0€")), APRIL);
        publishing.publish(rulebook, List.of(allocation("80\u00a0€")), MAY);
        withdraw(Map.of("contribution", 2));

        assertThat(contributionAt(APRIL)).isEqualTo(euros(20));
        assertThat(contributionAt(MAY)).isEqualTo(euros(20));
        assertThat(allocationAt(MAY)).isEqualTo(euros(80));
    }

    @Test
    void of_tables_that_were_published_together_one_may_be_withdrawn() {
        publishing.publish(rulebook, List.of(contribution("25\u00a0€"), allocation("80\u00a0€")), APRIL);
        withdraw(Map.of("contribution", 2));

        assertThat(contributionAt(APRIL)).isEqualTo(euros(20));
        assertThat(allocationAt(APRIL)).isEqualTo(euros(80));
    }

    @Test
    void what_is_in_force_or_about_to_be_can_t_be_withdrawn() {
        publishing.publish(rulebook, List.of(contribution("25\u00a0€")), APRIL);
        clock.stopAt(APRIL.minusSeconds(5));
        assertThatThrownBy(() -> withdraw(Map.of("contribution", 2)))
                .isInstanceOf(NotPublishable.class)
                .hasMessageContaining("ne peut plus être retirée");
        assertThat(contributionAt(APRIL)).isEqualTo(euros(25));
    }

    @Test
    void nothing_is_published_for_a_day_that_a_later_version_has_decided_already() {
        publishing.publish(rulebook, List.of(contribution("25\u00a0€")), TODAY);
        assertThatThrownBy(() -> publishing.publish(
                        rulebook, List.of(contribution("30\u00a0€")), TODAY.minus(Duration.ofDays(1))))
                .isInstanceOf(NotPublishable.class)
                .hasMessageContaining("choisissez une date à venir");
    }

    @Test
    void the_version_that_a_past_decision_names_is_still_made_of_the_same_tables() {
        var before = policies.version(rulebook, 1).tables();
        publishing.publish(rulebook, List.of(contribution("25\u00a0€")), APRIL);
        publishing.publish(rulebook, List.of(allocation("70\u00a0€")), TODAY);

        assertThat(policies.version(rulebook, 1).tables()).isEqualTo(before);
    }

    private void withdraw(Map<String, Integer> tables) {
        transactions.run(connection -> {
            publishing.withdraw(connection, rulebook, tables);
            return tables;
        });
    }

    /** What a household with 1 450 € a month pays in. */
    private Money contributionAt(Instant at) {
        changes.follow();
        var answer = policies.inForce(rulebook, at)
                .orElseThrow()
                .contribution(FactSheet.of(Map.of("income", new Value.Quantity(145_000))));
        return ((Answer.Given<Money>) answer).value();
    }

    private Money allocationAt(Instant at) {
        changes.follow();
        var answer = policies.inForce(rulebook, at).orElseThrow().allocation(FactSheet.household(2, 1));
        return ((Answer.Given<Money>) answer).value();
    }

    private static Money euros(long euros) {
        return Money.euroCents(100 * euros);
    }

    /** Joigny's guide with another amount for 1 401 € to 1 500 €. */
    private static DecisionTable contribution(String amount) {
        return changed("contribution", "1 500 €;20 €", "1 500 €;" + amount);
    }

    private static DecisionTable allocation(String amount) {
        return changed("allocation", ";65 €", ";" + amount);
    }

    private static DecisionTable changed(String question, String from, String to) {
        var table = DemonstrationFunds.tables("joigny").stream()
                .filter(known -> known.id().equals(question))
                .findFirst()
                .orElseThrow();
        var written = CsvFormat.write(table).replace('\u00a0', ' ').replace('\u202f', ' ');
        assertThat(written).contains(from);
        return CsvFormat.read(written.replace(from, to).getBytes(StandardCharsets.UTF_8))
                .expected();
    }
}
