package org.cabas.rules.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cabas.rules.exchange.CsvFormat;
import org.cabas.rules.exchange.Reading;
import org.cabas.rules.funds.DemonstrationFunds;
import org.cabas.rules.policy.Answer;
import org.cabas.rules.policy.Conventioning;
import org.cabas.rules.policy.FactSheet;
import org.cabas.rules.policy.Policy;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.Condition;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Row;
import org.cabas.rules.table.Value;
import org.junit.jupiter.api.Test;

/** A committee asks questions of its own; a plain space stands for a non-breaking one. */
class OwnColumnsTest {
    private static final DecisionTable GRID = table("conventioning_points");

    @Test
    void a_new_question_is_asked_of_nobody_until_a_row_says_so() {
        var asked = asked(Criterion.yesNo("Accueille des personnes en insertion ?"), GRID);
        assertThat(asked.id()).isEqualTo("accueille_des_personnes_en_insertion");
        assertThat(asked.mayBeUnknown()).isTrue();
        var table = done(OwnColumns.add(GRID, asked, 2));
        assertThat(table.conditions().get(2)).isEqualTo(asked);
        assertThat(table.rows())
                .allSatisfy(row -> assertThat(row.conditions().get(2)).isEqualTo(Condition.ANY));
        assertThat(done(OwnColumns.remove(table, asked.id()))).isEqualTo(GRID);
        assertThat(CsvFormat.read(CsvFormat.writeBytes(table))).isEqualTo(new Reading.Readable(table));
    }

    @Test
    void a_question_takes_values_bounds_and_a_step() {
        var size = asked(Criterion.choice("Taille", "petite | moyenne | grande"), GRID);
        assertThat(size.accepts(new Value.Choice("moyenne"))).isTrue();
        var age = asked(new Criterion("Année d'installation", ColumnType.WHOLE, "", "1900", "2100", "1"), GRID);
        assertThat(age.id()).isEqualTo("annee_d_installation");
        assertThat(age.accepts(new Value.Quantity(1899))).isFalse();
        assertThat(objections(new Criterion(" ", ColumnType.MONEY, "", "10 €", "5 €", "")))
                .containsExactly(
                        "Écrivez la question, en 200 caractères au plus.",
                        "Le maximum est plus petit que le minimum : échangez-les.");
        assertThat(objections(Criterion.choice("Taille", "")))
                .singleElement()
                .asString()
                .startsWith("La liste des valeurs");
        assertThat(objections(new Criterion("Surface", ColumnType.NUMBER, "", "beaucoup", "", "zéro")))
                .hasSize(2);
    }

    @Test
    void a_question_of_a_fund_s_own_never_takes_the_name_of_a_shared_fact() {
        assertThat(asked(Criterion.yesNo("Distance"), GRID).id()).isEqualTo("distance_2");
        assertThat(asked(Criterion.yesNo("Vote"), GRID).id()).isEqualTo("vote_2");
        assertThat(asked(Criterion.yesNo("123 ?"), GRID).id()).isEqualTo("question_2");
    }

    @Test
    void what_can_t_be_added_is_told_all_at_once() {
        var charter = GRID.conditions().stream()
                .filter(column -> column.id().equals("charter_signed"))
                .findFirst()
                .orElseThrow();
        assertThat(refused(OwnColumns.add(GRID, charter, 0)))
                .containsExactly(
                        "La table a déjà une colonne « Charte signée ».", "La table demande déjà « charter_signed ».");
        var known = asked(Criterion.yesNo("Ouvert le samedi"), GRID);
        var always = new Column(known.id(), known.label(), known.type(), known.domain(), false, known.basis());
        assertThat(refused(OwnColumns.add(GRID, always, 0)))
                .containsExactly(
                        "« Ouvert le samedi » doit pouvoir rester inconnu : personne n'a encore répondu à une nouvelle"
                                + " question.");
        var wrong = new Column("nova_group", "NOVA", known.type(), known.domain(), true, known.basis());
        assertThat(refused(OwnColumns.add(GRID, wrong, 0)))
                .containsExactly("« NOVA » n'a pas le type que toutes les caisses donnent à cette question.");
    }

