package org.cabas.service.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.cabas.service.OnTestDatabase;
import org.cabas.service.authorization.Town;
import org.cabas.service.page.Page;
import org.cabas.service.page.Pages;
import org.cabas.workflows.enrollment.Enrollment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every task of an enrollment has a form that can be shown, blank, typed and wrong. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // found() does
class EnrollmentFormsTest implements OnTestDatabase {
    @Inject
    ApplicationContext context;

    private Reception joigny;

    @BeforeAll
    void found() {
        Town.found(context, "joigny");
        joigny = new Reception(context, "joigny");
    }

    @Test
    void every_task_of_the_diagram_has_a_form() {
        assertThat(joigny.bean(EnrollmentKind.class).forms())
                .extracting(form -> form.element())
                .containsExactlyInAnyOrderElementsOf(Enrollment.diagram().tasks());
    }

    @Test
    void each_form_shows_its_fields_and_what_is_wrong_with_them() {
        var twin = Map.of("resident", "oui", "workshops", "inconnu");
        joigny.apply(Reception.household("Foyer jumeau", twin));
        var file = joigny.apply(Reception.household("Foyer jumeau", twin));
        joigny.step(file, "check");
        joigny.step(file, "admission");
        joigny.step(file, "issue-card");
        for (var element : Enrollment.diagram().tasks()) {
            joigny.showsEachProblem(file, element, Map.of());
        }
    }

    @Test
    void what_was_told_stands_in_the_form_that_completes_it() {
        var file = joigny.apply(Reception.household("Foyer à compléter", Map.of("resident", "oui")));
        assertThat(joigny.shown(file, Enrollment.COMPLETE_APPLICATION, Map.of(), List.of()))
                .contains("value=\"Foyer à compléter\"", "Souhaite suivre les ateliers")
                .containsPattern("name=\"app_q_resident\" value=\"oui\" checked");
        assertThat(joigny.shown(file, Enrollment.COMPLETE_APPLICATION, Map.of("app_name", "Autre"), List.of()))
                .contains("value=\"Autre\"");
    }

    @Test
    void the_guide_s_fields_are_never_sent_with_the_amount() {
        var file = joigny.admitted("Foyer du barème");
        assertThat(joigny.shown(file, Enrollment.CONTRIBUTION, Map.of(), List.of()))
                .contains("name=\"confidential_income\"", "form=\"none\"", "la contribution mensuelle est de 15");
    }

    @Test
    void what_is_known_of_a_file_is_shown_beside_it() {
        var file = joigny.admitted("Foyer en vue");
        joigny.welcome(file);
        var panel = joigny.about(file, (c, f) -> {
            var told = joigny.bean(Overview.class).panel(c, f);
            var page = Page.of("enrollment/panel", "Essai").by(joigny.who).with("panel", told.model());
            return String.valueOf(joigny.bean(Pages.class).part(page, "panel").body());
        });
        assertThat(panel)
                .contains("2\u00a0adultes et 1\u00a0enfant", "Admise", "Une place est libre.", "ligne R4")
                .contains("15\u00a0€", "La carte paie", "Carte perdue", "Le foyer part");
    }
}
