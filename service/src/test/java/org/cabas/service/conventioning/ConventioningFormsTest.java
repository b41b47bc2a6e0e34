package org.cabas.service.conventioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cabas.service.casefile.Caseworker.fields;

import io.micronaut.context.ApplicationContext;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.cabas.service.OnTestDatabase;
import org.cabas.service.access.FormFields;
import org.cabas.service.authorization.Town;
import org.cabas.service.page.FieldError;
import org.cabas.service.page.Page;
import org.cabas.service.page.Pages;
import org.cabas.workflows.conventioning.ConventioningProcess;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every task of a conventioning has a form that says all that is wrong with it, each at its place, and then changes nothing. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // found() does
class ConventioningFormsTest implements OnTestDatabase {
    @Inject
    ApplicationContext context;

    private Bureau joigny;

    @BeforeAll
    void found() {
        Town.found(context, "joigny");
        joigny = new Bureau(context, "joigny");
    }

    @Test
    void every_task_of_the_diagram_has_a_form() {
        assertThat(joigny.bean(ConventioningKind.class).forms())
                .extracting(form -> form.element())
                .containsExactlyInAnyOrderElementsOf(
                        ConventioningProcess.diagram().tasks());
    }

    @Test
    void each_form_shows_its_fields_and_what_is_wrong_with_them() {
        var today = joigny.today();
        var file = joigny.conventioned("Les jardins des formulaires", today, today.plusYears(1));
        for (var element : ConventioningProcess.diagram().tasks()) {
            joigny.showsEachProblem(file, element, Map.of("renew_choice", "yes"));
        }
    }

    @Test
    void a_form_asks_exactly_what_the_fund_s_tables_read() {
        Town.found(context, "solicagnole-1");
        Town.found(context, "gers");
        assertThat(asked("joigny"))
                .containsExactly(
                        "merchant_kind", "direct_sale", "distance", "certification", "charter_signed", "workers");
        assertThat(asked("solicagnole-1"))
                .containsExactly(
                        "merchant_kind", "certification", "charter_signed", "organic_share", "direct_sale", "distance");
        assertThat(asked("gers"))
                .containsExactly("merchant_kind", "direct_sale", "certification", "local_share", "organic_share");
        var page = form("joigny");
        assertThat(page).contains("stand de marché", "Distance au centre (km)", "Nombre de 0 à 2");
        assertThat(page).doesNotContain("cand_q_points", "cand_q_organic_share");
        assertThat(page).contains("cand_q_workers_unknown").doesNotContain("cand_q_merchant_kind_unknown");
    }

    private static String text(List<FieldError> problems, String field) {
        return problems.stream()
                .filter(problem -> problem.field().equals(field))
                .map(FieldError::text)
                .findFirst()
                .orElse("nothing");
    }

    private List<String> asked(String fund) {
        return joigny.run(c -> joigny.bean(Forms.class).of(c, fund)).questions().stream()
                .map(question -> question.column().id())
                .toList();
    }

    private String form(String fund) {
        var page = Page.of("conventioning/candidacy", "Essai")
                .by(joigny.who)
                .with("candidacy", joigny.run(c -> joigny.bean(Forms.class).of(c, fund)))
                .with("given", new FormFields(List.of()))
                .with("errors", List.of());
        return String.valueOf(joigny.bean(Pages.class).part(page, "fields").body());
    }

    @Test
    void what_is_missing_is_named_and_has_to_be_told_whole() {
        var file = joigny.apply(Bureau.place("La ferme incomplète", Optional.empty(), Map.of("direct_sale", "oui")));
        assertThat(joigny.step(file, "check")).isEqualTo("{\"complete\":false}");
        assertThat(joigny.stage(file)).isEqualTo("incomplete");
        assertThat(joigny.shown(file, ConventioningProcess.COMPLETE_APPLICATION, Map.of(), List.of()))
                .contains("Il manque", "<li>SIRET</li>", "<li>Charte signée</li>", "value=\"La ferme incomplète\"")
                .doesNotContain("<li>Vente directe</li>");
        var empty = joigny.fill(file, ConventioningProcess.COMPLETE_APPLICATION, Map.of("cand_siret", "123"));
        assertThat(fields(empty))
                .containsExactly(
                        "cand_name",
                        "cand_siret",
                        "cand_town",
                        "cand_phone",
                        "cand_q_merchant_kind",
                        "cand_q_direct_sale",
                        "cand_q_distance",
                        "cand_q_certification",
                        "cand_q_charter_signed",
                        "cand_q_workers");
        assertThat(text(empty, "cand_siret")).contains("14 chiffres");

        var whole = new HashMap<String, Object>();
        Bureau.GARDENER.forEach((id, answer) -> whole.put("cand_q_" + id, answer));
        whole.put("cand_name", "La ferme complète");
        whole.put("cand_siret", Bureau.siret().spaced());
        whole.put("cand_town", "Migennes");
        whole.put("cand_phone", "03 86 00 00 01");
        whole.put("cand_families", List.of("bread"));
        whole.put("cand_q_workers_unknown", "inconnu");
        joigny.done(file, ConventioningProcess.COMPLETE_APPLICATION, whole);
        assertThat(joigny.step(file, "check")).isEqualTo("{\"complete\":true}");
        assertThat(joigny.file(file).title()).isEqualTo("La ferme complète");
    }

