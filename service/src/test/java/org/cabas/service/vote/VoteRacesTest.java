package org.cabas.service.vote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cabas.service.vote.Assembly.done;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.cabas.service.TestClock;
import org.cabas.service.fund.TableVersions;
import org.cabas.service.vote.Outcome.Done;
import org.cabas.service.vote.Outcome.Refused;
import org.cabas.service.vote.Proposal.State;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What is done to a proposal at the same moment, here and on another instance, is done one after the other, and once. */
class VoteRacesTest extends InAssembly {
    private static final Instant CLOSING = Instant.parse("2026-03-15T17:00:00Z");

    private static EmbeddedServer other;

    @BeforeAll
    static void start() {
        var settings = new HashMap<String, Object>();
        for (var name : List.of("url", "user", "password", "owner", "owner-password")) {
            var property = "cabas.db." + name;
            settings.put(property, context().getRequiredProperty(property, String.class));
        }
        settings.put(TestClock.ASKED_FOR, "true");
        settings.put("micronaut.server.port", -1);
        other = ApplicationContext.run(EmbeddedServer.class, settings, Environment.TEST);
    }

    @AfterAll
    static void stop() {
        other.close();
    }

    @BeforeEach
    void both_clocks_stand() {
        stopAt(SATURDAY);
    }

    private static void stopAt(Instant instant) {
        clock().stopAt(instant);
        there().getBean(TestClock.class).stopAt(instant);
    }

    private static ApplicationContext there() {
        return other.getApplicationContext();
    }

    /** Does all of it at once and gives what came of each. */
    private static List<Outcome> atOnce(List<Callable<Outcome>> deeds) throws Exception {
        var barrier = new CyclicBarrier(deeds.size());
        try (var threads = Executors.newFixedThreadPool(deeds.size())) {
            var futures = deeds.stream()
                    .map(deed -> threads.submit(() -> {
                        barrier.await();
                        return deed.call();
                    }))
                    .toList();
            var outcomes = new ArrayList<Outcome>();
            for (var future : futures) {
                outcomes.add(future.get());
            }
            return outcomes;
        }
    }

    private static ApplicationContext either(int i) {
        return i % 2 == 0 ? context() : there();
    }

    private static long many(List<Outcome> outcomes) {
        return outcomes.stream().filter(Done.class::isInstance).count();
    }

    @Test
    void of_many_clicks_of_one_person_one_counts() throws Exception {
        for (var secret : List.of(true, false)) {
            var assembly = committee(3);
            var id = assembly.inVote(secret, assembly.contribution("25 €"));
            var clicks = new ArrayList<Callable<Outcome>>();
            for (var i = 0; i < 8; i++) {
                var instance = either(i);
                var choice = Choice.values()[i % 3];
                clicks.add(() -> assembly.cast(instance, id, assembly.member(0), choice));
            }
            assertThat(many(atOnce(clicks))).isOne();
            stopAt(CLOSING);
            assertThat(assembly.tally(id).cast()).isOne();
            stopAt(SATURDAY);
        }
    }

    @Test
    void all_who_vote_at_once_count_and_the_last_one_ends_the_vote() throws Exception {
        var assembly = committee(8);
        var id = assembly.inVote(true, assembly.contribution("25 €"));
        var votes = new ArrayList<Callable<Outcome>>();
        for (var i = 0; i < 8; i++) {
            var instance = either(i);
            var member = assembly.member(i);
            votes.add(() -> assembly.cast(instance, id, member, Choice.YES));
        }
        assertThat(many(atOnce(votes))).isEqualTo(8);
        assertThat(assembly.proposal(id).tally()).isEqualTo(new Tally(8, 8, 0, 0));
        assembly.transaction(
                connection -> assertThat(assembly.bean(Minutes.class).of(connection, id))
                        .extracting(Minutes.Taken::step)
                        .containsExactly(Minutes.Step.PROPOSED, Minutes.Step.OPENED, Minutes.Step.ADOPTED));
    }

    @RepeatedTest(5)
    void a_vote_and_the_closing_come_one_after_the_other() throws Exception {
        var seed = System.nanoTime();
        var random = new Random(seed);
        var assembly = committee(6);
        var id = assembly.inVote(random.nextBoolean(), assembly.contribution("25 €"));
        var deeds = new ArrayList<Callable<Outcome>>();
        for (var i = 0; i < 5; i++) {
            var member = assembly.member(i);
            var instance = either(random.nextInt(2));
            deeds.add(() -> assembly.cast(instance, id, member, Choice.YES));
        }
        deeds.add(() -> {
            there().getBean(TestClock.class).stopAt(CLOSING);
            there().getBean(Settling.class).settleAll();
            return new Done(id);
        });
        Collections.shuffle(deeds, random);
        var outcomes = atOnce(deeds);
        stopAt(CLOSING);

        assertThat(assembly.tally(id).yes())
                .as("votes that were accepted, seed %s", seed)
                .isEqualTo(many(outcomes) - 1);
    }

