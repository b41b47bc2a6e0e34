package org.cabas.service.conventioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cabas.service.authorization.Till.basket;
import static org.cabas.service.authorization.Till.loose;

import io.micronaut.context.ApplicationContext;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cabas.service.OnTestDatabase;
import org.cabas.service.TestClock;
import org.cabas.service.TestDatabase;
import org.cabas.service.authorization.Till;
import org.cabas.service.authorization.Town;
import org.cabas.service.merchant.Merchant;
import org.cabas.service.merchant.Register;
import org.cabas.workflows.conventioning.ConventioningProcess;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** From a candidacy to the last day of a convention, with purchases on the way, on a clock that the test moves. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // found() does
class ConventioningCourseTest implements OnTestDatabase {
    /** At ten in the morning in Joigny. */
    private static final Instant BEGINNING = Instant.parse("2027-03-01T09:00:00Z");

    @Inject
    ApplicationContext context;

    private Town town;
    private Till till;
    private Bureau joigny;
    private String card;

    @Override
    public Map<String, String> getProperties() {
        var properties = new HashMap<>(TestDatabase.fresh().properties());
        properties.put(TestClock.ASKED_FOR, "yes");
        return properties;
    }

    @BeforeAll
    void found() {
        clock().stopAt(BEGINNING);
        town = Town.found(context, "joigny");
        till = town.till("joigny");
        joigny = new Bureau(context, "joigny");
        card = town.card("joigny", 1_000_000);
    }

    @BeforeEach
    void from_the_beginning() {
        clock().stopAt(BEGINNING);
    }

    private TestClock clock() {
        return context.getBean(TestClock.class);
    }

    private void until(LocalDate day) {
        clock().stopAt(day.atTime(10, 0).atZone(ZoneId.of("Europe/Paris")).toInstant());
    }

    /** What is said of 5 € of organic vegetables at a place now: {@code approved}, or the reason. */
    private String buy(String merchant) {
        var purchase = basket(card, merchant, loose("1", "vegetables", 500, "fr:ab-agriculture-biologique"));
        purchase.put("occurredAt", clock().instant().toString());
        var answer = till.pay(purchase);
        return answer.decision().equals("approved")
                ? "approved"
                : answer.reasons().getFirst();
    }

    private void act(String file, Bureau.About<Boolean> act) {
        joigny.about(file, act);
    }

    private Keeping keeping() {
        return joigny.bean(Keeping.class);
    }

    @Test
    void a_place_is_paid_from_the_first_day_of_its_convention_on_whether_or_not_the_engine_knows() {
        var file = joigny.apply(Bureau.place("Les jardins du premier jour", Bureau.GARDENER));
        assertThat(joigny.step(file, "check")).isEqualTo("{\"complete\":true}");
        assertThat(joigny.step(file, "score")).isEqualTo("{\"verdict\":\"considered\"}");
        assertThat(joigny.stage(file)).isEqualTo("to-visit");
        joigny.done(file, ConventioningProcess.VISIT, joigny.visit(Bureau.GARDENER));
        joigny.step(file, "score-after-visit");
        assertThat(joigny.stage(file)).isEqualTo("to-vote");
        joigny.done(file, ConventioningProcess.VOTE, joigny.vote(true));
        var first = joigny.today().plusDays(10);
        joigny.done(
                file,
                ConventioningProcess.SIGN,
                joigny.convention(first, first.plusYears(1).minusDays(1)));
        joigny.follow();

        var merchant = joigny.merchant(file);
        assertThat(buy(merchant)).isEqualTo("merchant_not_conventioned");
        until(first.minusDays(1));
        assertThat(buy(merchant)).isEqualTo("merchant_not_conventioned");
        until(first);
        assertThat(buy(merchant))
                .as("the engine has not asked for the step yet")
                .isEqualTo("approved");
        assertThat(joigny.step(file, "open")).isEqualTo("{\"renewAt\":\"2028-01-09T23:00:00Z\"}");
        assertThat(joigny.stage(file)).isEqualTo("in-force");
        assertThat(joigny.conventions(file))
                .singleElement()
                .satisfies(convention -> assertThat(convention.decidedBy()).isEqualTo("conventioning 1 R4"));
        assertThat(joigny.timeline(file))
                .contains("Les critères acceptent ce lieu. 60 points suffisent. Le lieu a 100\u00a0points.")
                .contains("Lieu visité le 1er mars 2027.")
                .anyMatch(
                        line -> line.startsWith("Le comité conventionne ce lieu. Vote du 1er mars 2027\u00a0: 4 pour"))
                .anyMatch(line ->
                        line.startsWith("Convention signée, du 11 mars 2027 au 10 mars 2028, pour\u00a0: fruits"));
    }

