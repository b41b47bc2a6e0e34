package org.cabas.service.followup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cabas.workflows.followup.FollowUpProcess.ACTIONS;
import static org.cabas.workflows.followup.FollowUpProcess.CHECK_UP;
import static org.cabas.workflows.followup.FollowUpProcess.CONSENT;
import static org.cabas.workflows.followup.FollowUpProcess.CONTACT;
import static org.cabas.workflows.followup.FollowUpProcess.EVALUATE;

import io.micronaut.context.ApplicationContext;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cabas.service.OnTestDatabase;
import org.cabas.service.authorization.Town;
import org.cabas.service.casefile.TaskForm;
import org.cabas.workflows.followup.FollowUpProcess;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every task of a follow-up has a form that can be shown, and that takes nothing that can't be. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // found() does
class FollowUpFormsTest implements OnTestDatabase {
    @Inject
    ApplicationContext context;

    private Ward gers;

    @BeforeAll
    void found() {
        Town.found(context, "gers");
        gers = new Ward(context, "gers");
    }

    /** What is wrong with a form, and that it changed nothing. */
    private List<String> wrong(String file, String element, Map<String, ?> fields) {
        gers.ask(file, element);
        var before = gers.everything();
        var wrong = gers.wrong(file, element, fields);
        assertThat(gers.everything()).as("what is wrong changes nothing").isEqualTo(before);
        return wrong;
    }

    private Map<String, String> with(String field, String value) {
        var answers = new HashMap<>(gers.answers(2));
        answers.put(field, value);
        return answers;
    }

    @Test
    void every_task_of_the_diagram_has_a_form_and_what_is_typed_is_kept_once_there_is_consent() {
        assertThat(gers.bean(FollowUpKind.class).forms())
                .extracting(TaskForm::element)
                .containsExactlyInAnyOrderElementsOf(FollowUpProcess.diagram().tasks());
        assertThat(gers.bean(FollowUpKind.class).forms())
                .filteredOn(form -> !form.keepsWhatIsTyped())
                .extracting(TaskForm::element)
                .containsExactly(CONSENT);
    }

    @Test
    void each_form_shows_its_fields_and_what_is_wrong_with_them() {
        var file = gers.consenting("Personne des formulaires", "Oui.");
        for (var element : List.of(CHECK_UP, CONTACT, ACTIONS, EVALUATE, CONSENT)) {
            gers.showsEachProblem(file, element, Map.of());
        }
    }

    @Test
    void everything_that_is_asked_is_missed_at_once_and_what_is_optional_is_not() {
        var file = gers.consenting("Personne pressée", "Oui.");
        assertThat(wrong(
                        file,
                        CHECK_UP,
                        Map.of("hea_came", "yes", "hea_day", gers.today().toString())))
                .containsExactly(
                        "hea_fies_1",
                        "hea_fies_2",
                        "hea_fies_3",
                        "hea_fies_4",
                        "hea_fies_5",
                        "hea_fies_6",
                        "hea_fies_7",
                        "hea_fies_8",
                        "hea_health",
                        "hea_chronic",
                        "hea_limitation");
        assertThat(wrong(file, CHECK_UP, Map.of())).contains("hea_came", "hea_day");
    }

    @ParameterizedTest
    @CsvSource({
        "hea_portions, -1",
        "hea_portions, 40",
        "hea_portions, '2,5'",
        "hea_portions, beaucoup",
        "hea_portions, 1e9",
        "hea_fies_3, maybe",
        "hea_health, excellent",
        "hea_chronic, ''",
        "hea_limitation, 3",
        "hea_weight, 7",
        "hea_weight, 999",
        "hea_weight, '72,12345'",
        "hea_systolic, 120",
        "hea_diastolic, 80",
        "hea_systolic, 700",
        "hea_came, perhaps",
        "hea_day, 2021-02-30",
        "hea_day, 1999-01-01",
        "hea_day, 3000-01-01",
    })
    void what_can_not_be_is_told_at_its_field_and_changes_nothing(String field, String value) {
        var file = gers.consenting("Personne " + field + value, "Oui.");
        var other = Map.of("hea_systolic", "hea_diastolic", "hea_diastolic", "hea_systolic");
        var both = value.equals("120") || value.equals("80");
        assertThat(wrong(file, CHECK_UP, with(field, value))).containsExactly(both ? other.get(field) : field);
    }

