package org.cabas.service.followup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cabas.workflows.followup.FollowUpProcess.ACTIONS;
import static org.cabas.workflows.followup.FollowUpProcess.A_WEEK_LATER;
import static org.cabas.workflows.followup.FollowUpProcess.CHECK_UP;
import static org.cabas.workflows.followup.FollowUpProcess.CONSENT;
import static org.cabas.workflows.followup.FollowUpProcess.CONTACT;
import static org.cabas.workflows.followup.FollowUpProcess.EVALUATE;
import static org.cabas.workflows.followup.FollowUpProcess.UNTIL_NEXT;

import io.micronaut.context.ApplicationContext;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.cabas.service.TestClock;
import org.cabas.service.TestDatabase;
import org.cabas.service.authorization.Town;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How a follow-up goes through its year, by the table of the Gers and on a clock that the test moves. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // found() does
class FollowUpCourseTest implements TestPropertyProvider {
    private static final Instant BEGINNING = Instant.parse("2026-03-02T09:00:00Z");

    @Inject
    ApplicationContext context;

    private Ward gers;
    private TestClock clock;

    @Override
    public Map<String, String> getProperties() {
        var properties = new HashMap<>(TestDatabase.fresh().properties());
        properties.put(TestClock.ASKED_FOR, "yes");
        return properties;
    }

    @BeforeAll
    void found() {
        Town.found(context, "gers");
        gers = new Ward(context, "gers");
        clock = context.getBean(TestClock.class);
    }

    @BeforeEach
    void begin() {
        clock.stopAt(BEGINNING);
    }

    private void goOnTo(LocalDate day) {
        clock.stopAt(day.atTime(9, 0).toInstant(java.time.ZoneOffset.UTC));
    }

    private void act(String file) {
        gers.done(
                file,
                ACTIONS,
                Map.of("hea_actions_day", gers.today().toString(), "hea_actions_words", "Fait en partie."));
    }

    private CheckUp last(String file) {
        return gers.run(c -> gers.bean(CheckUps.class).lastKept(c, file)).orElseThrow();
    }

    @Test
    void check_ups_come_after_three_six_and_twelve_months_and_the_last_one_is_evaluated() {
        var file = gers.consenting("Personne de l’année", "D’accord pour un an.");
        gers.done(file, CHECK_UP, gers.answers(5));
        assertThat(last(file).nextOn()).isEqualTo(LocalDate.of(2026, 6, 2));
        // Two weeks before the day, at midnight in the Gers: time to arrange the appointment.
        assertThat(gers.step(file, "protocol")).contains("2026-05-18T22:00:00Z", "\"next\":true");
        act(file);
        assertThat(gers.file(file).waitsAt()).isEqualTo(UNTIL_NEXT);

        goOnTo(LocalDate.of(2026, 5, 28)); // a little early: it is the one of three months all the same
        gers.done(file, CHECK_UP, gers.answers(4));
        assertThat(last(file).label()).isEqualTo("Bilan de 3 mois");
        assertThat(last(file).nextOn()).isEqualTo(LocalDate.of(2026, 9, 2));
        gers.step(file, "protocol");
        act(file);

        goOnTo(LocalDate.of(2026, 9, 2));
        gers.done(file, CHECK_UP, gers.answers(2));
        assertThat(last(file).nextOn()).isEqualTo(LocalDate.of(2027, 3, 2));
        gers.step(file, "protocol");
        act(file);

        goOnTo(LocalDate.of(2027, 3, 9));
        gers.done(file, CHECK_UP, gers.answers(1));
        assertThat(gers.step(file, "protocol")).contains("\"actions\":false", "\"next\":false");
        gers.done(
                file,
                EVALUATE,
                Map.of("hea_helped", "much", "hea_evaluation_day", gers.today().toString()));
        gers.step(file, "close");
        assertThat(gers.file(file).stage()).isEqualTo("closed");
        assertThat(gers.timeline(file))
                .contains(
                        "Bilan de départ, fait le 2 mars 2026.",
                        "Bilan de 12 mois, fait le 9 mars 2027.",
                        "Prochain bilan, par le protocole\u00a0: le 2 juin 2026.",
                        "Le suivi est terminé.")
                .noneMatch(line -> line.contains("sur 8"));
        var panel = gers.about(file, (c, f) -> gers.bean(Overview.class).panel(c, f));
        assertThat(String.valueOf(panel.model().get("rows"))).contains("5 sur 8", "4 sur 8", "2 sur 8", "1 sur 8");
    }

