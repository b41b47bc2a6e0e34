package org.cabas.rules.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.cabas.rules.engine.TableCompiler;
import org.cabas.rules.exchange.CellGrammar;
import org.cabas.rules.exchange.CsvFormat;
import org.cabas.rules.exchange.Parsed;
import org.cabas.rules.explain.ReadRow.Fate;
import org.cabas.rules.funds.DemonstrationFunds;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.HitPolicy;
import org.cabas.rules.table.RandomTables;
import org.cabas.rules.table.Row;
import org.cabas.rules.table.Value;
import org.junit.jupiter.api.Test;

/** What people read when they try a case; a plain space stands for a non-breaking one. */
class ExplanationTest {
    private static final int TABLES = 2_000;

    @Test
    void the_answer_is_a_sentence_with_its_row_and_each_row_above_says_why_not() {
        var explained = of("joigny", "contribution", Map.of("income", "1 450 €"));
        assertThat(plain(explained.sentence()))
                .isEqualTo("Un foyer dont le revenu mensuel net est de 1 450 € paie 20 € (ligne R4).");
        assertThat(explained.readRows().stream().map(row -> plain(row.sentence())))
                .containsExactly(
                        "R1 ne s'applique pas : le revenu mensuel net, 1 450 €, dépasse 600 €.",
                        "R2 ne s'applique pas : le revenu mensuel net, 1 450 €, dépasse 1 000 €.",
                        "R3 ne s'applique pas : le revenu mensuel net, 1 450 €, dépasse 1 400 €.",
                        "R4 s'applique : le revenu mensuel net du foyer va de 1 401 € à 1 500 €.");
    }

    @Test
    void what_isn_t_known_is_said() {
        assertThat(plain(of("joigny", "contribution", Map.of()).sentence()))
                .isEqualTo("Pour un foyer dont le revenu mensuel net n'est pas connu, la table laisse la réponse aux"
                        + " personnes (ligne R11).");
        assertThat(plain(of("solicagnole", "contribution", Map.of("family_quotient", "650"))
                        .sentence()))
                .isEqualTo(
                        "Un foyer dont le quotient familial mensuel est de 650 €, avec « Orienté par » : inconnu, paie"
                                + " 15 € (ligne R3).");
    }

    @Test
    void amounts_per_person_and_shares_are_said_as_such() {
        assertThat(plain(of("gers", "allocation", Map.of("adults", "2", "children", "1"))
                        .sentence()))
                .isEqualTo("Tout foyer reçoit 40 € par adulte et 20 € par enfant (ligne R1).");
        assertThat(plain(of("autunois", "contribution", Map.of("family_quotient", "1 200"))
                        .sentence()))
                .isEqualTo(
                        "Un foyer dont le quotient familial mensuel est de 1 200 € paie 100 % de l'allocation (ligne R4).");
    }

    @Test
    void of_many_facts_those_that_the_row_asks_for_are_said() {
        var facts = Map.of("product_family", "pain", "organic", "non", "merchant_kind", "AMAP", "nova_group", "2");
        var explained = of("joigny", "eligibility", facts);
        assertThat(plain(explained.sentence()))
                .isEqualTo("Ici, un produit dont la famille est « pain » est pris en charge à 100 % (ligne R8).");
        assertThat(explained.readRows().stream().skip(2).map(row -> plain(row.sentence())))
                .startsWith(
                        "R3 ne s'applique pas : la famille est connue.",
                        "R4 ne s'applique pas : le type de lieu, « AMAP », est exclu ; « Vente directe » n'est pas connu.")
                .contains(
                        "R7 ne s'applique pas : la famille, « pain », n'est ni « fruits » ni « légumes » ; « Produit bio »"
                                + " est « non » et non « oui ».");
        assertThat(plain(of("joigny", "eligibility", Map.of("product_family", "sucreries", "merchant_kind", "AMAP"))
                        .sentence()))
                .isEqualTo("Un produit qu'aucune autre ligne ne prend n'est pas pris en charge (ligne R12).");
    }

    @Test
    void points_are_added_up_row_by_row() {
        var facts = Map.of("merchant_kind", "AMAP", "direct_sale", "oui", "distance", "12", "charter_signed", "oui");
        var explained = of("joigny", "conventioning_points", facts);
        assertThat(plain(explained.sentence()))
                .isEqualTo("Ce dossier obtient 100 points : 40 (P1), 30 (P2), 20 (P3) et 10 (P7).");
        assertThat(explained.readRows().stream().map(row -> plain(row.sentence())))
                .hasSize(8)
                .contains(
                        "P3 s'applique : la distance au centre (km) est d'au plus 30 ; elle compte pour 20.",
                        "P4 ne s'applique pas : la distance au centre (km), 12, n'atteint pas 31.");
        assertThat(plain(of("joigny", "conventioning_points", Map.of("merchant_kind", "cantine"))
                        .sentence()))
                .isEqualTo("Ce dossier n'obtient aucun point : aucune ligne ne s'applique.");
    }