    @Test
    void of_two_candidacies_of_one_siret_one_has_a_file_and_the_other_is_told_which() throws Exception {
        var siret = Bureau.siret();
        var told = Bureau.place("La ferme des jumeaux", Optional.of(siret), Bureau.GARDENER);
        var outcomes = IntStream.range(0, 6)
                .mapToObj(i -> (Callable<Applying.Outcome>) () -> joigny.run(
                        c -> joigny.bean(Applying.class).open(c, "joigny", Channel.MERCHANT, told, null, "twin" + i)))
                .toList();
        try (var threads = Executors.newFixedThreadPool(6)) {
            var became = threads.invokeAll(outcomes).stream()
                    .map(future -> future.resultNow())
                    .toList();
            assertThat(became)
                    .filteredOn(Applying.Outcome.Opened.class::isInstance)
                    .hasSize(1);
            assertThat(became)
                    .filteredOn(Applying.Outcome.Taken.class::isInstance)
                    .hasSize(5);
        }
        var other = joigny.apply(Bureau.place("La ferme sans numéro", Optional.empty(), Bureau.GARDENER));
        var taken = joigny.fill(
                other,
                ConventioningProcess.COMPLETE_APPLICATION,
                whole(Bureau.place("La ferme sans numéro", Optional.of(siret), Bureau.GARDENER)));
        assertThat(fields(taken)).containsExactly("cand_siret");
        var first = joigny.all("select case_id from candidacy where siret = '" + siret.digits() + "'");
        assertThat(first).hasSize(1);
        assertThat(text(taken, "cand_siret"))
                .contains(joigny.file(first.getFirst()).number());
    }

    private Map<String, ?> whole(Candidacy.Told told) {
        var filled = joigny.run(c -> joigny.bean(Forms.class).of(c, "joigny")).filledIn(told);
        var fields = new HashMap<String, Object>();
        filled.all().forEach(field -> fields.put(field.name(), filled.texts(field.name())));
        return fields;
    }

    @Test
    void a_visit_is_of_a_day_between_the_candidacy_and_today_and_answers_every_question() {
        var file = joigny.apply(Bureau.place("La ferme à voir", Bureau.GARDENER));
        joigny.step(file, "check");
        joigny.step(file, "score");
        var fields = joigny.visit(Bureau.GARDENER);
        fields.put("visit_day", joigny.today().plusDays(1).toString());
        fields.put("visit_q_distance", "loin");
        fields.put("visit_q_certification", "très bio");
        fields.remove("visit_q_direct_sale");
        var wrong = joigny.fill(file, ConventioningProcess.VISIT, fields);
        assertThat(fields(wrong))
                .containsExactlyInAnyOrder(
                        "visit_day", "visit_q_direct_sale", "visit_q_distance", "visit_q_certification");
        assertThat(joigny.all("select visited_on from merchant_visit where case_id = '" + file + "'"))
                .isEmpty();
        fields.put("visit_day", joigny.today().minusDays(1).toString());
        assertThat(joigny.wrong(file, ConventioningProcess.VISIT, fields)).contains("visit_day");
    }

    @Test
    void votes_are_counted_and_a_refusal_has_a_reason() {
        var file = joigny.visited("La ferme au vote");
        assertThat(joigny.wrong(file, ConventioningProcess.VOTE, Map.of("vote_abstentions", "-1")))
                .containsExactly("vote_day", "vote_yes", "vote_no", "vote_abstentions", "vote_adopted");
        var today = joigny.today().toString();
        var none = Map.of("vote_day", today, "vote_yes", "0", "vote_no", "0", "vote_adopted", "no");
        assertThat(joigny.wrong(file, ConventioningProcess.VOTE, none)).containsExactly("vote_yes", "vote_reason");
        var contradictory = Map.of("vote_day", today, "vote_yes", "1", "vote_no", "4", "vote_adopted", "yes");
        assertThat(joigny.wrong(file, ConventioningProcess.VOTE, contradictory)).containsExactly("vote_adopted");
        assertThat(joigny.all("select voted_on from merchant_vote where case_id = '" + file + "'"))
                .isEmpty();
    }

