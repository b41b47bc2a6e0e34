package org.cabas.service.vote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cabas.service.authorization.Till.basket;
import static org.cabas.service.authorization.Till.loose;
import static org.cabas.service.vote.Assembly.done;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.cabas.service.TestClock;
import org.cabas.service.TestDatabase;
import org.cabas.service.authorization.Till;
import org.cabas.service.authorization.Till.Answer;
import org.cabas.service.authorization.Town;
import org.cabas.service.database.Changes;
import org.cabas.service.draft.Draft;
import org.cabas.service.fund.Fund;
import org.cabas.service.fund.Funds;
import org.cabas.service.fund.History;
import org.cabas.service.ledger.Invariants;
import org.cabas.service.ledger.Sealing;
import org.cabas.service.vote.Enacting.Effect;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a committee voted is what tills are answered from its moment on: by itself, on every instance, one version at a time. */
class LawInForceTest {
    private static EmbeddedServer here;
    private static EmbeddedServer there;
    private static Town town;
    private static Assembly assembly;

    @BeforeAll
    static void start() {
        var settings = new HashMap<String, Object>(TestDatabase.fresh().properties());
        settings.put(TestClock.ASKED_FOR, "true");
        settings.put("micronaut.server.port", -1);
        here = ApplicationContext.run(EmbeddedServer.class, settings, Environment.TEST);
        there = ApplicationContext.run(EmbeddedServer.class, settings, Environment.TEST);
        town = Town.found(here.getApplicationContext(), "joigny");
        var fund = town.bean(Funds.class).findById("joigny").orElseThrow();
        assembly = Assembly.of(here.getApplicationContext(), fund, 2);
    }

    @AfterAll
    static void stop() {
        town.bean(Sealing.class).seal();
        assertThat(town.bean(Invariants.class).check()).isEmpty();
        there.close();
        here.close();
    }

    private static void bothClocks(Duration ahead) {
        for (var instance : List.of(here, there)) {
            instance.getApplicationContext().getBean(TestClock.class).goOn(ahead);
        }
    }

    private static void allFollow() {
        for (var instance : List.of(here, there)) {
            instance.getApplicationContext().getBean(Changes.class).follow();
        }
    }

    @Test
    void the_next_authorization_after_midnight_is_decided_by_the_vote_and_names_it_on_both_instances() {
        var id = assembly.adopted(farmProductsPaid(80));
        done(assembly.publish(id, assembly.tomorrow()));
        allFollow();
        var version = assembly.proposal(id).tables().getFirst().published();
        var till = town.till("joigny");
        var gardener = town.gardener("joigny");
        var card = town.card("joigny", 65_00);
        for (var instance : List.of(here, there)) {
            var before = till.at(instance).pay(leeks(card, gardener));
            assertThat(before.cents("approvedAmount")).isNotEqualTo(800);
        }
        var voted = LocalDate.ofInstant(
                Objects.requireNonNull(assembly.proposal(id).closedAt()),
                assembly.fund().zone());

        var untilMidnight = Duration.between(
                assembly.bean(Clock.class).instant(),
                assembly.tomorrow().atStartOfDay(assembly.fund().zone()).toInstant());
        bothClocks(untilMidnight.plusSeconds(1));
        for (var instance : List.of(here, there)) {
            var after = till.at(instance).pay(leeks(card, gardener));
            assertThat(after.cents("approvedAmount")).isEqualTo(800);
            var rule = after.json().path("lines").path(0).path("rule");
            assertThat(rule.path("version").asInt()).isEqualTo(version);
            assertThat(rule.path("row").asText()).isEqualTo("R8");
            assertThat(after.sentences())
                    .anyMatch(sentence -> sentence.endsWith("(règle R8, vote du " + VoteWording.day(voted) + ")."));
            assertThat(leadsBackTo(assembly.fund(), rule.path("version").asInt()))
                    .isEqualTo(id);
        }
    }