    @Test
    void the_criteria_refuse_with_a_reason_and_the_place_may_apply_again() {
        var siret = Optional.of(Bureau.siret());
        var answers = new HashMap<>(Bureau.GARDENER);
        answers.put("merchant_kind", "supermarché");
        var file = joigny.apply(Bureau.place("Le supermarché", siret, answers));
        joigny.step(file, "check");
        assertThat(joigny.step(file, "score")).isEqualTo("{\"verdict\":\"refused\"}");
        joigny.step(file, "refuse");
        assertThat(joigny.stage(file)).isEqualTo("refused");
        var panel = joigny.about(file, (c, f) -> joigny.bean(Overview.class).panel(c, f));
        assertThat(String.valueOf(panel.model().get("refusal")))
                .contains("Un supermarché n'est ni de la vente directe ni un circuit court.", "candidater de nouveau");

        var again = joigny.apply(Bureau.place("Le supermarché qui change", siret, Bureau.GARDENER));
        joigny.step(again, "check");
        assertThat(joigny.step(again, "score")).contains("considered");
        var others = joigny.about(again, (c, f) -> joigny.bean(Overview.class).panel(c, f))
                .model()
                .get("others");
        assertThat(String.valueOf(others)).contains("refusée", joigny.file(file).number());
    }

    @Test
    void what_a_visit_finds_changes_the_points_and_the_committee_decides_all_the_same() {
        var file = joigny.apply(Bureau.place("La ferme corrigée", Bureau.GARDENER));
        joigny.step(file, "check");
        joigny.step(file, "score");
        var found = new HashMap<>(Bureau.GARDENER);
        found.put("direct_sale", "non");
        joigny.done(file, ConventioningProcess.VISIT, joigny.visit(found));
        joigny.step(file, "score-after-visit");
        assertThat(joigny.timeline(file))
                .contains(
                        "Lieu visité le 1er mars 2027. Différent sur place\u00a0: Vente directe\u00a0: non au lieu de oui.")
                .anyMatch(line -> line.startsWith("Après la visite, les critères refuseraient ce lieu"));
        joigny.done(file, ConventioningProcess.VOTE, joigny.vote(false));
        joigny.step(file, "refuse");
        var panel = joigny.about(file, (c, f) -> joigny.bean(Overview.class).panel(c, f));
        assertThat(String.valueOf(panel.model().get("refusal"))).contains("Le comité a assez de maraîchers.");
    }

    @Test
    void a_suspended_place_is_not_paid_until_it_is_taken_up_again() {
        var file = joigny.conventioned(
                "Les jardins suspendus", joigny.today(), joigny.today().plusYears(1));
        var merchant = joigny.merchant(file);
        assertThat(buy(merchant)).isEqualTo("approved");
        act(file, (c, f) -> {
            keeping().suspend(c, f, "Le temps d’un contrôle.", joigny.who.id());
            return true;
        });
        assertThat(buy(merchant)).isEqualTo("convention_suspended");
        joigny.step(file, "suspend");
        assertThat(joigny.stage(file)).isEqualTo("suspended");
        assertThat(joigny.file(file).waitsAt()).isEqualTo(ConventioningProcess.IS_SUSPENDED);
        assertThat((Boolean) joigny.about(file, (c, f) -> keeping().maySuspend(c, f)))
                .isFalse();
        act(file, (c, f) -> {
            keeping().resume(c, f, joigny.who.id());
            return true;
        });
        assertThat(buy(merchant)).isEqualTo("approved");
        joigny.step(file, "resume");
        assertThat(joigny.stage(file)).isEqualTo("in-force");
        assertThat(joigny.told(file)).containsExactly("suspended", "resumed");
        assertThat(joigny.timeline(file))
                .contains(
                        "Convention suspendue\u00a0: les cartes ne paient plus dans ce lieu. Le temps d’un contrôle.");
    }

