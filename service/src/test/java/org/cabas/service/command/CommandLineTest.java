package org.cabas.service.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    private static final String CONTRIBUTION = """
            Table;contribution
            Titre;Guide des contributions
            Lecture;une seule ligne convient
            Valable du;7 mars 2026
            Colonne;income;organic;contribution
            Rôle;si;si;alors
            Type;montant;oui/non;montant
            De;0 €;;0 €
            À;100 000 €;;1 000 €
            Pas;1 €;;1 €
            Inconnu;non;oui;non
            Ligne;Revenu du foyer;Bio;Contribution;Note;Vote
            R1;0 € à 600 €;;5 €;;
            R2;≥ 601 €;;10 €;La suite;
            """;

    @TempDir
    private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void help_names_every_command_in_french() {
        assertThat(run("help")).isZero();
        assertThat(out.toString()).contains("Usage :", "Commandes :", "demo", "serve", "check", "evaluate", "help");
        assertThat(out.toString()).doesNotContain("Usage:", "Commands:", "Options:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "serve", "check", "evaluate", "help"})
    void every_command_has_its_help_in_french(String command) {
        assertThat(run("help", command)).isZero();
        var first = out.toString();
        out.getBuffer().setLength(0);
        assertThat(run(command, "--help")).isZero();
        assertThat(first).isEqualTo(out.toString()).contains("Usage : cabas " + command);
        assertThat(first.indexOf("Usage")).as("a sentence before the usage").isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "dmo",
                "demo --prt",
                "demo --port abc",
                "demo --port",
                "demo --port 1 --port 2",
                "evaluate",
                "check",
                "help nothing",
                "evaluate a b c",
                "--version"
            })
    void what_is_not_understood_is_said_in_french_with_where_to_find_help(String line) {
        assertThat(run(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains("Aide : cabas");
        assertThat(err.toString()).doesNotContainIgnoringCase("unmatched", "missing", "invalid", "unknown", "should");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void a_word_that_is_nearly_a_command_is_guessed() {
        run("dmo");
        assertThat(err.toString()).contains("Mot inconnu : dmo", "Vouliez-vous dire : demo ?");
    }

    @Test
    void serve_without_a_database_says_which_setting_is_missing() {
        assertThat(run("serve")).isEqualTo(2);
        assertThat(err.toString()).contains("CABAS_DB_URL").doesNotContain("Exception");
    }

    @Test
    void a_table_without_fault_is_clean() throws IOException {
        assertThat(run("check", table())).isZero();
        assertThat(out.toString()).contains("Guide des contributions", "lignes : 2", "Rien à signaler");
    }

    @Test
    void a_hole_in_a_table_is_found_with_a_case_that_shows_it() throws IOException {
        var table = write("table.csv", CONTRIBUTION.replace("≥ 601 €", "≥ 700 €"));

        assertThat(run("check", table)).isEqualTo(1);
        assertThat(out.toString()).contains("Erreur : ", "Erreurs : 1 ;");

        out.getBuffer().setLength(0);
        assertThat(run("check", "--json", table)).isEqualTo(1);
        assertThat(out.toString())
                .contains("\"status\":\"findings\"", "\"kind\":\"gap\"", "\"severity\":\"error\"")
                .containsPattern("\"example\":\\{\"income\":6\\d\\d00,");
    }

    @Test
    void a_table_that_cannot_be_checked_is_another_answer_than_one_with_faults() throws IOException {
        var table = write("table.csv", CONTRIBUTION.replace("montant;oui/non", "argent;oui/non"));

        assertThat(run("check", table)).isEqualTo(2);
        assertThat(err.toString()).contains(table, "B7");

        assertThat(run("check", "--json", table)).isEqualTo(2);
        assertThat(out.toString()).contains("\"status\":\"unreadable\"", "\"cell\":\"B7\"");
    }

    @Test
    void a_decision_is_one_line_with_its_row_and_its_outcomes() throws IOException {
        var facts = write("facts.csv", "income\n600 €\n601\n");

        assertThat(run("evaluate", table(), facts)).isZero();

        assertThat(out.toString().lines())
                .containsExactly("R1\u202f; Contribution\u00a0: 5\u00a0€", "R2\u202f; Contribution\u00a0: 10\u00a0€");
    }

    @Test
    void a_decision_as_json_has_typed_outcomes() throws IOException {
        var facts = write("facts.csv", "Revenu du foyer;Bio\n3 101 €;inconnu\n");

        assertThat(run("evaluate", table(), facts, "--json")).isZero();

        assertThat(out.toString().strip())
                .isEqualTo("{\"line\":2,\"table\":\"contribution\",\"version\":0,\"rows\":[\"R2\"],\"row\":\"R2\","
                        + "\"outcomes\":{\"contribution\":1000},\"note\":\"La suite\"}");
    }

    @Test
    void every_bad_cell_of_the_facts_is_named() throws IOException {
        var facts = write("facts.csv", "income;organic\nabc;peut-être\n\n;oui\n5 €;oui;7\n");

        assertThat(run("evaluate", table(), facts)).isEqualTo(2);

        assertThat(err.toString()).contains(facts, "A2 (Revenu du foyer)", "B2 (Bio)", "A4 (Revenu du foyer)", "C5");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void every_bad_column_of_the_facts_is_named() throws IOException {
        assertThat(run("evaluate", table(), write("facts.csv", "Bio;bio;zzz;Contribution\n")))
                .isEqualTo(2);

        assertThat(err.toString())
                .contains("B1 (Bio)", "déjà donnée")
                .contains("C1", "« zzz » n'est pas une colonne")
                .contains("D1", "« Contribution » est une réponse de la table")
                .contains("« Revenu du foyer » (income) manque");
    }

    @Test
    void bad_facts_as_json_are_the_same_problems() throws IOException {
        assertThat(run("evaluate", table(), write("facts.csv", "income\nabc\n"), "--json"))
                .isEqualTo(2);

        assertThat(out.toString()).contains("\"status\":\"unreadable\"", "\"cell\":\"A2\"", "\"line\":2");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void a_table_that_cannot_be_read_is_told_cell_by_cell() throws IOException {
        var table = write("table.csv", CONTRIBUTION.replace("5 €;;", "cinq;;").replace("10 €", "dix"));

        assertThat(run("evaluate", table, write("facts.csv", "income\n1 €\n"))).isEqualTo(2);

        assertThat(err.toString()).contains("D13", "cinq", "D14", "dix");
    }

    @Test
    void files_that_are_none_are_said_in_french() throws IOException {
        assertThat(run("evaluate", folder.resolve("absent.csv").toString(), table()))
                .isEqualTo(2);
        assertThat(run("evaluate", folder.toString(), table())).isEqualTo(2);
        assertThat(run("evaluate", table(), write("empty.csv", ""))).isEqualTo(2);
        Files.write(folder.resolve("latin.csv"), new byte[] {'a', (byte) 0xE9, '\n'});
        assertThat(run("evaluate", table(), folder.resolve("latin.csv").toString()))
                .isEqualTo(2);

        assertThat(err.toString()).contains("n'existe pas", "est un dossier", "Le fichier est vide", "UTF-8");
        assertThat(err.toString()).doesNotContain("Exception");
    }

    private String table() throws IOException {
        return write("contribution.csv", CONTRIBUTION);
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private int run(String... arguments) {
        return Cabas.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