    /** A draft under which the card pays so much of what farms grow; whatever it pays by now. */
    private static Draft farmProductsPaid(int percent) {
        var paid = Pattern.compile(";(\\d+) %;Les produits des fermes").matcher(assembly.standing("eligibility"));
        assertThat(paid.find()).isTrue();
        return assembly.draft("eligibility", paid.group(), ";" + percent + " %;Les produits des fermes");
    }

    private static Map<String, Object> leeks(String card, String merchant) {
        var body = basket(card, merchant, loose("1", "vegetables", 1000));
        body.put("partialApproval", true);
        return body;
    }

    private static @Nullable String leadsBackTo(Fund fund, int version) {
        return town.bean(History.class).of(fund.rulebook()).stream()
                .filter(each -> each.question().equals("eligibility") && each.version() == version)
                .findFirst()
                .orElseThrow()
                .vote();
    }

    /** One answer of a till under load. */
    private record Paid(Instant asked, Instant answered, Answer answer) {
        int policy() {
            return answer.json().path("policyVersion").asInt();
        }

        /** The cents of each line, each with the version of the table that decided it. */
        String lines() {
            var lines = new StringBuilder();
            answer.json()
                    .path("lines")
                    .forEach(line -> lines.append(line.path("approvedAmount").asLong())
                            .append(" by ")
                            .append(line.path("rule").path("version").asInt())
                            .append(' '));
            return lines.toString();
        }
    }

    @Test
    void while_a_decision_takes_effect_under_load_every_answer_is_of_one_version() throws Exception {
        var id = assembly.adopted(farmProductsPaid(60));
        var till = town.till("joigny");
        var gardener = town.gardener("joigny");
        var clients = new ArrayList<Future<List<Paid>>>();
        var effectiveAt = new Instant[1];
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var i = 0; i < 4; i++) {
                var mine = till.at(i % 2 == 0 ? here : there);
                var card = town.card("joigny", 100_000_00);
                clients.add(threads.submit(() -> customer(mine, card, gardener, effectiveAt)));
            }
            done(assembly.bean(Enacting.class).publish(id, assembly.facilitator(), new Effect.AtOnce()));
            effectiveAt[0] = assembly.proposal(id).effective();
            for (var client : clients) {
                client.get();
            }
        }
        var versions = new HashMap<Integer, String>();
        for (var client : clients) {
            for (var paid : client.get()) {
                var said = versions.computeIfAbsent(paid.policy(), policy -> paid.lines());
                assertThat(paid.lines()).as("under policy %s", paid.policy()).isEqualTo(said);
                var isNew = paid.lines().startsWith("600 ");
                if (!paid.answered().isAfter(effectiveAt[0])) {
                    assertThat(isNew).as("before %s", effectiveAt[0]).isFalse();
                }
                if (!paid.asked().isBefore(effectiveAt[0])) {
                    assertThat(isNew)
                            .as("from %s on, asked %s", effectiveAt[0], paid.asked())
                            .isTrue();
                }
            }
        }
        assertThat(versions).as("both versions were met").hasSize(2);
    }

    /** Buys the same basket until well after the decision has taken effect. */
    private static List<Paid> customer(Till till, String card, String merchant, Instant[] effectiveAt) {
        var paid = new ArrayList<Paid>();
        var clock = town.bean(Clock.class);
        while (effectiveAt[0] == null || clock.instant().isBefore(effectiveAt[0].plusSeconds(2))) {
            var body = basket(
                    card,
                    merchant,
                    loose("1", "vegetables", 1000),
                    loose("2", "honey", 500),
                    loose("3", "alcohol", 300));
            body.put("partialApproval", true);
            var asked = clock.instant();
            var answer = till.pay(body);
            paid.add(new Paid(asked, clock.instant(), answer));
            assertThat(answer.status()).isEqualTo(201);
        }
        return paid;
    }
}
