package org.cabas.service.enrollment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cabas.service.authorization.Till.basket;
import static org.cabas.service.authorization.Till.loose;

import io.micronaut.context.ApplicationContext;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.cabas.rules.exchange.CsvFormat;
import org.cabas.rules.funds.DemonstrationFunds;
import org.cabas.rules.money.Money;
import org.cabas.rules.table.DecisionTable;
import org.cabas.service.OnTestDatabase;
import org.cabas.service.access.FormFields;
import org.cabas.service.authorization.Till;
import org.cabas.service.authorization.Town;
import org.cabas.service.enrollment.Application.Told;
import org.cabas.service.fund.Fund;
import org.cabas.service.fund.FundRules;
import org.cabas.service.fund.Publishing;
import org.cabas.service.ledger.Sealing;
import org.cabas.service.member.Card;
import org.cabas.workflows.enrollment.Enrollment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // found() does
class CourseTest implements OnTestDatabase {
    private static final Map<String, String> AT_HOME = Map.of("resident", "oui", "workshops", "oui");

    @Inject
    ApplicationContext context;

    private Town town;
    private Till till;
    private Reception joigny;

    @BeforeAll
    void found() {
        town = Town.found(context, "joigny");
        town.bean(Sealing.class).seal();
        till = town.till("joigny");
        joigny = new Reception(context, "joigny");
    }

    private Till.Answer buy(String card) {
        return till.pay(
                basket(card, town.gardener("joigny"), loose("1", "vegetables", 500, "fr:ab-agriculture-biologique")));
    }

    @Test
    void a_household_of_the_territory_comes_in_where_a_place_is_free_and_its_card_pays_once_it_is_handed_over() {
        var file = joigny.apply(Reception.household("Foyer numéro un", AT_HOME));
        assertThat(joigny.step(file, "check")).contains("\"complete\":true", "\"duplicates\":false");
        assertThat(joigny.step(file, "admission")).isEqualTo("{\"admission\":\"admitted\"}");
        assertThat(joigny.standing(file).hasPlace()).isTrue();

        joigny.done(file, Enrollment.INTERVIEW, Map.of("interview_day", joigny.today(), "interview_goes_on", "yes"));
        joigny.done(file, Enrollment.CONTRIBUTION, Map.of("contribution_amount", "15 €"));
        assertThat(joigny.standing(file).contribution()).isEqualTo(Money.euroCents(1500));
        joigny.step(file, "issue-card");
        var card = joigny.card(file);
        assertThat(card.expiresOn()).isEqualTo(joigny.today().plusYears(1));
        joigny.follow();
        assertThat(buy(card.id()).reasons()).containsExactly("card_not_activated");

        assertThat(joigny.wrong(file, Enrollment.HAND_OVER_CARD, Map.of("card_number", "crd_another")))
                .containsExactly("card_number");
        joigny.done(
                file,
                Enrollment.HAND_OVER_CARD,
                Map.of("card_number", " " + card.id().toUpperCase() + " "));
        joigny.follow();
        assertThat(buy(card.id()).decision()).isEqualTo("approved");
        assertThat(till.available(card.id())).isEqualTo(6500 - 500);

        joigny.done(file, Enrollment.WORKSHOP, Map.of("workshop_choice", "attended", "workshop_day", joigny.today()));
        joigny.step(file, "activate");
        assertThat(joigny.stage(file)).isEqualTo("active");
        assertThat(joigny.timeline(file))
                .contains("Contribution convenue\u00a0: 15\u00a0€ par mois.", "Le foyer est adhérent.");
    }

