package org.cabas.rules.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.cabas.rules.table.Basis;
import org.cabas.rules.table.Condition;
import org.cabas.rules.table.DecisionTable.Validity;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.HitPolicy;
import org.cabas.rules.table.Value;
import org.cabas.rules.table.Vocabulary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvProblemsTest {
    private static final String GOOD = """
            Table;coverage
            Titre;Ce que la carte paie
            Lecture;première ligne qui convient
            Version;3
            Valable du;7 mars 2026
            Valable jusqu'au;31/12/2026
            Colonne;family;price;share
            Rôle;si;si;alors
            Type;choix;montant;pourcentage
            De;;0 €;
            À;;1 000 €;130 %
            Pas;;1 €;
            Valeurs;@familles;;
            Inconnu;oui;non;
            Base;;;% de allocation
            Ligne;Famille;Prix;Prise en charge;Note;Vote
            R1;fruits | légumes;≤ 100 €;100 %;;V1
            R2;alcool;;0 %;jamais d'alcool
            R3;sinon;;50 %
            """;

    @Test
    void a_file_as_a_committee_writes_it_is_read() {
        var table = CsvFormat.read(bytes("\ufeff" + GOOD)).expected();
        assertThat(table.id()).isEqualTo("coverage");
        assertThat(table.version()).isEqualTo(3);
        assertThat(table.hitPolicy()).isEqualTo(HitPolicy.FIRST);
        assertThat(table.validity()).isEqualTo(new Validity(LocalDate.of(2026, 3, 7), LocalDate.of(2026, 12, 31)));
        assertThat(table.conditions().getFirst().domain()).isEqualTo(Vocabulary.PRODUCT_FAMILIES);
        assertThat(table.conditions().getLast().mayBeUnknown()).isFalse();
        assertThat(table.outcomes().getFirst().domain()).isEqualTo(new Domain.Ordered(0, 130_00, 1_00));
        assertThat(table.outcomes().getFirst().basis()).isEqualTo(new Basis.ShareOf("allocation"));
        assertThat(table.outcomes().getFirst().mayBeUnknown()).isFalse();
        assertThat(table.rows().getFirst().adoptedBy()).isEqualTo("V1");
        assertThat(table.rows().get(1).note()).isEqualTo("jamais d'alcool");
        assertThat(table.rows().get(1).conditions().get(1)).isEqualTo(Condition.ANY);
        assertThat(table.rows().getLast().matchesEverything()).isTrue();
        assertThat(table.rows().getLast().outcomes()).containsExactly(new Value.Quantity(50_00));
    }

    @Test
    void case_accents_spaces_and_windows_line_ends_of_keywords_do_not_matter() {
        var sloppy = GOOD.replace("Rôle", " ROLE ")
                .replace("Titre", "TITRE :")
                .replace("À;", "a;")
                .replace("\n", "\r\n");
        assertThat(CsvFormat.read(bytes(sloppy))).isEqualTo(CsvFormat.read(bytes(GOOD)));
        var blank = GOOD.replace("Colonne;", ";;;;\n\n  ; ;\nColonne;")
                .replace("De;;0 €;\n", "")
                .replace("R2;", "\nR2;");
        assertThat(CsvFormat.read(bytes(blank))).isEqualTo(CsvFormat.read(bytes(GOOD)));
    }

    @Test
    void a_closed_list_of_ones_own_may_leave_out_its_codes() {
        var own = GOOD.replace("@familles", "petit = Petit format | Très grand")
                .replace("fruits | légumes", "tres grand")
                .replace("alcool;", "PETIT;");
        assertThat(CsvFormat.read(bytes(own)).expected().conditions().getFirst().domain())
                .isEqualTo(new Domain.Closed(List.of(
                        new Domain.Option("petit", "Petit format"), new Domain.Option("tres_grand", "Très grand"))));
    }

    @ParameterizedTest(name = "{0} -> {1}: {2} {3}")
    @CsvSource(delimiter = '~', textBlock = """
            Table;coverage              ~ Table;Ma Table                 ~ B1  ~ ne peut pas nommer une table
            Table;coverage              ~ Table;                         ~ B1  ~ nom court de la table manque
            Titre;Ce que la carte paie  ~ Titre;                         ~ B2  ~ titre
            Titre;Ce que la carte paie  ~ Title;Coverage                 ~ A2  ~ vouliez-vous dire «\u00a0Titre\u00a0»
            première ligne qui convient ~ la meilleure                   ~ B3  ~ une seule ligne convient
            Version;3                   ~ Version;-1                     ~ B4  ~ numéro de version
            Valable du;7 mars 2026      ~ Valable du;                    ~ B5  ~ n'est pas une date
            Valable du;7 mars 2026      ~ Valable du;31 mai 0006         ~ B5  ~ n'est pas une date
            Valable du;7 mars 2026      ~ Valable du;7 mars 2027         ~ B6  ~ finit avant de commencer
            Colonne;family;price        ~ Colonne;family;family          ~ C7  ~ Deux colonnes
            Colonne;family;price        ~ Colonne;family;row             ~ C7  ~ réservés
            Colonne;family;price        ~ Colonne;family;Prix net        ~ C7  ~ ne peut pas nommer une colonne
            Rôle;si;si;alors            ~ Rôle;si;si;si                  ~ A7  ~ une colonne «\u00a0alors\u00a0»
            Rôle;si;si;alors            ~ Rôle;alors;si;alors            ~ C7  ~ viennent avant
            Rôle;si;si;alors            ~ Rôle;si;peut-être;alors        ~ C8  ~ Écrivez si
            Type;choix;montant          ~ Type;choix;argent              ~ C9  ~ Écrivez montant
            De;;0 €                     ~ De;;zéro                       ~ C10 ~ n'est pas un montant
            De;;0 €                     ~ De;;2 000 €                    ~ C11 ~ plus petit que le minimum
            De;;0 €                     ~ De;;0,50 €                     ~ C10 ~ multiple du pas
            De;;0 €                     ~ De;5;0 €                       ~ B10 ~ ni bornes ni pas
            Pas;;1 €                    ~ Pas;;0 €                       ~ C12 ~ plus grand que zéro
            @familles                   ~ @famille                       ~ B13 ~ @familles
            @familles                   ~ ''                             ~ B13 ~ liste des valeurs manque
            @familles                   ~ a = oui | b = oui              ~ B13 ~ le libellé
            @familles                   ~ a = oui | a = non              ~ B13 ~ le code
            @familles                   ~ a = oui | b = inconnu          ~ B13 ~ ne peut pas nommer une valeur
            @familles;                  ~ @familles;@labels              ~ C13 ~ liste de valeurs
            Inconnu;oui                 ~ Inconnu;bof                    ~ B14 ~ Écrivez oui
            % de allocation             ~ 2 * allocation                 ~ D15 ~ % de allocation
            % de allocation             ~ par adults                     ~ D15 ~ par adults
            Base;;;                     ~ Base;;par adults;              ~ C15 ~ colonne «\u00a0alors\u00a0»
            Ligne;Famille               ~ Ligne;                         ~ B16 ~ libellé
            Note;Vote                   ~ Remarque;Vote                  ~ E16 ~ est attendu
            R2;alcool                   ~ R1;alcool                      ~ A18 ~ nomme déjà la ligne 17
            R2;alcool                   ~ ;alcool                        ~ A18 ~ numéro de la ligne manque
            R2;alcool                   ~ =R2();alcool                   ~ A18 ~ ne peut pas nommer une ligne
            R2;alcool                   ~ R2;alcol                       ~ B18 ~ vouliez-vous dire «\u00a0alcool\u00a0»
            R2;alcool;                  ~ R2;alcool;inconnu              ~ C18 ~ toujours connue
            R2;alcool;                  ~ R2;alcool;sinon                ~ C18 ~ première colonne
            R3;sinon;                   ~ R3;sinon;≤ 5 €                 ~ C19 ~ doivent rester vides
            R3;sinon;;50 %              ~ R3;sinon;;                     ~ D19 ~ vide
            R3;sinon;;50 %              ~ R3;sinon;;200 %                ~ D19 ~ hors des bornes
            R3;sinon;;50 %              ~ R3;sinon;;50,5 %               ~ D19 ~ entre deux pas
            R3;sinon;;50 %              ~ R3;sinon;;50 %;;;extra         ~ G19 ~ de trop
            Version;3                   ~ Version;3;4                    ~ C4  ~ de trop
            Inconnu;oui;non;            ~ Inconnu;oui;non;;oui           ~ E14 ~ de trop
            """)
    void a_fault_is_told_at_its_cell(String good, String bad, String cell, String told) {
        assertThat(GOOD).contains(good);
        assertThat(problems(GOOD.replace(good, bad))).anySatisfy(problem -> {
            assertThat(problem.cell()).isEqualTo(cell);
            assertThat(problem.message()).contains(told);
        });
    }

    @Test
    void all_faults_are_told_at_once_top_down() {
        var bad = GOOD.replace("Version;3", "Version;x")
                .replace("R1;fruits", "R1;fruit")
                .replace("≤ 100 €", "≤ 100,5 €")
                .replace("R3;sinon;;50 %", "R3;sinon;;");
        assertThat(problems(bad)).extracting(Problem::cell).containsExactly("B4", "B17", "C17", "D19");
        assertThat(problems(bad).get(1).inFrench()).startsWith("B17 (Famille)\u00a0: «\u00a0fruit\u00a0»");
    }

    @ParameterizedTest
    @CsvSource({"Table", "Titre", "Lecture", "Valable du", "Colonne", "Rôle", "Type", "Ligne"})
    void a_missing_record_is_told_once(String keyword) {
        var without = GOOD.replaceFirst("(?m)^" + keyword + ";.*\n", "");
        assertThat(problems(without)).anyMatch(problem -> problem.message().contains("«\u00a0" + keyword + "\u00a0»"));
        assertThat(problems(without)).hasSizeLessThan(3);
    }

    @Test
    void a_table_without_rows_is_told() {
        assertThat(problems(GOOD.substring(0, GOOD.indexOf("R1;"))))
                .singleElement()
                .asString()
                .contains("aucune ligne");
    }

    @Test
    void a_file_of_something_else_is_told() {
        assertThat(problems("")).hasSize(1);
        assertThat(problems(GOOD.replace(';', ',')))
                .anyMatch(problem -> problem.message().contains("points-virgules"));
        assertThat(problems("PK\u0003\u0004 not a table")).isNotEmpty();
        assertThat(problems(GOOD.replace("R2;alcool", "R2;\"alcool"))).isNotEmpty();
        assertThat(problems(GOOD.replace("R2;alcool", "R2;\"alcool\"x"))).anyMatch(problem -> problem.line() == 18);
    }

    @Test
    void a_file_that_is_not_utf_8_is_told_with_its_line() {
        var latin = GOOD.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(CsvFormat.read(latin))
                .isInstanceOfSatisfying(
                        Reading.Unreadable.class,
                        unreadable -> assertThat(unreadable.problems())
                                .singleElement()
                                .satisfies(problem -> {
                                    assertThat(problem.line()).isEqualTo(3);
                                    assertThat(problem.message()).contains("UTF-8");
                                }));
    }

    @Test
    void too_much_is_told_before_it_is_read() {
        var rows = new StringBuilder(GOOD);
        for (var i = 0; i <= CsvFormat.MOST_ROWS; i++) {
            rows.append("L").append(i).append(";alcool;;0 %\n");
        }
        assertThat(problems(rows.toString())).singleElement().asString().contains("10 000");
        assertThat(CsvFormat.read(new byte[CsvFormat.MOST_BYTES + 1])).isInstanceOf(Reading.Unreadable.class);
        assertThat(problems(GOOD.replace("Colonne;family", "Colonne;" + "x;".repeat(201) + "family")))
                .anyMatch(problem -> problem.message().contains("200 au plus"));
        assertThat(problems(GOOD.replace("jamais d'alcool", "x".repeat(CsvFormat.LONGEST_CELL + 1))))
                .anyMatch(problem -> problem.message().contains("trop longue"));
        assertThat(problems("x;".repeat(MANY) + "\n" + "\n".repeat(MANY))).isNotEmpty();
    }

    private static final int MANY = 1_000_000;

    @Test
    void a_flood_of_faults_is_cut_off() {
        var rows = new StringBuilder(GOOD);
        for (var i = 0; i < 5_000; i++) {
            rows.append("L").append(i).append(";alcoolique;5,5 €;x %\n");
        }
        assertThat(problems(rows.toString()))
                .hasSize(Problems.MOST + 1)
                .last()
                .asString()
                .contains("trop de problèmes");
    }

    private static List<Problem> problems(String file) {
        return switch (CsvFormat.read(bytes(file))) {
            case Reading.Readable(var table) -> throw new AssertionError("read as " + table);
            case Reading.Unreadable(var problems) -> problems;
        };
    }

    private static byte[] bytes(String file) {
        return file.getBytes(StandardCharsets.UTF_8);
    }
}
