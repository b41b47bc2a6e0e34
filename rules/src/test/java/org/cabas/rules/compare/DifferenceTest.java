package org.cabas.rules.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.cabas.rules.compare.CellPair.Direction;
import org.cabas.rules.exchange.CsvFormat;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.HitPolicy;
import org.cabas.rules.table.RandomTables;
import org.cabas.rules.table.Row;
import org.junit.jupiter.api.Test;

/** What people read when one version of a table is laid beside another; a plain space stands for a non-breaking one. */
class DifferenceTest {
    private static final String JOIGNY = """
            Table;contribution
            Titre;Guide des contributions de Joigny
            Lecture;une seule ligne convient
            Version;1
            Valable du;7 mars 2026
            Colonne;income;contribution
            Rôle;si;alors
            Type;montant;montant
            De;0 €;0 €
            À;100 000 €;1 000 €
            Pas;1 €;1 €
            Inconnu;oui;oui
            Ligne;Revenu mensuel net du foyer;Contribution mensuelle;Note;Vote
            R1;0 € à 600 €;5 €;;
            R2;601 € à 1 000 €;10 €;;
            R3;1 001 € à 1 400 €;15 €;;
            R4;1 401 € à 1 500 €;20 €;;
            R5;1 501 € à 1 800 €;25 €;;
            R6;≥ 1 801 €;30 €;;
            R7;inconnu;inconnu;de vive voix;
            """;

    private static final String SHOP = """
            Table;eligibility
            Titre;Ce que paie la carte
            Lecture;première ligne qui convient
            Valable du;7 mars 2026
            Colonne;product_family;direct_sale;coverage
            Rôle;si;si;alors
            Type;choix;oui/non;pourcentage
            Valeurs;fruits = fruits | alcohol = alcool | bread = pain;;
            Ligne;Famille du produit;Vente directe;Prise en charge;Note;Vote
            R1;alcool;;0 %;;
            R2;fruits;oui;100 %;;
            R3;sinon;;50 %;;
            """;

    @Test
    void an_amount_that_changes_is_told_from_old_to_new() {
        assertThat(told(JOIGNY, text -> text.replace("1 500 €;20 €", "1 500 €;25 €")))
                .containsExactly("Ligne R4 : la contribution mensuelle passe de 20 € à 25 €.");
    }

    @Test
    void a_bracket_that_changes_is_told_with_both_ranges() {
        assertThat(told(
                        JOIGNY,
                        text -> text.replace("1 501 € à 1 800 €", "1 501 € à 1 900 €")
                                .replace("≥ 1 801", "≥ 1 901")))
                .containsExactly(
                        "Ligne R5 : s'applique maintenant de 1 501 € à 1 900 €, et non plus de 1 501 € à 1 800 €.",
                        "Ligne R6 : s'applique maintenant à partir de 1 901 €, et non plus à partir de 1 801 €.");
    }

    @Test
    void several_changes_of_one_row_are_one_sentence() {
        assertThat(told(JOIGNY, text -> text.replace("inconnu;inconnu;de vive voix", "≤ 0 €;5 €;on commence petit")))
                .containsExactly(
                        "Ligne R7 : s'applique maintenant jusqu'à 0 €, et non plus quand ce n'est pas connu ; la"
                                + " contribution mensuelle est de 5 €, qui n'était pas fixée ; la note est maintenant « on"
                                + " commence petit ».");
    }

    @Test
    void rows_that_come_and_go_are_told_in_words() {
        assertThat(told(
                        JOIGNY,
                        text -> text.replace("R2;601 € à 1 000 €;10 €;;\n", "")
                                .replace("R7;inc", "R8;2 501 € à 3 000 €;45 €;;\nR7;inc")))
                .containsExactly(
                        "Ligne R2 supprimée. Elle disait : quand le revenu mensuel net du foyer va de 601 € à 1 000 €, la"
                                + " contribution mensuelle est de 10 €.",
                        "Ligne R8 ajoutée après R6 : quand le revenu mensuel net du foyer va de 2 501 € à 3 000 €, la"
                                + " contribution mensuelle est de 45 €.");
    }

    @Test
    void as_few_rows_as_possible_have_moved() {
        assertThat(told(
                        SHOP,
                        text -> text.replace("R1;alcool;;0 %;;\n", "")
                                .replace("R3;sinon", "R1;alcool;;0 %;;\nR3;sinon")))
                .containsExactly("Ligne R2 déplacée en premier.");
        assertThat(told(JOIGNY, text -> moveLastRowFirst(text)))
                .containsExactly("Ligne R7 déplacée en premier, ce qui ne change aucune réponse.");
    }