    @Test
    void a_household_is_refused_by_a_row_that_it_can_be_told_and_may_apply_again() {
        var answers = Map.of("resident", "non", "workshops", "oui");
        var file = joigny.apply(Reception.household("Foyer d’ailleurs", answers));
        joigny.step(file, "check");
        assertThat(joigny.step(file, "admission")).isEqualTo("{\"admission\":\"refused\"}");
        joigny.step(file, "refuse");

        assertThat(joigny.stage(file)).isEqualTo("refused");
        assertThat(joigny.file(file).isOpen()).isFalse();
        var decision =
                joigny.run(c -> joigny.bean(Decisions.class).last(c, file)).orElseThrow();
        assertThat(decision.reason()).startsWith("La caisse accueille les habitants du territoire");
        assertThat(decision.source()).isEqualTo("ligne R1 de la table d'admission, version 1");
        var panel = joigny.about(file, (c, f) -> joigny.bean(Overview.class).panel(c, f));
        assertThat(String.valueOf(panel.model().get("refusal")))
                .contains("La caisse accueille les habitants", "nouvelle demande");

        var again = joigny.apply(Reception.household("Foyer d’ailleurs", AT_HOME));
        assertThat(joigny.run(c -> joigny.bean(Applications.class).of(c, again)).earlier())
                .isEqualTo(file);
        assertThat(joigny.step(again, "check")).contains("\"duplicates\":false");
    }

    @Test
    void what_nobody_knows_is_seen_by_a_person_who_says_why() {
        var file =
                joigny.apply(Reception.household("Foyer inconnu", Map.of("resident", "inconnu", "workshops", "oui")));
        assertThat(joigny.step(file, "check")).contains("\"complete\":true");
        assertThat(joigny.step(file, "admission")).isEqualTo("{\"admission\":\"people\"}");

        assertThat(joigny.wrong(file, Enrollment.DECIDE_ADMISSION, Map.of()))
                .containsExactly("decide_admission", "decide_reason");
        joigny.done(
                file,
                Enrollment.DECIDE_ADMISSION,
                Map.of("decide_admission", "refused", "decide_reason", "Déjà ailleurs."));
        joigny.step(file, "refuse");
        assertThat(joigny.timeline(file)).contains("Foyer refusé. Déjà ailleurs.");
    }

    @Test
    void what_is_missing_is_asked_for_with_reminders_and_an_answer_at_the_last_moment_counts() {
        var file = joigny.apply(Reception.household("Foyer pressé", Map.of("resident", "oui")));
        assertThat(joigny.step(file, "check")).contains("\"complete\":false");
        assertThat(joigny.stage(file)).isEqualTo("incomplete");
        joigny.ask(file, Enrollment.COMPLETE_APPLICATION);
        joigny.step(file, "remind");
        joigny.step(file, "remind");
        assertThat(joigny.timeline(file)).contains("Relance n°\u00a02\u00a0: demander au foyer ce qui manque.");

        assertThat(joigny.wrong(file, Enrollment.COMPLETE_APPLICATION, Map.of("app_adults", "0")))
                .containsExactly(
                        "app_name",
                        "app_phone",
                        "app_town",
                        "app_adults",
                        "app_referral",
                        "app_q_resident",
                        "app_q_workshops");
        joigny.done(file, Enrollment.COMPLETE_APPLICATION, whole());
        assertThat(joigny.step(file, "give-up")).isEqualTo("{\"dropped\":false}");
        assertThat(joigny.file(file).isOpen()).isTrue();
        assertThat(joigny.step(file, "check")).contains("\"complete\":true");
    }

    private static Map<String, String> whole() {
        var whole = new HashMap<String, String>();
        whole.put("app_name", "Foyer pressé");
        whole.put("app_phone", "06.00.00.00.01");
        whole.put("app_town", "Joigny");
        whole.put("app_adults", "1");
        whole.put("app_referral", "ccas");
        whole.put("app_q_resident", "oui");
        whole.put("app_q_workshops", "inconnu");
        return whole;
    }

    @Test
    void an_application_that_nobody_completes_is_closed_after_its_time() {
        var file = joigny.apply(Reception.household("Foyer silencieux", Map.of()));
        joigny.step(file, "check");
        joigny.ask(file, Enrollment.COMPLETE_APPLICATION);
        assertThat(joigny.step(file, "give-up")).isEqualTo("{\"dropped\":true}");
        assertThat(joigny.stage(file)).isEqualTo("lapsed");
        joigny.step(file, "remind");
        assertThat(joigny.timeline(file)).noneMatch(sentence -> sentence.startsWith("Relance"));
    }

