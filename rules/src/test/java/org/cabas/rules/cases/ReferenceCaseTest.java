package org.cabas.rules.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.cabas.rules.exchange.CsvFormat;
import org.cabas.rules.exchange.Problem;
import org.cabas.rules.funds.DemonstrationFunds;
import org.cabas.rules.table.DecisionTable;
import org.junit.jupiter.api.Test;

/** Cases that a committee keeps; a plain space stands for a non-breaking one. */
class ReferenceCaseTest {
    private static final ReferenceCase PARENT = new ReferenceCase(
            "Un parent seul avec 1 450 €", Map.of("income", "1 450 €"), Map.of("contribution", "20 €"), "");

    @Test
    void a_case_passes_when_the_table_answers_as_expected() {
        assertThat(PARENT.check(table("joigny", "contribution")))
                .isInstanceOfSatisfying(Checked.Passed.class, passed -> {
                    assertThat(plain(passed.sentence())).isEqualTo("La table répond bien : 20 € (ligne R4).");
                    assertThat(plain(passed.explanation().sentence())).contains("paie 20 € (ligne R4)");
                });
    }

    @Test
    void a_case_that_fails_says_what_was_expected_and_what_the_table_answers() {
        var changed = edited("joigny", "contribution", "1 500 €;20 €", "1 500 €;25 €");
        assertThat(PARENT.check(changed)).isInstanceOf(Checked.Failed.class);
        assertThat(plain(PARENT.check(changed).sentence()))
                .isEqualTo("Attendu : 20 €. La table répond : 25 € (ligne R4).");
        var byRow = new ReferenceCase("par R3", Map.of("income", "1450"), Map.of("contribution", "20"), "R3");
        assertThat(plain(byRow.check(table("joigny", "contribution")).sentence()))
                .isEqualTo("Attendu : 20 €, par la ligne R3. La table répond : 20 € (ligne R4).");
    }

    @Test
    void a_case_that_no_row_answers_fails_with_the_reason() {
        var holed = edited("joigny", "contribution", "R4;1 401 € à 1 500 €;20 €;;\n", "");
        assertThat(plain(PARENT.check(holed).sentence()))
                .isEqualTo(
                        "Attendu : 20 €. Aucune ligne ne répond pour un foyer dont le revenu mensuel net est de 1 450 €. La"
                                + " plus proche : R3 ne s'applique pas : le revenu mensuel net, 1 450 €, dépasse 1 400 €.");
    }

    @Test
    void an_answer_that_is_left_to_people_can_be_expected() {
        var undeclared = new ReferenceCase("Rien n'est dit", Map.of(), Map.of("contribution", "inconnu"), "R11");
        assertThat(undeclared.check(table("joigny", "contribution"))).isInstanceOf(Checked.Passed.class);
    }

    @Test
    void a_case_whose_column_or_value_is_gone_can_no_longer_be_read() {
        var shop = new ReferenceCase(
                "Un supermarché",
                Map.of("merchant_kind", "supermarché", "points", "70"),
                Map.of("decision", "refusé"),
                "");
        var checked = shop.check(table("joigny", "conventioning"));
        assertThat(checked).isInstanceOf(Checked.Unreadable.class);
        assertThat(plain(checked.sentence()))
                .startsWith("Ce cas ne peut plus être lu : « Décision » : « refusé » n'est pas dans la liste");
        var gone = new ReferenceCase("Un ancien cas", Map.of("age", "12"), Map.of("price", "3 €"), "");
        assertThat(gone.check(table("joigny", "contribution")))
                .isInstanceOfSatisfying(
                        Checked.Unreadable.class,
                        unreadable -> assertThat(unreadable.problems().stream().map(ReferenceCaseTest::plain))
                                .containsExactly(
                                        "La table ne répond plus à « price ».", "La table ne demande plus « age »."));
        var children =
                new ReferenceCase("Deux adultes", Map.of("adults", "2"), Map.of("allocation_per_adult", "40"), "");
        assertThat(plain(children.check(table("gers", "allocation")).sentence()))
                .isEqualTo("Ce cas ne peut plus être lu : « Enfants du foyer » : Indiquez « Enfants du foyer ».");
    }