    @Test
    void a_row_that_lost_its_id_is_known_by_its_cells() {
        assertThat(told(JOIGNY, text -> text.replace("R4;", "X;")))
                .containsExactly("La ligne R4 s'appelle maintenant X.");
        assertThat(told(SHOP, text -> text.replace("R2;fruits;oui;100 %", "N;fruits;oui;90 %")))
                .containsExactly(
                        "La ligne R2 s'appelle maintenant N.", "Ligne N : la prise en charge passe de 100 % à 90 %.");
    }

    @Test
    void choices_are_told_by_their_labels() {
        assertThat(told(
                        SHOP,
                        text -> text.replace("R1;alcool;", "R1;alcool | pain;").replace("fruits;oui", "sauf pain;")))
                .containsExactly(
                        "Ligne R1 : s'applique maintenant, pour la famille du produit, à « alcool » ou « pain », et non plus à"
                                + " « alcool ».",
                        "Ligne R2 : s'applique maintenant, pour la famille du produit, à tout sauf « pain », et non plus à"
                                + " « fruits » ; s'applique maintenant, pour « Vente directe », dans tous les cas, et non"
                                + " plus à « oui ».");
    }

    @Test
    void a_new_column_is_told_with_what_it_holds_and_rows_that_use_it() {
        assertThat(told(
                        SHOP,
                        text -> text.replace("Colonne;", "Colonne;distance;")
                                .replace("Rôle;", "Rôle;si;")
                                .replace("Type;", "Type;nombre;")
                                .replace("Valeurs;", "Valeurs;;")
                                .replace("Ligne;", "Ligne;Distance au centre;")
                                .replace("R1;", "R1;;")
                                .replace("R2;", "R2;≤ 30;")
                                .replace("R3;sinon;", "R3;sinon;;")))
                .containsExactly(
                        "La colonne « Distance au centre » est ajoutée (nombre de 0 à 1 000 000, par pas de 1, ou inconnu).",
                        "Ligne R2 : s'applique maintenant, pour la distance au centre, jusqu'à 30, et non plus dans tous les"
                                + " cas.");
    }

    @Test
    void what_changes_in_a_column_is_told_aspect_by_aspect() {
        assertThat(told(
                        SHOP,
                        text -> text.replace("bread = pain", "bread = pains | eggs = œufs")
                                .replace("fruits = fruits | ", "")
                                .replace("R2;fruits", "R2;pains")
                                .replace("Vente directe", "Vendu en direct")))
                .containsExactly(
                        "La liste de « Famille du produit » a en plus « œufs ».",
                        "La liste de « Famille du produit » n'a plus « fruits ».",
                        "Dans la liste de « Famille du produit », « pain » s'appelle maintenant « pains ».",
                        "La colonne « Vente directe » s'appelle maintenant « Vendu en direct ».",
                        "Ligne R2 : s'applique maintenant, pour la famille du produit, à « pains », et non plus à « fruits ».");
        assertThat(told(
                        JOIGNY,
                        text -> text.replace("À;100 000 €", "À;5 000 €")
                                .replace("Pas;1 €", "Pas;0,01 €")
                                .replace("Inconnu;oui;oui", "Inconnu;oui;non")
                                .replace("inconnu;inconnu", "inconnu;5 €")))
                .containsExactly(
                        "La colonne « Revenu mensuel net du foyer » va maintenant de 0 € à 5 000 € au lieu d'aller de 0 € à"
                                + " 100 000 €.",
                        "La colonne « Revenu mensuel net du foyer » compte maintenant par pas de 0,01 € au lieu de 1 €.",
                        "La colonne « Contribution mensuelle » ne peut plus rester inconnue.",
                        "Ligne R7 : la contribution mensuelle est de 5 €, qui n'était pas fixée.");
    }

    @Test
    void the_table_itself_is_told_first() {
        assertThat(told(
                        JOIGNY,
                        text -> text.replace("Guide des", "Barème des")
                                .replace("une seule ligne", "première ligne qui")
                                .replace("première ligne qui convient", "première ligne qui convient")
                                .replace("7 mars 2026", "1er mai 2026\nValable jusqu'au;31 décembre 2026")))
                .containsExactly(
                        "La table s'appelle maintenant « Barème des contributions de Joigny » au lieu de « Guide des"
                                + " contributions de Joigny ».",
                        "La lecture des lignes change : la première ligne qui convient décide, alors qu'avant une seule ligne"
                                + " peut convenir.",
                        "La table vaut maintenant du 1er mai 2026 au 31 décembre 2026 au lieu de valoir à partir du 7 mars"
                                + " 2026.");
    }