    @Test
    void the_same_household_is_seen_beside_its_other_file_whatever_the_order_of_its_names() {
        var first = joigny.apply(Reception.household("Nom d’Exemple", AT_HOME));
        var second = joigny.apply(Reception.household("exemple, d’ nom", AT_HOME));
        assertThat(joigny.step(second, "check")).contains("\"duplicates\":true");
        var others = joigny.about(second, (c, f) -> joigny.bean(Alike.class).of(c, f));
        assertThat(others)
                .singleElement()
                .satisfies(other -> assertThat(other.caseFile()).isEqualTo(first));

        assertThat(joigny.wrong(second, Enrollment.SEE_DUPLICATES, Map.of("compare_same", "dos_elsewhere")))
                .containsExactly("compare_same");
        joigny.done(second, Enrollment.SEE_DUPLICATES, Map.of("compare_same", first));
        joigny.step(second, "close-duplicate");
        assertThat(joigny.stage(second)).isEqualTo("duplicate");
        assertThat(joigny.file(first).isOpen()).isTrue();
    }

    @Test
    void the_last_place_is_taken_once_by_twenty_who_are_admitted_at_the_same_time() throws Exception {
        var last = town.fund("joigny", Fund.Status.OPEN, "EUR");
        var reception = new Reception(context, last);
        reception.places(1);
        var files = IntStream.range(0, 20)
                .mapToObj(i -> reception.apply(Reception.household("Foyer " + i, AT_HOME)))
                .toList();
        try (var threads = Executors.newFixedThreadPool(20)) {
            var all = new ArrayList<Callable<String>>();
            files.forEach(file -> all.add(() -> reception.step(file, "admission")));
            for (var each : threads.invokeAll(all)) {
                assertThat(each.get()).isIn("{\"admission\":\"admitted\"}", "{\"admission\":\"waiting\"}", "");
            }
        }
        org.cabas.service.Await.until(
                "all are decided",
                () -> reception
                        .all("select count(*) from admission_decision where case_id in (select case_id from application"
                                + " where fund_id = '" + last + "')")
                        .equals(List.of("20")));
        assertThat(files.stream().filter(file -> reception.standing(file).hasPlace()))
                .hasSize(1);
    }

    @Test
    void a_household_that_leaves_pays_nothing_more_and_its_place_goes_to_the_first_who_waits() {
        var small = town.fund("joigny", org.cabas.service.fund.Fund.Status.OPEN, "EUR");
        town.bean(Sealing.class).seal();
        var shop = town.gardener(small);
        var there = town.till(small);
        var reception = new Reception(context, small);
        reception.places(1);
        var member = reception.admitted("Foyer A");
        reception.welcome(member);
        var waiting = List.of(reception.admitted("Foyer B"), reception.admitted("Foyer C"));
        waiting.forEach(file -> reception.step(file, "queue"));
        assertThat(reception.stage(waiting.getFirst())).isEqualTo("waiting");
        var card = reception.card(member).id();
        var bread = basket(card, shop, loose("1", "vegetables", 100, "fr:ab-agriculture-biologique"));
        assertThat(there.pay(bread).decision()).isEqualTo("approved");

        reception.about(member, (c, file) -> {
            reception.bean(Leaving.class).leaveNow(c, file, reception.who.id());
            return true;
        });
        reception.follow();

        assertThat(there.pay(basket(card, shop, loose("1", "vegetables", 100, "fr:ab-agriculture-biologique")))
                        .decision())
                .isEqualTo("declined");
        assertThat(reception.stage(member)).isEqualTo("left");
        assertThat(reception.told(member)).containsExactly(Enrollment.LEFT);
        reception.step(member, "leave");
        assertThat(reception.standing(waiting.getFirst()).hasPlace()).isTrue();
        assertThat(reception.told(waiting.getFirst())).containsExactly(Enrollment.PLACE_OPENED);
        assertThat(reception.stage(waiting.getLast())).isEqualTo("waiting");
    }