    @Test
    void points_are_expected_in_total_and_ceilings_all_together() {
        var amap = new ReferenceCase(
                "Une AMAP",
                Map.of(
                        "merchant_kind",
                        "AMAP",
                        "direct_sale",
                        "oui",
                        "distance",
                        "10",
                        "charter_signed",
                        "oui",
                        "certification",
                        "certifié bio"),
                Map.of("points", "120"),
                "P1");
        assertThat(amap.check(table("joigny", "conventioning_points"))).isInstanceOf(Checked.Passed.class);
        var canteen = Map.of("merchant_kind", "cantine", "product_family", "viande");
        var limits =
                new ReferenceCase("La cantine", canteen, Map.of("per_purchase", "15 € | 80 €", "per_week", "30 €"), "");
        assertThat(limits.check(table("gers", "ceilings"))).isInstanceOf(Checked.Passed.class);
        var none = new ReferenceCase("La cantine", canteen, Map.of("per_month", "aucun"), "");
        assertThat(plain(none.check(table("gers", "ceilings")).sentence()))
                .isEqualTo(
                        "Attendu : Par mois : aucun. La table répond : Par achat : 15 € | 80 € ; Par jour : 100 € ; Par"
                                + " semaine : 30 € ; Par mois : 30 € (lignes R1, R3 et R4).");
    }

    @Test
    void written_cases_come_back_as_they_were() {
        var table = table("joigny", "contribution");
        var cases = List.of(
                PARENT,
                new ReferenceCase("=Rien; \"du tout\"", Map.of(), Map.of("contribution", "inconnu"), "R11"),
                new ReferenceCase("Seulement la ligne", Map.of("income", "3 101 €"), Map.of(), "R10"));
        var file = CasesFormat.write(table, cases);
        assertThat(plain(file)).startsWith("""
                Cas de référence;contribution
                Colonne;income;contribution
                Cas;Revenu mensuel net du foyer;Contribution mensuelle;Ligne attendue
                Un parent seul avec 1 450 €;1 450 €;20 €;
                """);
        assertThat(CasesFormat.read(file.getBytes(StandardCharsets.UTF_8), table))
                .isEqualTo(new CasesFormat.Read.Readable(cases));
    }

    @Test
    void every_problem_of_a_file_is_told_with_its_cell() {
        assertThat(problems("""
                        Cas de référence;allocation
                        Colonne;income;revenu;contribution
                        Cas;Revenu;?;Contribution;Ligne attendue
                        Sans réponse;600;;;
                        ;600;;5 €;
                        Un mot;beaucoup;;5 €;
                        Trop;600;;5 000 €;R 1
                        """))
                .containsExactly(
                        "B1 : Ces cas sont ceux d'une autre table : ici, il faut « contribution ».",
                        "C2 (revenu) : La table n'a pas de colonne « revenu » : elle a income, contribution.",
                        "A4 : Dites ce qui est attendu : une réponse, ou la ligne qui répond.",
                        "A5 : Donnez un nom au cas, de 200 caractères au plus.",
                        "B6 (Revenu mensuel net du foyer) : « beaucoup » n'est pas un montant : écrivez par exemple 1 450 € ou"
                                + " 12,50 €.",
                        "E7 : « R 1 » ne peut pas nommer une ligne.");
        assertThat(problems("Bonjour;vous\n"))
                .containsExactly(
                        "A1 : « Bonjour » n'est pas attendu ici : écrivez « Cas de référence », « Colonne » ou « Cas ».",
                        "A1 : Il manque la ligne « Colonne », qui nomme les colonnes de la table.");
        assertThat(problems("\"jamais fermé")).hasSize(1);
    }

    private static List<String> problems(String file) {
        var read = CasesFormat.read(file.getBytes(StandardCharsets.UTF_8), table("joigny", "contribution"));
        assertThat(read).isInstanceOf(CasesFormat.Read.Unreadable.class);
        return ((CasesFormat.Read.Unreadable) read)
                .problems().stream()
                        .map(Problem::inFrench)
                        .map(ReferenceCaseTest::plain)
                        .toList();
    }

    private static DecisionTable table(String rulebook, String question) {
        return DemonstrationFunds.tables(rulebook).stream()
                .filter(table -> table.id().equals(question))
                .findFirst()
                .orElseThrow();
    }

    private static DecisionTable edited(String rulebook, String question, String part, String replacement) {
        var text = plain(CsvFormat.write(table(rulebook, question)));
        assertThat(text).contains(part);
        return CsvFormat.read(text.replace(part, replacement).getBytes(StandardCharsets.UTF_8))
                .expected();
    }

    private static String plain(String text) {
        return text.replace('\u00a0', ' ').replace('\u202f', ' ');
    }
}
