package org.cabas.rules.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.cabas.rules.exchange.CsvFormat;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.verify.Finding.Cell;
import org.cabas.rules.verify.Finding.Kind;
import org.cabas.rules.verify.Finding.Severity;
import org.junit.jupiter.api.Test;

/** Where a person is sent to look, and what a page can try. */
class PlacesTest {
    private static final String HEAD = """
            Table;%s
            Titre;Essai
            Lecture;%s
            Valable du;7 mars 2026
            Colonne;distance;charter_signed;%s
            Rôle;si;si;alors
            Type;nombre;oui/non;%s
            Inconnu;non;non;oui
            Ligne;Distance;Charte signée;Réponse;Note;Vote
            """;

    @Test
    void a_gap_points_at_the_cells_that_keep_its_neighbours_from_answering_it() {
        var findings = TableVerifier.verify(read("anything", "une seule ligne convient", "answer", "montant", """
                R1;≤ 30;;5 €;;
                R2;≥ 40;;10 €;;
                """));
        assertThat(findings).singleElement().satisfies(gap -> {
            assertThat(gap.kind()).isEqualTo(Kind.GAP);
            assertThat(gap.cells()).containsExactly(new Cell("R1", "distance"), new Cell("R2", "distance"));
        });
    }

    @Test
    void rows_that_contradict_point_at_what_both_ask() {
        var findings = TableVerifier.verify(read("anything", "une seule ligne convient", "answer", "montant", """
                R1;;oui;5 €;;
                R2;≥ 40;;10 €;;
                R3;≤ 39;non;10 €;;
                """));
        assertThat(findings)
                .filteredOn(finding -> finding.kind() == Kind.CONTRADICTION)
                .singleElement()
                .satisfies(both -> assertThat(both.cells())
                        .containsExactly(new Cell("R1", "charter_signed"), new Cell("R2", "distance")));
    }

    @Test
    void amounts_that_fall_point_at_the_amounts() {
        var table = CsvFormat.read("""
                        Table;contribution
                        Titre;Essai
                        Lecture;une seule ligne convient
                        Valable du;7 mars 2026
                        Colonne;income;contribution
                        Rôle;si;alors
                        Type;montant;montant
                        Pas;1 €;1 €
                        Inconnu;non;non
                        Ligne;Revenu;Contribution;Note;Vote
                        R1;≤ 500 €;20 €;;
                        R2;≥ 501 €;15 €;;
                        """.getBytes(StandardCharsets.UTF_8)).expected();
        assertThat(TableVerifier.verify(table))
                .singleElement()
                .satisfies(falls -> assertThat(falls.cells())
                        .containsExactly(
                                new Cell("R2", "contribution"),
                                new Cell("R1", "contribution"),
                                new Cell("R2", "income"),
                                new Cell("R1", "income")));
    }

    @Test
    void a_row_of_a_grid_that_gives_nothing_is_told() {
        var findings =
                TableVerifier.verify(read("conventioning_points", "somme des points", "points", "nombre entier", """
                P1;;oui;10;;
                P2;≤ 30;;0;;
                P3;;non;inconnu;;
                """));
        assertThat(findings)
                .extracting(Finding::kind)
                .containsExactly(Kind.ROW_WITHOUT_EFFECT, Kind.ROW_WITHOUT_EFFECT);
        assertThat(plain(findings.getFirst()))
                .isEqualTo(
                        "La ligne P2 ne change rien : elle ne donne aucun point. Donnez-lui des points, ou supprimez-la.");
        assertThat(findings.getFirst().cells()).containsExactly(new Cell("P2", "points"));
    }

    @Test
    void brackets_whose_points_add_up_are_a_hint_with_a_case() {
        var findings =
                TableVerifier.verify(read("conventioning_points", "somme des points", "points", "nombre entier", """
                P1;≤ 30;;20;;
                P2;≤ 60;;10;;
                P3;≥ 61;;-5;;
                P4;≤ 30;oui;5;;
                """));
        assertThat(findings).singleElement().satisfies(hint -> {
            assertThat(hint.severity()).isEqualTo(Severity.HINT);
            assertThat(hint.rows()).containsExactly("P1", "P2");
            assertThat(plain(hint))
                    .startsWith("Pour Distance : ")
                    .endsWith(
                            "les lignes P1 et P2 s'appliquent ensemble et s'ajoutent : 20 et 10. Si une seule doit compter, séparez leurs"
                                    + " tranches.");
            var example = Objects.requireNonNull(hint.example());
            assertThat(hint.cells()).containsExactly(new Cell("P1", "distance"), new Cell("P2", "distance"));
            assertThat(example).isNotNull();
        });
    }

    @Test
    void a_limit_that_is_never_set_is_told_and_one_of_zero_is_not() {
        var findings =
                TableVerifier.verify(read("ceilings", "toutes les lignes qui conviennent", "per_day", "montant", """
                R1;;oui;0 €;;
                R2;≤ 30;;inconnu;;
                """));
        assertThat(findings).singleElement().satisfies(told -> {
            assertThat(told.kind()).isEqualTo(Kind.ROW_WITHOUT_EFFECT);
            assertThat(plain(told))
                    .isEqualTo(
                            "La ligne R2 ne change rien : aucune de ses réponses n'est fixée. Fixez-en une, ou supprimez-la.");
        });
    }

    @Test
    void every_cell_is_one_of_the_table_and_every_finding_that_can_have_an_example_has_one() {
        var seed = new Random().nextLong();
        System.out.println("seed " + seed);
        for (var i = 0; i < 1_000; i++) {
            var table = new RandomTables(new Random(seed + i)).any();
            var columns = new HashSet<String>();
            Stream.of(table.conditions(), table.outcomes())
                    .flatMap(List::stream)
                    .forEach(each -> columns.add(each.id()));
            var rows = table.rows().stream().map(row -> row.id()).toList();
            for (var finding : TableVerifier.verify(table)) {
                assertThat(finding.cells()).as("seed %d", seed + i).allSatisfy(cell -> {
                    assertThat(columns).contains(cell.column());
                    assertThat(rows).contains(cell.row());
                });
                var isComplete = finding.kind() == Kind.MISSING_OTHERWISE && finding.severity() == Severity.HINT;
                if (finding.kind() != Kind.IMPOSSIBLE_ROW && !isComplete) {
                    assertThat(finding.example())
                            .as("seed %d: %s", seed + i, finding)
                            .isNotNull();
                }
            }
        }
    }

    private static DecisionTable read(String id, String reading, String outcome, String type, String rows) {
        var text = HEAD.formatted(id, reading, outcome, type) + rows;
        return CsvFormat.read((type.equals("nombre entier") ? text.replace("Inconnu;", "De;;;-100\nInconnu;") : text)
                        .getBytes(StandardCharsets.UTF_8))
                .expected();
    }

    private static String plain(Finding finding) {
        return finding.sentence().replace('\u00a0', ' ').replace('\u202f', ' ');
    }
}