    /** Joigny's table, with an outcome of the committee's own: families first. */
    private static DecisionTable familiesFirst() {
        var written = """
                Table;admission
                Titre;Entrée dans les Marchés Solidaires
                Lecture;première ligne qui convient
                Version;2
                Valable du;7 mars 2026
                Colonne;children;free_places;decision;priority
                Rôle;si;si;alors;alors
                Type;nombre entier;nombre entier;choix;nombre entier
                De;0;0;;0
                À;20;10 000;;100
                Pas;1;1;;1
                Valeurs;;;admitted = admis | waiting = liste d'attente | review = à examiner;
                Inconnu;oui;oui;non;non
                Base;;;;
                Ligne;Enfants;Places libres;Décision;Priorité;Note;Vote
                R1;;≥ 1;admis;0;;
                R2;≥ 1;;liste d'attente;10;Les familles d'abord.;
                R3;sinon;;liste d'attente;0;;
                """;
        return CsvFormat.read(written.getBytes(StandardCharsets.UTF_8)).expected();
    }

    @Test
    void the_committee_s_table_orders_who_waits_and_those_it_puts_level_wait_in_turn() {
        var rulebook = "families-" + UUID.randomUUID().toString().substring(0, 8);
        var tables = DemonstrationFunds.tables("joigny").stream()
                .map(table -> table.id().equals("admission") ? familiesFirst() : table)
                .toList();
        town.bean(Publishing.class).publish(rulebook, tables, Instant.EPOCH);
        var reception = new Reception(context, town.fund(rulebook, Fund.Status.OPEN, "EUR"));
        reception.follow();
        town.bean(Sealing.class).seal();
        reception.places(0);
        var couple = waiting(reception, "Foyer sans enfant", 0);
        var family = waiting(reception, "Foyer de quatre", 2);
        var later = waiting(reception, "Foyer de trois", 1);

        reception.places(3);
        for (var next : List.of(family, later, couple)) {
            reception.run(c -> reception.bean(Placing.class).next(c, reception.fund, 1, "", null));
            assertThat(reception.told(next)).containsExactly(Enrollment.PLACE_OPENED);
        }
    }

    private static String waiting(Reception reception, String name, int children) {
        var file = reception.apply(
                new Told(name, "", "03 86 00 00 10", "Joigny", "", 2, children, Referral.NONE, Map.of()));
        reception.step(file, "check");
        reception.step(file, "admission");
        reception.step(file, "queue");
        assertThat(reception.stage(file)).isEqualTo("waiting");
        return file;
    }

    @Test
    void a_household_in_pause_pays_nothing_until_its_return_and_waits_behind_the_others() {
        var small = town.fund("joigny", org.cabas.service.fund.Fund.Status.OPEN, "EUR");
        town.bean(Sealing.class).seal();
        var there = town.till(small);
        var shop = town.gardener(small);
        var reception = new Reception(context, small);
        reception.places(1);
        var member = reception.admitted("Foyer A");
        reception.welcome(member);
        var waiting = reception.admitted("Foyer B");
        reception.step(waiting, "queue");
        var card = reception.card(member).id();

        assertThat(reception.<Boolean>about(
                        member, (c, f) -> reception.bean(Leaving.class).pause(c, f, reception.who.id())))
                .isTrue();
        reception.step(member, "pause");
        reception.follow();
        assertThat(there.pay(basket(card, shop, loose("1", "vegetables", 100, "fr:ab-agriculture-biologique")))
                        .decision())
                .isEqualTo("declined");
        assertThat(reception.stage(member)).isEqualTo("paused");
        assertThat(reception.standing(waiting).hasPlace()).isTrue();

        reception.about(waiting, (c, f) -> {
            reception.bean(Leaving.class).leaveNow(c, f, reception.who.id());
            return true;
        });
        reception.step(member, "activate");
        reception.follow();
        assertThat(reception.told(member)).containsExactly(Enrollment.PAUSED, Enrollment.PLACE_OPENED);
        assertThat(reception.stage(member)).isEqualTo("active");
        assertThat(there.pay(basket(card, shop, loose("1", "vegetables", 100, "fr:ab-agriculture-biologique")))
                        .decision())
                .isEqualTo("approved");
    }