    @Test
    void rows_that_apply_together_are_all_told() {
        assertThat(plain(of("gers", "ceilings", Map.of("merchant_kind", "cantine", "product_family", "viande"))
                        .sentence()))
                .isEqualTo(
                        "Pour un achat dont le type de lieu est « cantine » et dont la famille du produit est « viande », 3"
                                + " lignes s'appliquent : R1 (« Par achat » : 80 € et « Par jour » : 100 €), R3 (« Par achat » :"
                                + " 15 € et « Par mois » : 30 €) et R4 (« Par semaine » : 30 €).");
    }

    @Test
    void a_case_without_answer_is_told_with_the_row_that_lacks_least() {
        var table = table("joigny", "contribution");
        var holed = without(table, "R4");
        var explained = Explanation.of(holed, holed.facts(Map.of("income", new Value.Quantity(1_450_00))));
        assertThat(explained.result()).isEqualTo(new Result.NoRow(table.rows().get(2)));
        assertThat(plain(explained.sentence()))
                .isEqualTo(
                        "Aucune ligne ne répond pour un foyer dont le revenu mensuel net est de 1 450 €. La plus proche :"
                                + " R3 ne s'applique pas : le revenu mensuel net, 1 450 €, dépasse 1 400 €.");
    }

    @Test
    void a_fact_that_has_to_be_known_is_asked_for() {
        assertThat(plain(of("gers", "allocation", Map.of("adults", "2")).sentence()))
                .isEqualTo("Il manque de quoi répondre : indiquez « Enfants du foyer ».");
    }

    @Test
    void rows_that_contradict_are_told_with_both_answers() {
        var table = CsvFormat.read("""
                        Table;contribution
                        Titre;Essai
                        Lecture;une seule ligne convient
                        Valable du;7 mars 2026
                        Colonne;adults;children;contribution
                        Rôle;si;si;alors
                        Type;nombre entier;nombre entier;montant
                        Ligne;Adultes du foyer;Enfants du foyer;Contribution;Note;Vote
                        R1;≤ 2;;5 €;;
                        R2;2;;10 €;;
                        R3;;≥ 4;5 €;;
                        """.getBytes(StandardCharsets.UTF_8)).expected();
        assertThat(plain(
                        explained(table, Map.of("adults", "2", "children", "0")).sentence()))
                .isEqualTo(
                        "Les lignes R1 et R2 se contredisent pour un foyer de 2 adultes et 0 enfant : R1 répond 5 € et R2"
                                + " répond 10 €.");
        assertThat(plain(
                        explained(table, Map.of("adults", "1", "children", "5")).sentence()))
                .isEqualTo("Un foyer de 1 adulte et 5 enfants paie 5 € (lignes R1 et R3, qui disent la même chose).");
    }

    @Test
    void what_is_explained_is_what_the_compiled_table_decides() {
        var seed = new Random().nextLong();
        System.out.println("seed " + seed);
        var random = new RandomTables(new Random(seed));
        for (var i = 0; i < TABLES; i++) {
            var table = random.table();
            var facts = random.facts(table);
            var explained = Explanation.of(table, facts);
            if (explained.result() instanceof Result.FactsMissing) {
                continue;
            }
            var decision = TableCompiler.compile(table).decide(facts);
            assertThat(explained.rows().stream()
                            .filter(row -> row.fate() == Fate.APPLIES)
                            .map(ReadRow::row))
                    .as("seed %d, table %d", seed, i)
                    .containsExactlyElementsOf(decision.rows());
            if (table.hitPolicy() == HitPolicy.FIRST || table.hitPolicy() == HitPolicy.UNIQUE) {
                assertThat(explained.result() instanceof Result.Decided(var row, var alike) ? row : null)
                        .isEqualTo(decision.row().orElse(null));
            }
            assertThat(explained.sentence()).endsWith(".");
            assertThat(explained.rows()).allSatisfy(row -> {
                assertThat(row.sentence()).endsWith(".");
                assertThat(row.misses().isEmpty()).isEqualTo(row.fate() != Fate.FAILS);
            });
        }
    }

    private static Explanation of(String rulebook, String question, Map<String, String> facts) {
        return explained(table(rulebook, question), facts);
    }

    private static Explanation explained(DecisionTable table, Map<String, String> facts) {
        var values = new HashMap<String, Value>();
        for (var column : table.conditions()) {
            var text = facts.get(column.id());
            if (text != null && CellGrammar.value(column, text) instanceof Parsed.Good<Value>(var value)) {
                values.put(column.id(), value);
            }
        }
        assertThat(values).hasSameSizeAs(facts);
        return Explanation.of(table, table.facts(values));
    }

    private static DecisionTable table(String rulebook, String question) {
        return DemonstrationFunds.tables(rulebook).stream()
                .filter(table -> table.id().equals(question))
                .findFirst()
                .orElseThrow();
    }

    private static DecisionTable without(DecisionTable table, String id) {
        List<Row> rows =
                table.rows().stream().filter(row -> !row.id().equals(id)).toList();
        return new DecisionTable(
                table.id(),
                table.title(),
                table.version(),
                table.hitPolicy(),
                table.conditions(),
                table.outcomes(),
                rows,
                table.validity());
    }

    private static String plain(String text) {
        return text.replace('\u00a0', ' ').replace('\u202f', ' ');
    }
}