    @Test
    void no_convention_ends_before_it_begins_nor_promises_what_the_fund_does_not_pay() {
        var file = joigny.visited("La ferme à signer");
        joigny.done(file, ConventioningProcess.VOTE, joigny.vote(true));
        var today = joigny.today();
        var wrong = joigny.fill(
                file,
                ConventioningProcess.SIGN,
                Map.of(
                        "sign_day", today.plusDays(1).toString(),
                        "sign_from", today.plusDays(10).toString(),
                        "sign_until", today.plusDays(9).toString(),
                        "sign_families", List.of("vegetables", "alcohol", "caviar"),
                        "sign_coverage", "120"));
        assertThat(fields(wrong))
                .containsExactly("sign_day", "sign_until", "sign_families", "sign_families", "sign_coverage");
        assertThat(wrong.toString()).contains("pas avant le", "La caisse ne paie pas cela dans ce lieu\u00a0: alcool.");
        assertThat(joigny.wrong(file, ConventioningProcess.SIGN, Map.of()))
                .containsExactly("sign_day", "sign_from", "sign_until", "sign_families", "sign_coverage");
        var past = new HashMap<>(joigny.convention(today.minusDays(3), today.plusYears(4)));
        assertThat(joigny.wrong(file, ConventioningProcess.SIGN, past)).containsExactly("sign_from", "sign_until");
        assertThat(joigny.all("select id from merchant where name = 'La ferme à signer'"))
                .isEmpty();
        assertThat(joigny.shown(file, ConventioningProcess.SIGN, Map.of(), List.of()))
                .containsPattern("value=\"fruits\" checked")
                .doesNotContain("value=\"alcohol\"", "value=\"hygiene\"")
                .contains("value=\"100\"");
    }

    @Test
    void a_convention_covers_no_more_than_the_fund_pays_at_that_place() {
        Town.found(context, "gers");
        var gers = new Bureau(context, "gers");
        var answers = Map.of(
                "merchant_kind",
                "commerce",
                "direct_sale",
                "non",
                "certification",
                "aucune",
                "local_share",
                "20",
                "organic_share",
                "10");
        var file = gers.apply(Bureau.place("L’épicerie du Gers", answers));
        gers.step(file, "check");
        gers.step(file, "score");
        gers.done(file, ConventioningProcess.VISIT, gers.visit(answers));
        gers.step(file, "score-after-visit");
        gers.done(file, ConventioningProcess.VOTE, gers.vote(true));
        var today = gers.today();
        var sign = new HashMap<>(gers.convention(today, today.plusYears(1)));
        var wrong = gers.fill(file, ConventioningProcess.SIGN, sign);
        assertThat(fields(wrong)).containsExactly("sign_coverage");
        assertThat(text(wrong, "sign_coverage")).contains("70\u00a0%");
        sign.put("sign_coverage", "70");
        gers.done(file, ConventioningProcess.SIGN, sign);
        assertThat(gers.conventions(file)).singleElement().satisfies(convention -> {
            assertThat(convention.coverage()).isEqualTo(70);
            assertThat(convention.familyCodes()).containsExactly("fruits", "vegetables");
            assertThat(convention.startsOn()).isEqualTo(today);
        });
    }

    @Test
    void a_renewal_says_until_when_and_its_refusal_says_why() {
        var today = joigny.today();
        var file = joigny.conventioned("La ferme à renouveler", today, today.plusMonths(2));
        assertThat(joigny.wrong(file, ConventioningProcess.RENEW, Map.of()))
                .containsExactly("renew_choice", "renew_reason");
        assertThat(joigny.wrong(
                        file,
                        ConventioningProcess.RENEW,
                        Map.of(
                                "renew_choice",
                                "yes",
                                "renew_until",
                                today.plusMonths(1).toString())))
                .containsExactly("renew_until", "renew_families", "renew_coverage");
        assertThat(joigny.conventions(file)).hasSize(1);
        assertThat(joigny.shown(file, ConventioningProcess.RENEW, Map.of(), List.of()))
                .containsPattern("value=\"vegetables\" checked")
                .contains("60 points suffisent");
    }
}