    @RepeatedTest(5)
    void of_a_vote_and_a_withdrawal_both_or_only_the_withdrawal_come_through() throws Exception {
        var assembly = committee(2);
        var draft = assembly.contribution("25 €");
        var id = assembly.inVote(true, draft);
        var outcomes = atOnce(List.of(
                () -> assembly.cast(id, assembly.member(1), Choice.YES),
                () -> there().getBean(Proposing.class).withdraw(id, assembly.member(0), false)));
        assertThat(outcomes.get(1)).isInstanceOf(Done.class);
        assertThat(assembly.proposal(id).state()).isEqualTo(State.WITHDRAWN);
        assertThat(assembly.proposal(id).tally()).isNull();
    }

    @RepeatedTest(5)
    void of_the_last_vote_and_a_withdrawal_one_comes_through() throws Exception {
        var assembly = committee(1);
        var id = assembly.inVote(true, assembly.contribution("25 €"));
        var outcomes = atOnce(List.of(
                () -> assembly.cast(id, assembly.member(0), Choice.YES),
                () -> there().getBean(Proposing.class).withdraw(id, assembly.member(0), false)));
        assertThat(many(outcomes)).isOne();
        assertThat(assembly.proposal(id).state())
                .isEqualTo(outcomes.getFirst() instanceof Done ? State.ADOPTED : State.WITHDRAWN);
    }

    @Test
    void of_two_openings_one_counts_with_its_terms() throws Exception {
        var assembly = committee(3);
        var id = assembly.proposed(assembly.contribution("25 €"));
        var outcomes = atOnce(List.of(
                () -> assembly.open(id, true),
                () -> there().getBean(Voting.class)
                        .open(id, assembly.facilitator(), assembly.tomorrow().atTime(12, 0), false)));
        assertThat(many(outcomes)).isOne();
        assertThat(assembly.proposal(id).voteTerms().secret()).isEqualTo(outcomes.getFirst() instanceof Done);
    }

    @Test
    void of_two_proposals_of_one_draft_one_is_made() throws Exception {
        var assembly = committee(2);
        var draft = assembly.contribution("25 €");
        var seen = List.of(new Proposing.Seen(draft.id(), draft.revision()));
        var outcomes = atOnce(List.of(
                () -> assembly.propose("Une fois", seen),
                () -> there().getBean(Proposing.class)
                        .propose(assembly.fund(), assembly.member(1), seen, "Deux fois", "")));
        assertThat(many(outcomes)).isOne();
        assertThat(assembly.bean(Settling.class).settled(assembly.fund().rulebook()))
                .hasSize(1);
    }

    @RepeatedTest(3)
    void of_two_publications_of_one_proposal_one_comes_through() throws Exception {
        var assembly = committee(1);
        var id = assembly.adopted(assembly.contribution("25 €"));
        var publications = new ArrayList<Callable<Outcome>>();
        for (var i = 0; i < 4; i++) {
            var enacting = either(i).getBean(Enacting.class);
            var day = assembly.tomorrow().plusDays(i);
            publications.add(() -> enacting.publish(id, assembly.facilitator(), new Enacting.Effect.On(day)));
        }
        assertThat(many(atOnce(publications))).isOne();
        assembly.transaction(connection -> assertThat(assembly.bean(TableVersions.class)
                        .all(connection, assembly.fund().rulebook()))
                .hasSize(2));
    }

    @RepeatedTest(3)
    void of_two_proposals_that_change_one_table_one_becomes_law() throws Exception {
        var assembly = committee(1);
        var one = assembly.adopted(assembly.contribution("25 €"));
        var two = assembly.adopted(assembly.contribution("24 €"));
        var outcomes = atOnce(List.of(
                () -> assembly.publish(one, assembly.tomorrow()),
                () -> there().getBean(Enacting.class)
                        .publish(two, assembly.facilitator(), new Enacting.Effect.On(assembly.tomorrow()))));
        assertThat(many(outcomes)).isOne();
        assertThat(List.of(
                        assembly.proposal(one).state(), assembly.proposal(two).state()))
                .containsExactlyInAnyOrder(State.PUBLISHED, State.OUTDATED);
        assertThat(outcomes).filteredOn(Refused.class::isInstance).hasSize(1);
    }

    @RepeatedTest(3)
    void of_a_revocation_and_another_nothing_is_half_done() throws Exception {
        var assembly = committee(1);
        var id = assembly.adopted(assembly.contribution("25 €"));
        done(assembly.publish(id, assembly.tomorrow()));
        var outcomes = atOnce(List.of(
                () -> assembly.bean(Enacting.class).revoke(id, assembly.facilitator()),
                () -> there().getBean(Enacting.class).revoke(id, assembly.facilitator())));
        assertThat(many(outcomes)).isOne();
        assertThat(assembly.proposal(id).state()).isEqualTo(State.REVOKED);
    }
}