    @Test
    void a_check_up_that_is_held_much_too_late_counts_by_its_own_day() {
        var file = gers.consenting("Personne tardive", "Oui.");
        gers.done(file, CHECK_UP, gers.answers(0));
        gers.step(file, "protocol");
        act(file);
        goOnTo(LocalDate.of(2026, 9, 20));
        gers.done(file, CHECK_UP, gers.answers(0));
        assertThat(last(file).nextOn())
                .as("after half a year comes the one of a year")
                .isEqualTo(LocalDate.of(2027, 3, 2));
        assertThat(HealthFigures.month(3, LocalDate.of(2026, 3, 2), LocalDate.of(2026, 9, 20)))
                .isEqualTo(6);
    }

    @Test
    void who_does_not_come_gets_one_more_appointment_and_then_a_call() {
        var file = gers.consenting("Personne qui ne vient pas", "Oui.");
        for (var time = 1; time <= Course.ABSENCES; time++) {
            gers.done(
                    file,
                    CHECK_UP,
                    Map.of("hea_came", "no", "hea_day", gers.today().toString()));
            var again = time < Course.ABSENCES;
            assertThat(gers.step(file, "absence")).contains("\"again\":" + again);
            assertThat(gers.file(file).waitsAt()).isEqualTo(again ? A_WEEK_LATER : null);
            clock.goOn(Duration.ofDays(7));
        }
        gers.done(
                file,
                CONTACT,
                Map.of(
                        "hea_contact_goes_on",
                        "yes",
                        "hea_contact_day",
                        gers.today().toString()));
        assertThat(gers.followUp(file).absences()).isZero();
        gers.done(file, CHECK_UP, gers.answers(3));
        assertThat(last(file).month()).isZero();
    }

    @Test
    void who_prefers_to_do_without_is_left_alone_and_may_be_asked_another_time() {
        var member = gers.member("Personne qui préfère sans");
        var offering = gers.bean(Offering.class);
        var file = ((Offering.Outcome.Offered) offering.offer(gers.who, "gers", member)).caseFile();
        assertThat(offering.offer(gers.who, "gers", member)).isEqualTo(new Offering.Outcome.Already(file));
        gers.done(file, CONSENT, Map.of("hea_consents", "no"));
        gers.step(file, "decline");
        assertThat(gers.file(file).stage()).isEqualTo("declined");
        assertThat(gers.all("select count(*) from health_key where member_id = '" + member + "'"))
                .containsExactly("0");
        assertThat(offering.offer(gers.who, "gers", member)).isInstanceOf(Offering.Outcome.Offered.class);
    }

    @Test
    void who_never_answers_is_let_go_and_an_answer_at_the_last_moment_counts() {
        var silent = gers.offer("Personne silencieuse");
        gers.ask(silent, CONSENT);
        assertThat(gers.step(silent, "let-go")).isEqualTo("{\"dropped\":true}");
        assertThat(gers.file(silent).stage()).isEqualTo("unanswered");
        var late = gers.offer("Personne du dernier moment");
        gers.done(late, CONSENT, gers.consent("Finalement oui."));
        assertThat(gers.step(late, "let-go")).isEqualTo("{\"dropped\":false}");
        assertThat(gers.file(late).isOpen()).isTrue();
    }

    @Test
    void a_step_that_comes_after_the_end_changes_nothing() {
        var file = gers.consenting("Personne de la fin", "Oui.");
        gers.withdraw(file);
        var before = gers.timeline(file);
        for (var step : new String[] {"begin", "absence", "protocol", "decline", "let-go", "close", "withdraw"}) {
            gers.step(file, step);
        }
        assertThat(gers.timeline(file)).isEqualTo(before);
        assertThat(gers.file(file).stage()).isEqualTo("withdrawn");
        assertThat(gers.all("select count(*) from health_key k join follow_up f on f.member_id = k.member_id"
                        + " where k.wrapped is not null and f.case_id = '" + file + "'"))
                .as("no step makes a key again")
                .containsExactly("0");
    }

    @Test
    void nobody_of_another_fund_is_offered_a_follow_up_nor_where_there_is_no_protocol() {
        var elsewhere = Town.found(context, "joigny").card("joigny", 0);
        var member = gers.all("select member_id from card where id = '" + elsewhere + "'")
                .getFirst();
        var offering = gers.bean(Offering.class);
        assertThat(offering.offer(gers.who, "gers", member)).isInstanceOf(Offering.Outcome.No.class);
        assertThat(offering.offer(gers.who, "joigny", member)).isInstanceOf(Offering.Outcome.No.class);
        assertThat(gers.find("gers", "Membre")).isEmpty();
        assertThat(gers.find("joigny", "memb")).isNotEmpty();
        assertThat(gers.find("joigny", "m")).as("one letter is no name").isEmpty();
        assertThat(gers.find("joigny", "M%r")).isEmpty();
    }
}