    @Test
    void a_place_that_the_fund_leaves_is_paid_until_its_notice_is_over() {
        var file = joigny.conventioned(
                "La ferme en préavis", joigny.today(), joigny.today().plusYears(1));
        var merchant = joigny.merchant(file);
        var earliest = joigny.about(file, (c, f) -> keeping().earliestEnd(c, f));
        assertThat(earliest)
                .as("the committee's notice")
                .isEqualTo(joigny.today().plusDays(60));
        act(file, (c, f) -> {
            keeping().end(c, f, earliest, "La vente directe a cessé.", joigny.who.id());
            return true;
        });
        assertThat(joigny.step(file, "give-notice")).isEqualTo("{\"endsAt\":\"2027-04-30T22:00:00Z\"}");
        assertThat(joigny.stage(file)).isEqualTo("notice");
        until(earliest);
        assertThat(buy(merchant)).isEqualTo("approved");
        until(earliest.plusDays(1));
        assertThat(buy(merchant)).isEqualTo("convention_expired");
        joigny.step(file, "close");
        assertThat(joigny.stage(file)).isEqualTo("ended");
        assertThat(joigny.file(file).isOpen()).isFalse();
        assertThat(joigny.timeline(file))
                .contains(
                        "La caisse arrête la convention. Dernier jour\u00a0: 30 avril 2027. La vente directe a cessé.");
    }

    @Test
    void a_convention_is_renewed_ahead_of_its_last_day_and_pays_without_a_gap() {
        var last = joigny.today().plusMonths(6);
        var file = joigny.conventioned("La ferme renouvelée", joigny.today(), last);
        until(last.minusDays(50));
        joigny.done(
                file,
                ConventioningProcess.RENEW,
                Map.of(
                        "renew_choice",
                        "yes",
                        "renew_until",
                        last.plusYears(1).toString(),
                        "renew_families",
                        List.of("vegetables"),
                        "renew_coverage",
                        "100"));
        assertThat(joigny.step(file, "open")).contains("2028-07-02T22:00:00Z");
        joigny.follow();
        assertThat(joigny.conventions(file)).hasSize(2);
        assertThat(joigny.conventions(file).getLast().startsOn()).isEqualTo(last.plusDays(1));
        var merchant = joigny.merchant(file);
        for (var day : List.of(last, last.plusDays(1), last.plusYears(1))) {
            until(day);
            assertThat(buy(merchant)).as(day.toString()).isEqualTo("approved");
        }
        until(last.plusYears(1).plusDays(1));
        assertThat(buy(merchant)).isEqualTo("convention_expired");
    }

    @Test
    void one_that_is_not_renewed_keeps_its_last_day() {
        var last = joigny.today().plusMonths(3);
        var file = joigny.conventioned("La ferme qui s’arrête", joigny.today(), last);
        joigny.done(
                file,
                ConventioningProcess.RENEW,
                Map.of("renew_choice", "no", "renew_reason", "Le lieu ferme à l’été."));
        assertThat(joigny.step(file, "give-notice")).isEqualTo("{\"endsAt\":\"2027-06-01T22:00:00Z\"}");
        assertThat(joigny.conventions(file))
                .singleElement()
                .satisfies(convention -> assertThat(convention.endsOn()).isEqualTo(last));
        assertThat((Boolean) joigny.about(file, (c, f) -> keeping().mayEnd(c, f)))
                .isFalse();
    }