    @Test
    void a_lost_card_pays_nothing_at_once_and_the_new_one_has_what_was_left() {
        var file = joigny.admitted("Foyer distrait");
        joigny.welcome(file);
        var lost = joigny.card(file).id();
        assertThat(buy(lost).decision()).isEqualTo("approved");

        assertThat(joigny.<Boolean>about(
                        file, (c, f) -> joigny.bean(HouseholdCards.class).lose(c, f, joigny.who.id())))
                .isTrue();
        joigny.follow();
        assertThat(buy(lost).decision()).isEqualTo("declined");
        assertThat(joigny.<Boolean>about(
                        file, (c, f) -> joigny.bean(HouseholdCards.class).lose(c, f, joigny.who.id())))
                .isFalse();
        assertThat(joigny.told(file)).containsExactly(Enrollment.CARD_LOST);

        var next = joigny.card(file);
        assertThat(next.status()).isEqualTo(Card.Status.ISSUED);
        assertThat(joigny.wrong(file, Enrollment.REPLACE_CARD, Map.of("card_number", lost)))
                .containsExactly("card_number");
        joigny.done(file, Enrollment.REPLACE_CARD, Map.of("card_number", next.id()));
        joigny.follow();
        assertThat(till.available(next.id())).isEqualTo(6500 - 500);
        assertThat(buy(next.id()).decision()).isEqualTo("approved");
    }

    @Test
    void an_income_is_answered_by_the_line_of_the_guide_and_is_found_nowhere_afterwards() {
        var income = "1387,42";
        var file = joigny.admitted("Foyer discret");
        joigny.done(file, Enrollment.INTERVIEW, Map.of("interview_day", joigny.today(), "interview_goes_on", "yes"));
        var sentence = joigny.about(
                file,
                (c, f) -> joigny.bean(ContributionGuide.class)
                        .sentence(
                                FundRules.of(c, "joigny"),
                                joigny.bean(Applications.class).of(c, file).told(),
                                FormFields.of(Map.of("confidential_income", income)),
                                EnrollmentWording.filling(FormFields.NONE)));
        assertThat(sentence).isEqualTo("Le barème propose 15\u00a0€ par mois. Le foyer choisit librement.");
        joigny.done(file, Enrollment.CONTRIBUTION, Map.of("contribution_amount", "12", "confidential_income", income));

        assertThat(joigny.standing(file).contribution()).isEqualTo(Money.euroCents(1200));
        assertThat(joigny.everything().entrySet().stream()
                        .filter(column -> column.getValue().stream()
                                .anyMatch(text ->
                                        text.contains(income) || text.contains("1387.42") || text.contains("138742")))
                        .map(Map.Entry::getKey))
                .isEmpty();
    }

    @Test
    void impossible_days_and_amounts_are_told_at_their_fields_and_change_nothing() {
        var file = joigny.admitted("Foyer du calendrier");
        var tomorrow = joigny.today().plusDays(1).toString();
        assertThat(joigny.wrong(file, Enrollment.INTERVIEW, Map.of("interview_day", tomorrow)))
                .containsExactly("interview_day", "interview_goes_on");
        assertThat(joigny.wrong(
                        file, Enrollment.INTERVIEW, Map.of("interview_day", "2026-02-31", "interview_goes_on", "yes")))
                .containsExactly("interview_day");
        for (var amount : List.of("", "-5", "beaucoup", "1000000", "inconnu")) {
            assertThat(joigny.wrong(file, Enrollment.CONTRIBUTION, Map.of("contribution_amount", amount)))
                    .as(amount)
                    .containsExactly("contribution_amount");
        }
        assertThat(joigny.standing(file).interviewOn()).isNull();
        assertThat(joigny.standing(file).contribution()).isNull();
    }

    @Test
    void a_form_that_is_sent_twice_opens_one_file_even_at_once() throws Exception {
        var told = Reception.household("Foyer impatient", AT_HOME);
        try (var threads = Executors.newFixedThreadPool(8)) {
            var all = threads.invokeAll(IntStream.range(0, 8)
                    .mapToObj(i -> (Callable<String>) () -> joigny.bean(Applying.class)
                            .apply("joigny", Channel.SOCIAL_WORKER, told, joigny.who.id(), "one-form")
                            .caseFile())
                    .toList());
            var files = new java.util.HashSet<String>();
            for (var each : all) {
                files.add(each.get());
            }
            assertThat(files).hasSize(1);
        }
        assertThat(joigny.all("select count(*) from case_file where title = 'Foyer impatient'"))
                .containsExactly("1");
    }
}