    @Test
    void votes_are_told_once_for_all_rows() {
        assertThat(told(JOIGNY, text -> text.replace("€;;\n", "€;;vote-2\n")))
                .containsExactly("6 lignes renvoient à un autre vote.");
    }

    @Test
    void a_table_and_its_published_version_do_not_differ() {
        var table = read(JOIGNY);
        var difference = Difference.between(table, table.withVersion(7));
        assertThat(difference.isEmpty()).isTrue();
        assertThat(difference.sentences()).containsExactly("Rien ne change.");
    }

    @Test
    void a_page_gets_every_cell_of_both_versions() {
        var difference = Difference.between(
                read(JOIGNY),
                read(JOIGNY.replace("1 500 €;20 €", "1 500 €;25 €").replace("R1;0 € à 600 €;5 €;;\n", "")));
        assertThat(difference.rows()).extracting(RowPair::kind).startsWith(RowPair.Kind.REMOVED, RowPair.Kind.SAME);
        var changed = difference.rows().get(3);
        assertThat(changed.kind()).isEqualTo(RowPair.Kind.CHANGED);
        assertThat(changed.cells()).extracting(CellPair::change).containsExactly(Direction.SAME, Direction.MORE);
        assertThat(plain(String.valueOf(changed.cells().getLast().before()))).isEqualTo("20 €");
    }

    @Test
    void nothing_changes_exactly_when_two_tables_are_equal() {
        var seed = new Random().nextLong();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        var tables = new RandomTables(random);
        for (var i = 0; i < 1_000; i++) {
            var table = tables.table();
            assertThat(Difference.between(table, table).isEmpty())
                    .as("seed %d, %d", seed, i)
                    .isTrue();
            var other = mixed(table, random);
            var difference = Difference.between(table, other);
            assertThat(difference.isEmpty()).as("seed %d, %d", seed, i).isEqualTo(table.equals(other));
            assertThat(difference.rows().stream()
                            .filter(pair -> pair.after() != null)
                            .map(RowPair::row))
                    .containsExactlyElementsOf(other.rows());
            assertThat(difference.rows().stream()
                            .filter(pair -> pair.before() != null)
                            .count())
                    .isEqualTo(table.rows().size());
            assertThat(difference.changes())
                    .allSatisfy(change -> assertThat(change.sentence()).endsWith("."));
        }
    }

    @Test
    void five_thousand_rows_are_compared_at_once() {
        var tables = new RandomTables(new Random(5));
        var table = tables.table(HitPolicy.FIRST, 4, 5_000);
        var rows = new ArrayList<>(table.rows());
        Collections.shuffle(rows, new Random(6));
        var start = System.nanoTime();
        var difference = Difference.between(table, with(table, rows.subList(0, 4_900)));
        System.out.printf("5 000 rows compared in %d ms%n", (System.nanoTime() - start) / 1_000_000);
        assertThat(difference.changes())
                .filteredOn(Change.RowRemoved.class::isInstance)
                .hasSize(100);
    }

    private static DecisionTable mixed(DecisionTable table, Random random) {
        var rows = new ArrayList<>(table.rows());
        switch (random.nextInt(4)) {
            case 0 -> Collections.shuffle(rows, random);
            case 1 -> rows.remove(random.nextInt(rows.size()));
            case 2 -> {
                var place = random.nextInt(rows.size());
                var row = rows.get(place);
                var outcomes = rows.get(random.nextInt(rows.size())).outcomes();
                rows.set(place, new Row(row.id(), row.conditions(), outcomes, row.note(), row.adoptedBy()));
            }
            default -> {}
        }
        return with(table, rows);
    }

    private static DecisionTable with(DecisionTable table, List<Row> rows) {
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

    private static String moveLastRowFirst(String text) {
        var last = "R7;inconnu;inconnu;de vive voix;\n";
        return text.replace(last, "").replace("R1;", last + "R1;");
    }

    private static List<String> told(String text, UnaryOperator<String> edit) {
        return Difference.between(read(text), read(edit.apply(text))).sentences().stream()
                .map(DifferenceTest::plain)
                .toList();
    }

    private static String plain(String text) {
        return text.replace('\u00a0', ' ').replace('\u202f', ' ');
    }

    private static DecisionTable read(String text) {
        return CsvFormat.read(text.getBytes(StandardCharsets.UTF_8)).expected();
    }
}