    @Test
    void what_is_decided_while_a_renewal_is_open_counts_after_it() {
        var today = joigny.today();
        var file = joigny.conventioned("La ferme des deux mains", today, today.plusMonths(2));
        var merchant = joigny.merchant(file);
        joigny.ask(file, ConventioningProcess.RENEW);
        act(file, (c, f) -> {
            keeping().suspend(c, f, "Un contrôle.", joigny.who.id());
            return true;
        });
        assertThat(joigny.told(file)).as("nobody listens now").isEmpty();
        joigny.done(
                file,
                ConventioningProcess.RENEW,
                Map.of(
                        "renew_choice",
                        "yes",
                        "renew_until",
                        today.plusYears(1).toString(),
                        "renew_families",
                        List.of("vegetables"),
                        "renew_coverage",
                        "100"));
        joigny.step(file, "open");
        joigny.follow();
        assertThat(joigny.told(file)).containsExactly("suspended");
        until(today.plusMonths(3));
        assertThat(buy(merchant)).as("the renewal is suspended as well").isEqualTo("convention_suspended");
        act(file, (c, f) -> {
            keeping().resume(c, f, joigny.who.id());
            return true;
        });
        assertThat(buy(merchant)).isEqualTo("approved");

        clock().stopAt(BEGINNING);
        joigny.ask(file, ConventioningProcess.RENEW);
        act(file, (c, f) -> {
            keeping().end(c, f, today.plusDays(61), "Le lieu a changé.", joigny.who.id());
            return true;
        });
        assertThat(joigny.open(file, ConventioningProcess.RENEW))
                .as("its end decides its renewal")
                .isEmpty();
        assertThat(joigny.told(file)).doesNotContain(ConventioningProcess.END_DECIDED);
        until(today.plusDays(61));
        assertThat(buy(merchant)).isEqualTo("approved");
        until(today.plusDays(62));
        assertThat(buy(merchant)).isEqualTo("convention_expired");
    }

    @Test
    void a_renewal_that_was_asked_for_after_the_end_was_decided_can_only_be_declined() {
        var today = joigny.today();
        var file = joigny.conventioned("La ferme du croisement", today, today.plusYears(1));
        act(file, (c, f) -> {
            keeping().end(c, f, today.plusDays(60), "Le lieu a changé.", joigny.who.id());
            return true;
        });
        var yes = Map.of(
                "renew_choice",
                "yes",
                "renew_until",
                today.plusYears(1).toString(),
                "renew_families",
                List.of("vegetables"),
                "renew_coverage",
                "100");
        assertThat(joigny.wrong(file, ConventioningProcess.RENEW, yes)).containsExactly("renew_choice");
        joigny.done(file, ConventioningProcess.RENEW, Map.of("renew_choice", "no", "renew_reason", "Fin décidée."));
        assertThat(joigny.step(file, "give-notice")).contains("2027-04-30T22:00:00Z");
    }

    @Test
    void a_place_that_leaves_is_paid_until_tonight_and_never_again() {
        var today = joigny.today();
        var file = joigny.conventioned("La ferme qui part", today, today.plusMonths(2));
        var merchant = joigny.merchant(file);
        joigny.done(
                file,
                ConventioningProcess.RENEW,
                Map.of(
                        "renew_choice",
                        "yes",
                        "renew_until",
                        today.plusYears(1).toString(),
                        "renew_families",
                        List.of("vegetables"),
                        "renew_coverage",
                        "100"));
        act(file, (c, f) -> {
            keeping().withdraw(c, f, joigny.who.id());
            return true;
        });
        assertThat(joigny.stage(file)).isEqualTo("withdrawn");
        assertThat(buy(merchant)).isEqualTo("approved");
        until(today.plusDays(1));
        assertThat(buy(merchant)).isEqualTo("convention_expired");
        until(today.plusMonths(3));
        assertThat(buy(merchant)).as("its renewal never begins").isEqualTo("convention_expired");
        assertThat(joigny.step(file, "withdraw")).isEqualTo("{}");
        assertThat(joigny.timeline(file))
                .filteredOn(line -> line.startsWith("Le lieu est parti"))
                .hasSize(1);
    }