    @Test
    void a_column_is_renamed_moved_and_its_list_made_longer() {
        var renamed = done(OwnColumns.rename(GRID, "workers", "Nombre de salariés"));
        assertThat(renamed.conditions().getLast().label()).isEqualTo("Nombre de salariés");
        assertThat(refused(OwnColumns.rename(GRID, "workers", "vente  directe")))
                .containsExactly("La table a déjà une colonne « Vente directe ».");
        var moved = done(OwnColumns.move(GRID, "workers", 0));
        assertThat(moved.conditions().getFirst().id()).isEqualTo("workers");
        assertThat(moved.rows().getLast().conditions().getFirst()).isEqualTo(Condition.atMost(10));
        assertThat(done(OwnColumns.move(moved, "workers", 99))).isEqualTo(GRID);

        var size = asked(Criterion.choice("Taille", "petite | grande"), GRID);
        var longer = done(OwnColumns.extend(done(OwnColumns.add(GRID, size, 9)), "taille", "immense"));
        assertThat(longer.conditions().getLast().accepts(new Value.Choice("immense")))
                .isTrue();
        assertThat(longer.conditions().getLast().accepts(new Value.Choice("petite")))
                .isTrue();
        assertThat(refused(OwnColumns.extend(longer, "taille", "Petite")))
                .containsExactly("Deux valeurs de la liste ont le code « petite ».");
        assertThat(refused(OwnColumns.extend(GRID, "merchant_kind", "drive")))
                .containsExactly("Cette liste est commune à toutes les caisses : elle ne peut pas être changée ici.");
        assertThat(refused(OwnColumns.extend(table("conventioning"), "decision", "peut-être")))
                .singleElement()
                .asString()
                .contains("n'est pas une décision que Cabas connaît");
    }

    @Test
    void answers_and_the_last_question_stay() {
        assertThat(refused(OwnColumns.remove(GRID, "points")))
                .containsExactly("Cette colonne est une réponse de la table : elle reste à sa place.");
        assertThat(refused(OwnColumns.remove(table("allocation"), "contribution_paid")))
                .containsExactly("La table doit garder au moins une question.");
        assertThat(refused(OwnColumns.move(GRID, "nothing", 0)))
                .containsExactly("La table n'a pas de colonne « nothing ».");
    }

    @Test
    void a_new_criterion_decides_about_a_merchant_who_has_answered_it() {
        var criterion = asked(Criterion.yesNo("Accueille des personnes en insertion"), GRID);
        var grid = withRow(done(OwnColumns.add(GRID, criterion, 99)), criterion, 60);
        var tables = new ArrayList<>(DemonstrationFunds.tables("joigny"));
        tables.replaceAll(table -> table.id().equals(grid.id()) ? grid : table);
        var policy = Policy.compile(2, tables);
        assertThat(points(policy, Map.of(criterion.id(), new Value.YesNo(true))))
                .isEqualTo(60);
        assertThat(points(policy, Map.of())).isZero();
    }

    private static long points(Policy policy, Map<String, Value> criteria) {
        var shop = FactSheet.merchant("shop", null, true, null, null, null, criteria);
        var answer = policy.conventioning(shop.with("direct_sale", new Value.YesNo(false)));
        return answer instanceof Answer.Given<Conventioning> given
                ? given.value().points()
                : -1;
    }

    private static DecisionTable withRow(DecisionTable table, Column criterion, long points) {
        var cells = new ArrayList<Condition>();
        table.conditions().forEach(column -> cells.add(column.equals(criterion) ? Condition.YES : Condition.ANY));
        var rows = new ArrayList<>(table.rows());
        rows.add(new Row("P9", cells, List.of(new Value.Quantity(points)), "", ""));
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

    private static Column asked(Criterion criterion, DecisionTable table) {
        assertThat(criterion.read(table)).isInstanceOf(Criterion.Read.Asked.class);
        return ((Criterion.Read.Asked) criterion.read(table)).column();
    }

    private static List<String> objections(Criterion criterion) {
        assertThat(criterion.read(GRID)).isInstanceOf(Criterion.Read.Unclear.class);
        return plain(((Criterion.Read.Unclear) criterion.read(GRID)).objections());
    }

    private static DecisionTable done(Adapted adapted) {
        assertThat(adapted).isInstanceOf(Adapted.Done.class);
        return ((Adapted.Done) adapted).table();
    }

    private static List<String> refused(Adapted adapted) {
        assertThat(adapted).isInstanceOf(Adapted.Refused.class);
        return plain(((Adapted.Refused) adapted).objections());
    }

    private static List<String> plain(List<String> texts) {
        return texts.stream()
                .map(text -> text.replace('\u00a0', ' ').replace('\u202f', ' '))
                .toList();
    }

    private static DecisionTable table(String question) {
        return DemonstrationFunds.tables("joigny").stream()
                .filter(table -> table.id().equals(question))
                .findFirst()
                .orElseThrow();
    }
}