    @Test
    void a_blood_pressure_has_the_larger_figure_first() {
        var file = gers.consenting("Personne tendue", "Oui.");
        var answers = with("hea_systolic", "80");
        answers.put("hea_diastolic", "120");
        assertThat(wrong(file, CHECK_UP, answers)).containsExactly("hea_diastolic");
        answers.put("hea_systolic", "120");
        answers.put("hea_diastolic", "80");
        answers.put("hea_weight", "72,5");
        gers.done(file, CHECK_UP, answers);
    }

    @Test
    void a_consent_is_in_somebody_s_words_and_not_of_tomorrow() {
        var file = gers.offer("Personne de demain");
        assertThat(wrong(file, CONSENT, Map.of())).contains("hea_consents");
        assertThat(wrong(
                        file,
                        CONSENT,
                        Map.of(
                                "hea_consents",
                                "yes",
                                "hea_consent_day",
                                gers.today().plusDays(1).toString())))
                .containsExactly("hea_consent_day", "hea_consent_words");
        assertThat(wrong(
                        file,
                        CONSENT,
                        Map.of("hea_consents", "yes", "hea_consent_day", "1926-01-01", "hea_consent_words", "Oui.")))
                .containsExactly("hea_consent_day");
        assertThat(gers.all("select count(*) from health_key k join follow_up f on f.member_id = k.member_id"
                        + " where f.case_id = '" + file + "'"))
                .containsExactly("0");
    }

    @Test
    void nothing_of_health_is_taken_before_consent_whatever_is_sent() {
        var file = gers.offer("Personne sans consentement");
        for (var element : List.of(CHECK_UP, ACTIONS, CONTACT, EVALUATE)) {
            var fields = with("hea_contact_goes_on", "yes");
            fields.put("hea_helped", "much");
            for (var day : List.of("hea_actions_day", "hea_contact_day", "hea_evaluation_day")) {
                fields.put(day, gers.today().toString());
            }
            assertThat(wrong(file, element, fields)).as(element).hasSize(1);
        }
        var refusal = gers.about(file, (c, f) -> gers.bean(HealthVault.class).refusal(c, f));
        assertThat(refusal.orElseThrow()).contains("sans le consentement");
    }

    @Test
    void who_was_absent_needs_no_answers_and_a_missing_answer_is_no_zero() {
        var file = gers.consenting("Personne absente", "Oui.");
        gers.done(
                file, CHECK_UP, Map.of("hea_came", "no", "hea_day", gers.today().toString()));
        assertThat(gers.followUp(file).absences()).isEqualTo(1);
        var answers = with("hea_fies_4", "refused");
        answers.remove("hea_portions");
        gers.done(file, CHECK_UP, answers);
        var panel = gers.about(file, (c, f) -> gers.bean(Overview.class).panel(c, f));
        assertThat(String.valueOf(panel.model().get("rows")))
                .contains("incomplet")
                .doesNotContain("Portions");
    }

    @Test
    void what_is_not_done_of_the_actions_is_explained() {
        var file = gers.consenting("Personne des actions", "Oui.");
        gers.done(file, CHECK_UP, gers.answers(6));
        assertThat(gers.shown(file, ACTIONS, Map.of(), List.of()))
                .contains("action de prévention", "accompagnement individuel");
        var day = gers.today().toString();
        assertThat(wrong(file, ACTIONS, Map.of("hea_actions_day", day, "hea_actions", List.of("prevention"))))
                .containsExactly("hea_actions_words");
        assertThat(wrong(
                        file,
                        ACTIONS,
                        Map.of("hea_actions_day", day, "hea_actions", "surgery", "hea_actions_words", "Non.")))
                .containsExactly("hea_actions");
        gers.done(file, ACTIONS, Map.of("hea_actions_day", day, "hea_actions", List.of("prevention", "support")));
    }
}