    @Test
    void a_place_that_the_fund_knows_keeps_its_id_and_what_is_not_asked_again() {
        var siret = Bureau.siret();
        var known = joigny.run(c -> {
            var register = joigny.bean(Register.class);
            var like = register.find(c, town.merchant("joigny", "farmer", true)).orElseThrow();
            var named = new Merchant(
                    "lieu-connu",
                    "joigny",
                    "La ferme d’avant",
                    like.kind(),
                    siret.digits(),
                    like.town(),
                    like.distanceKm(),
                    like.certification(),
                    like.directSale(),
                    like.organicShare(),
                    like.localShare(),
                    like.charterSigned(),
                    like.workers(),
                    "{\"parking\":true}");
            register.keep(c, named);
            return named;
        });
        joigny.follow();
        assertThat(buy("lieu-connu")).isEqualTo("merchant_not_conventioned");
        var file = joigny.apply(Bureau.place("La ferme d’après", Optional.of(siret), Bureau.GARDENER));
        joigny.step(file, "check");
        joigny.step(file, "score");
        var panel = joigny.about(file, (c, f) -> joigny.bean(Overview.class).panel(c, f));
        assertThat(String.valueOf(panel.model().get("known"))).contains("La ferme d’avant");
        joigny.done(file, ConventioningProcess.VISIT, joigny.visit(Bureau.GARDENER));
        joigny.done(file, ConventioningProcess.VOTE, joigny.vote(true));
        joigny.done(
                file,
                ConventioningProcess.SIGN,
                joigny.convention(joigny.today(), joigny.today().plusYears(1)));
        joigny.follow();
        assertThat(joigny.merchant(file)).isEqualTo("lieu-connu");
        assertThat(buy("lieu-connu")).isEqualTo("approved");
        var kept = joigny.run(c -> joigny.bean(Register.class).find(c, "lieu-connu"))
                .orElseThrow();
        assertThat(kept.name()).isEqualTo("La ferme d’après");
        assertThat(kept.organicShare()).isEqualTo(known.organicShare());
        assertThat(kept.distanceKm()).isEqualByComparingTo("12");
        assertThat(kept.workers()).isEqualTo(3);
        assertThat(kept.criteria()).contains("parking");
    }

    @Test
    void a_candidacy_that_nobody_completes_lapses_and_an_answer_at_the_last_moment_counts() {
        var file = joigny.apply(Bureau.place("La ferme lente", Optional.empty(), Map.of()));
        assertThat(joigny.step(file, "check")).contains("false");
        joigny.ask(file, ConventioningProcess.COMPLETE_APPLICATION);
        joigny.step(file, "remind");
        joigny.step(file, "remind");
        assertThat(joigny.timeline(file)).contains("Relance n°\u00a02\u00a0: demander au lieu ce qui manque.");
        assertThat(joigny.step(file, "give-up")).isEqualTo("{\"dropped\":true}");
        assertThat(joigny.stage(file)).isEqualTo("lapsed");
        assertThat(joigny.step(file, "remind")).isEqualTo("{}");
        assertThat(joigny.timeline(file)).hasSize(5);
    }

    @Test
    void steps_for_a_closed_file_have_no_effect() {
        var file = joigny.visited("La ferme close");
        act(file, (c, f) -> {
            keeping().withdraw(c, f, joigny.who.id());
            return true;
        });
        var before = joigny.timeline(file);
        for (var step : List.of(
                "check",
                "remind",
                "give-up",
                "score",
                "score-after-visit",
                "refuse",
                "open",
                "suspend",
                "resume",
                "give-notice",
                "close",
                "withdraw")) {
            joigny.step(file, step);
        }
        assertThat(joigny.timeline(file)).isEqualTo(before);
        assertThat(joigny.stage(file)).isEqualTo("withdrawn");
        assertThat(joigny.told(file)).containsExactly("withdrawn");
    }

    @Test
    void a_process_that_stands_elsewhere_than_the_database_is_told_again() {
        var today = joigny.today();
        var file = joigny.conventioned("La ferme désaccordée", today, today.plusYears(1));
        joigny.step(file, "suspend");
        assertThat(joigny.told(file)).containsExactly("resumed");
        act(file, (c, f) -> {
            keeping().suspend(c, f, "Un contrôle.", joigny.who.id());
            return true;
        });
        joigny.step(file, "resume");
        assertThat(joigny.told(file)).containsExactly("resumed", "suspended", "suspended");
    }

    @Test
    void a_fund_decides_how_long_ahead_a_renewal_is_decided() {
        var today = joigny.today();
        joigny.run(c -> {
            joigny.bean(Renewals.class).change(c, "joigny", 30, joigny.who);
            return true;
        });
        var file = joigny.conventioned("La ferme d’un autre délai", today, today.plusYears(1));
        assertThat(joigny.step(file, "open")).contains("2028-01-30T23:00:00Z");
        var brief = joigny.conventioned("La ferme d’une semaine", today.plusDays(3), today.plusDays(10));
        assertThat(joigny.step(brief, "open")).as("not before it begins").contains("2027-03-03T23:00:00Z");
        joigny.run(c -> {
            joigny.bean(Renewals.class).change(c, "joigny", Renewals.DEFAULT_DAYS, joigny.who);
            return true;
        });
    }
}
