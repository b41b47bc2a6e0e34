package org.cabas.rules.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.cabas.rules.table.Basis;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.Condition;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.HitPolicy;
import org.cabas.rules.table.Row;
import org.cabas.rules.table.Value;
import org.cabas.rules.table.Vocabulary;
import org.cabas.rules.verify.Finding.Kind;
import org.cabas.rules.verify.Finding.Severity;
import org.junit.jupiter.api.Test;

/** What the verifier says, word by word. Spaces are plain here where they don't break in the sentences. */
class TableVerifierTest {
    private static final Column INCOME = income(100);
    private static final Column CONTRIBUTION = new Column(
            "contribution", "Contribution", ColumnType.MONEY, new Domain.Ordered(0, 1_000_00, 1), true, Basis.FIXED);
    private static final Column FAMILY =
            new Column("product_family", "Famille", ColumnType.CHOICE, Vocabulary.PRODUCT_FAMILIES, false, Basis.FIXED);
    private static final Column LABELS =
            new Column("labels", "Labels", ColumnType.CHOICES, Vocabulary.LABELS, true, Basis.FIXED);
    private static final Column MONTH =
            new Column("month", "Mois", ColumnType.MONTH, new Domain.Ordered(1, 12, 1), false, Basis.FIXED);
    private static final Column COVERAGE = new Column(
            "coverage", "Prise en charge", ColumnType.PERCENT, new Domain.Ordered(0, 200_00, 100), false, Basis.FIXED);

    /** The brackets of Joigny, the first amount of each and what it pays, in euros. */
    private static final long[][] JOIGNY = {
        {0, 5},
        {601, 10},
        {1_001, 15},
        {1_401, 20},
        {1_501, 25},
        {1_801, 30},
        {2_101, 35},
        {2_401, 45},
        {2_701, 55},
        {3_101, 65}
    };

    @Test
    void the_real_brackets_of_joigny_leave_nobody_out() {
        assertThat(TableVerifier.verify(contribution(HitPolicy.UNIQUE, INCOME, joigny())))
                .isEmpty();
    }

    @Test
    void a_missing_bracket_is_told_with_a_household_and_its_neighbours() {
        var rows = joigny();
        rows.remove(3);

        var findings = TableVerifier.verify(contribution(HitPolicy.UNIQUE, INCOME, rows));

        assertThat(sentences(findings))
                .containsExactly("Aucune ligne ne dit combien cotise un foyer dont le revenu est de 1 450 €."
                        + " Il en va de même pour : Revenu mensuel net du foyer : 1 401 € à 1 500 €."
                        + " Ajoutez une ligne ou étendez une ligne voisine (R3, R5).");
        var gap = findings.getFirst();
        assertThat(gap.kind()).isEqualTo(Kind.GAP);
        assertThat(gap.severity()).isEqualTo(Severity.ERROR);
        assertThat(gap.rows()).containsExactly("R3", "R5");
        assertThat(gap.example()).isEqualTo(facts(INCOME, new Value.Quantity(1_450_00)));
    }

    @Test
    void brackets_of_whole_euros_leave_gaps_when_incomes_are_told_to_the_cent() {
        var findings = TableVerifier.verify(contribution(HitPolicy.UNIQUE, income(1), joigny()));

        assertThat(findings).hasSize(9).allMatch(finding -> finding.kind() == Kind.GAP);
        assertThat(sentences(findings).getFirst())
                .isEqualTo("Aucune ligne ne dit combien cotise un foyer dont le revenu est de 600,50 €."
                        + " Il en va de même pour : Revenu mensuel net du foyer : 600,01 € à 600,99 €."
                        + " Ajoutez une ligne ou étendez une ligne voisine (R1, R2).");
    }

    @Test
    void an_income_that_may_be_unknown_wants_an_answer_too() {
        var column = new Column("income", "Revenu", ColumnType.MONEY, INCOME.domain(), true, Basis.FIXED);

        var findings = TableVerifier.verify(contribution(HitPolicy.UNIQUE, column, joigny()));

        assertThat(sentences(findings))
                .containsExactly("Aucune ligne ne répond quand on ne connaît pas « Revenu »."
                        + " Ajoutez une ligne où « Revenu » vaut « inconnu », ou une dernière ligne « sinon ».");
        assertThat(findings.getFirst().column()).isEqualTo("income");
        assertThat(findings.getFirst().example()).isEqualTo(facts(column, Value.UNKNOWN));
    }

    @Test
    void a_gap_of_several_columns_is_one_box_and_not_a_list_of_cells() {
        var table = table(
                "eligibility",
                HitPolicy.UNIQUE,
                List.of(FAMILY, MONTH),
                List.of(COVERAGE),
                row("R1", 100_00, new Condition.NoneOf(Set.of("meat", "fish")), Condition.ANY),
                row("R2", 50_00, new Condition.OneOf(Set.of("meat", "fish")), Condition.atLeast(4)));

        assertThat(sentences(TableVerifier.verify(table)))
                .containsExactly("Aucune ligne ne dit ce que la caisse prend en charge dans ce cas : Famille : viande ;"
                        + " Mois : janvier. Il en va de même pour : Famille : viande | poisson ;"
                        + " Mois : janvier à mars. Ajoutez une ligne ou étendez une ligne voisine (R2).");
    }

    @Test
    void a_gap_among_several_choices_is_told_by_what_is_missing_or_excluded() {
        assertThat(labels(Condition.UNKNOWN, new Condition.OneOf(Set.of("en:pdo", "en:pgi"))))
                .containsExactly("Aucune ligne ne dit ce que la caisse prend en charge dans ce cas : Labels : aucun."
                        + " Il en va de même pour : Labels : sauf AOP | IGP. Ajoutez une ligne ou étendez une ligne"
                        + " voisine (R1, R2).");
        assertThat(labels(Condition.UNKNOWN, new Condition.NoneOf(Set.of("en:pdo", "en:pgi"))))
                .containsExactly("Aucune ligne ne dit ce que la caisse prend en charge dans ce cas : Labels : AOP."
                        + " Il en va de même pour : Labels : AOP | IGP. Ajoutez une ligne ou étendez une ligne"
                        + " voisine (R1, R2).");
        assertThat(labels(
                        Condition.UNKNOWN,
                        new Condition.NoneOf(Set.of("en:pdo")),
                        new Condition.NoneOf(Set.of("en:pgi")),
                        new Condition.OneOf(Set.of("en:organic"))))
                .containsExactly(
                        "Aucune ligne ne dit ce que la caisse prend en charge dans ce cas : Labels : AOP | IGP."
                                + " Ajoutez une ligne ou étendez une ligne voisine (R1, R2, R3).");
        assertThat(labels(new Condition.OneOf(Set.of("en:pdo")), new Condition.NoneOf(Set.of("en:pdo"))))
                .containsExactly("Aucune ligne ne répond quand on ne connaît pas « Labels ». Ajoutez une ligne où"
                        + " « Labels » vaut « inconnu », ou une dernière ligne « sinon ».");
    }

    private static List<String> labels(Condition... conditions) {
        var rows = new ArrayList<Row>();
        for (var condition : conditions) {
            rows.add(row("R" + (rows.size() + 1), 100_00, condition));
        }
        var table = RandomTables.of("eligibility", HitPolicy.UNIQUE, List.of(LABELS), List.of(COVERAGE), rows);
        return sentences(TableVerifier.verify(table).stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList());
    }

    @Test
    void a_case_of_two_unknown_facts_is_told_once() {
        var organic = new Column("organic", "Bio", ColumnType.YES_NO, Domain.YES_NO, true, Basis.FIXED);
        var table = table(
                "eligibility",
                HitPolicy.UNIQUE,
                List.of(organic, LABELS),
                List.of(COVERAGE),
                row("R1", 100_00, Condition.YES, Condition.ANY),
                row("R2", 50_00, Condition.NO, Condition.ANY),
                row("R3", 30_00, Condition.UNKNOWN, new Condition.OneOf(Set.of("en:organic"))),
                row("R4", 0, Condition.UNKNOWN, new Condition.NoneOf(Set.of("en:organic"))));

        assertThat(sentences(TableVerifier.verify(table)))
                .containsExactly("Aucune ligne ne répond quand on ne connaît pas « Bio », par exemple pour : Labels :"
                        + " inconnu. Ajoutez une ligne où « Bio » vaut « inconnu », ou une dernière ligne « sinon ».");
    }

    @Test
    void a_hundred_gaps_are_told_ten_at_a_time() {
        var rows = new ArrayList<Row>();
        for (var euros = 0L; euros < 200; euros += 2) {
            rows.add(row("R" + euros, 5_00, Condition.equalTo(euros * 100)));
        }

        var findings = TableVerifier.verify(contribution(HitPolicy.UNIQUE, INCOME, rows));

        assertThat(findings).hasSize(Gaps.MOST_GAPS).allMatch(finding -> finding.kind() == Kind.GAP);
        assertThat(findings.getLast().sentence()).endsWith(" D'autres cas encore restent sans réponse.");
        assertThat(findings.getFirst().sentence()).doesNotContain("D'autres cas");
    }

    @Test
    void a_table_without_rows_answers_nothing() {
        assertThat(sentences(TableVerifier.verify(contribution(HitPolicy.UNIQUE, INCOME, List.of()))))
                .containsExactly("Aucune ligne ne dit combien cotise un foyer dont le revenu est de 5 000 €."
                        + " Ajoutez une ligne.");
    }

    @Test
    void a_table_read_top_down_should_end_with_an_otherwise() {
        var rows = joigny();
        assertThat(TableVerifier.verify(contribution(HitPolicy.FIRST, INCOME, rows)))
                .singleElement()
                .satisfies(hint -> {
                    assertThat(hint.kind()).isEqualTo(Kind.MISSING_OTHERWISE);
                    assertThat(hint.severity()).isEqualTo(Severity.HINT);
                    assertThat(plain(hint))
                            .isEqualTo(
                                    "Tous les cas ont une réponse, mais la table ne finit pas par une ligne « sinon »."
                                            + " Ajoutez-en une, sans condition : aucun cas ne restera sans réponse le jour où"
                                            + " une autre ligne changera.");
                });

        rows.removeFirst();
        assertThat(TableVerifier.verify(contribution(HitPolicy.FIRST, INCOME, rows)))
                .extracting(Finding::kind, Finding::severity)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Kind.GAP, Severity.ERROR),
                        org.assertj.core.groups.Tuple.tuple(Kind.MISSING_OTHERWISE, Severity.WARNING));

        rows.add(row("S", 5_00, Condition.ANY));
        assertThat(TableVerifier.verify(contribution(HitPolicy.FIRST, INCOME, rows)))
                .extracting(Finding::kind)
                .doesNotContain(Kind.GAP, Kind.MISSING_OTHERWISE, Kind.UNREACHABLE_ROW);
    }

    @Test
    void rows_that_contradict_are_told_with_both_answers() {
        var rows = joigny();
        rows.set(1, row("R2", 10_00, new Condition.Between(600_00, 1_000_00)));

        assertThat(sentences(TableVerifier.verify(contribution(HitPolicy.UNIQUE, INCOME, rows))))
                .containsExactly(
                        "Les lignes R1 et R2 se contredisent pour ce cas : Revenu mensuel net du foyer : 600 €."
                                + " R1 répond « 5 € » et R2 répond « 10 € »."
                                + " Changez leurs conditions pour qu'une seule convienne.");
    }

    @Test
    void rows_that_agree_are_only_a_warning() {
        var rows = joigny();
        rows.set(1, row("R2", 5_00, new Condition.Between(600_00, 1_000_00)));

        var findings = TableVerifier.verify(contribution(HitPolicy.UNIQUE, INCOME, rows));

        assertThat(sentences(findings))
                .containsExactly("Les lignes R1 et R2 donnent la même réponse à ce cas : Revenu mensuel net du foyer :"
                        + " 600 €. C'est sans danger ; réunissez-les, ou séparez leurs conditions, pour que la table"
                        + " reste claire.");
        assertThat(findings.getFirst().severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void rows_that_together_take_all_cases_of_another_are_named() {
        var table = table(
                "eligibility",
                HitPolicy.FIRST,
                List.of(FAMILY, LABELS),
                List.of(COVERAGE),
                row("R1", 100_00, new Condition.OneOf(Set.of("fruits")), Condition.ANY),
                row("R2", 100_00, Condition.ANY, new Condition.OneOf(Set.of("en:organic", "en:demeter"))),
                row("R3", 50_00, new Condition.OneOf(Set.of("vegetables")), new Condition.NoneOf(Set.of("en:demeter"))),
                row(
                        "R4",
                        70_00,
                        new Condition.OneOf(Set.of("fruits", "vegetables")),
                        new Condition.OneOf(Set.of("en:organic", "en:pdo"))),
                row("R5", 0, Condition.ANY, Condition.ANY));

        var findings = TableVerifier.verify(table);

        assertThat(sentences(findings))
                .containsExactly(
                        "La ligne R4 ne sert jamais : plus haut, les lignes R1, R2 et R3 prennent déjà, ensemble,"
                                + " tous ses cas. Par exemple, R1 répond « 100 % » pour ce cas : Famille : fruits ; Labels : bio."
                                + " Remontez R4, changez ses conditions ou supprimez-la.");
        assertThat(findings.getFirst().rows()).containsExactly("R4", "R1", "R2", "R3");
        assertThat(findings.getFirst().severity()).isEqualTo(Severity.ERROR);
    }

    @Test
    void an_otherwise_that_stands_too_early_goes_to_the_end() {
        var table = contribution(
                HitPolicy.FIRST,
                INCOME,
                List.of(row("S", 5_00, Condition.ANY), row("R1", 10_00, Condition.atLeast(601_00))));

        assertThat(sentences(TableVerifier.verify(table)))
                .containsExactly(
                        "La ligne R1 ne sert jamais : plus haut, la ligne S prend déjà tous ses cas. Par exemple, S"
                                + " répond « 5 € » pour ce cas : Revenu mensuel net du foyer : 1 000 €. Placez S en dernier, ou"
                                + " supprimez R1.");
    }

    @Test
    void a_row_that_is_never_reached_but_changes_nothing_is_only_a_warning() {
        var table = contribution(
                HitPolicy.FIRST,
                INCOME,
                List.of(
                        row("R1", 5_00, Condition.atMost(1_000_00)),
                        row("R2", 5_00, Condition.atMost(600_00)),
                        row("S", 10_00, Condition.ANY)));

        var findings = TableVerifier.verify(table);

        assertThat(sentences(findings))
                .containsExactly(
                        "La ligne R2 ne sert jamais : plus haut, la ligne R1 prend déjà tous ses cas, avec la même"
                                + " réponse. Supprimez-la, ou remontez-la si elle doit rester.");
        assertThat(findings.getFirst().severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void cells_that_nothing_satisfies_are_told_with_the_way_to_write_them() {
        var families = new Condition.NoneOf(Set.copyOf(Vocabulary.PRODUCT_FAMILIES.options().stream()
                .map(Domain.Option::code)
                .toList()));
        var table = table(
                "calendar",
                HitPolicy.EVERY,
                List.of(INCOME, MONTH, FAMILY),
                List.of(COVERAGE),
                row("R1", 0, new Condition.Between(600_00, 100), Condition.ANY, Condition.ANY),
                row("R2", 0, Condition.ANY, new Condition.Between(11, 2), Condition.ANY),
                row("R3", 0, Condition.ANY, Condition.ANY, families));

        var findings = TableVerifier.verify(table);

        assertThat(sentences(findings))
                .hasSize(3)
                .startsWith(
                        "La ligne R1 ne convient à aucun cas : dans « Revenu mensuel net du foyer »,"
                                + " « 600 € à 1 € » finit avant de commencer. Écrivez la plus petite valeur d'abord.",
                        "La ligne R2 ne convient à aucun cas : dans « Mois », « novembre à février » passe d'une année à"
                                + " l'autre. Écrivez deux lignes : « novembre à décembre » et « janvier à février ».");
        assertThat(sentences(findings).getLast())
                .endsWith("exclut toutes les valeurs de la liste. Excluez-en moins, ou supprimez la ligne.");
        assertThat(findings)
                .allSatisfy(finding -> assertThat(finding.severity()).isEqualTo(Severity.ERROR));
        assertThat(findings).extracting(Finding::column).containsExactly("income", "month", "product_family");
    }

    @Test
    void a_repeated_row_is_told_by_what_it_does() {
        assertThat(repeated(HitPolicy.FIRST, 10_00))
                .startsWith("La ligne R2 a les mêmes conditions que la ligne R1, qui passe avant : elle ne sert jamais."
                        + " Supprimez-en une, ou changez-la.");
        assertThat(repeated(HitPolicy.UNIQUE, 10_00))
                .containsExactly(
                        "La ligne R2 a les mêmes conditions que la ligne R1, mais répond « 10 € » et non « 5 € »."
                                + " Gardez celle que le comité a voulue.");
        assertThat(repeated(HitPolicy.UNIQUE, 5_00))
                .containsExactly("La ligne R2 a les mêmes conditions que la ligne R1, et la même réponse."
                        + " Supprimez-en une.");
        assertThat(repeated(HitPolicy.EVERY, 5_00))
                .containsExactly("La ligne R2 a les mêmes conditions que la ligne R1, et la même réponse."
                        + " Supprimez-en une.");
        assertThat(repeated(HitPolicy.EVERY, 10_00)).isEmpty();
    }

    private static List<String> repeated(HitPolicy policy, long answer) {
        var rows =
                List.of(row("R1", 5_00, Condition.atLeast(0)), row("R2", answer, new Condition.Between(0, 10_000_00)));
        return sentences(TableVerifier.verify(contribution(policy, INCOME, rows)));
    }

    @Test
    void of_many_rows_the_first_five_are_named_and_of_many_answers_all() {
        var other =
                new Column("other", "Autre part", ColumnType.WHOLE, new Domain.Ordered(0, 9, 1), false, Basis.FIXED);
        var rows = new ArrayList<Row>();
        for (var month = 1; month <= 12; month++) {
            rows.add(new Row(
                    "R" + month,
                    List.of(Condition.equalTo(month)),
                    List.of(new Value.Quantity(100), new Value.Quantity(2)),
                    "",
                    ""));
        }
        rows.add(new Row(
                "R13",
                List.of(new Condition.Between(1, 7)),
                List.of(new Value.Quantity(200), new Value.Quantity(2)),
                "",
                ""));
        rows.add(new Row("S", List.of(Condition.ANY), List.of(new Value.Quantity(0), new Value.Quantity(0)), "", ""));
        var table = RandomTables.of("calendar", HitPolicy.FIRST, List.of(MONTH), List.of(COVERAGE, other), rows);

        assertThat(sentences(TableVerifier.verify(table)))
                .containsExactly(
                        "La ligne R13 ne sert jamais : plus haut, les lignes R1, R2, R3, R4, R5 et 2 autres prennent"
                                + " déjà, ensemble, tous ses cas. Par exemple, R1 répond « Prise en charge : 1 % ; Autre part : 2 »"
                                + " pour ce cas : Mois : janvier. Remontez R13, changez ses conditions ou supprimez-la.");
    }

    @Test
    void the_worst_comes_first() {
        var rows = joigny();
        rows.set(1, row("R2", 5_00, new Condition.Between(600_00, 1_000_00)));
        rows.remove(5);
        rows.set(8, row("R10", 90_00, Condition.atLeast(3_101_00)));

        assertThat(TableVerifier.verify(contribution(HitPolicy.UNIQUE, INCOME, rows)))
                .extracting(Finding::kind)
                .containsExactly(Kind.GAP, Kind.HARMLESS_OVERLAP, Kind.STEEP_STEP);
        assertThat(TableVerifier.verify(contribution(HitPolicy.FIRST, INCOME, rows)))
                .extracting(Finding::kind)
                .containsExactly(Kind.GAP, Kind.MISSING_OTHERWISE, Kind.STEEP_STEP);
    }

    @Test
    void a_row_repeated_in_a_grid_of_points_counts_twice() {
        var points =
                new Column("points", "Points", ColumnType.WHOLE, new Domain.Ordered(0, 100, 1), false, Basis.FIXED);
        var table = table(
                "conventioning_points",
                HitPolicy.POINTS,
                List.of(MONTH),
                List.of(points),
                row("R1", 2, Condition.atMost(6)),
                row("R2", 3, new Condition.Between(1, 6)));

        assertThat(sentences(TableVerifier.verify(table)))
                .containsExactly("La ligne R2 a les mêmes conditions que la ligne R1 : leurs points s'ajoutent."
                        + " Gardez-en une seule si ce n'est pas voulu.");
    }

    @Test
    void a_contribution_that_falls_while_income_rises_is_told_unless_the_fund_says_why() {
        var rows = joigny();
        rows.set(4, row("R5", 15_00, new Condition.Between(1_501_00, 1_800_00)));
        var table = contribution(HitPolicy.UNIQUE, INCOME, rows);

        assertThat(sentences(TableVerifier.verify(table)))
                .containsExactly(
                        "Quand « Revenu mensuel net du foyer » passe de 1 500 € à 1 501 €, la contribution baisse,"
                                + " de 20 € (R4) à 15 € (R5). Corrigez les lignes, ou écartez ce contrôle en disant pourquoi.");
        assertThat(TableVerifier.verify(
                        table,
                        List.of(new Waiver(
                                SanityCheck.CONTRIBUTION_NEVER_FALLS, "décidé ainsi en assemblée le 7 mars"))))
                .isEmpty();
        assertThatThrownBy(() -> new Waiver(SanityCheck.CONTRIBUTION_NEVER_FALLS, " "))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_step_of_more_than_twenty_euros_is_told() {
        var rows = joigny();
        rows.set(9, row("R10", 75_01, Condition.atLeast(3_101_00)));

        assertThat(sentences(TableVerifier.verify(contribution(HitPolicy.UNIQUE, INCOME, rows))))
                .containsExactly(
                        "Quand « Revenu mensuel net du foyer » passe de 3 100 € à 3 101 €, la contribution monte"
                                + " d'un coup, de 55 € (R9) à 75,01 € (R10) : plus de 20 € pour 1 € de plus. Intercalez une"
                                + " tranche, ou écartez ce contrôle en disant pourquoi.");

        rows.set(9, row("R10", 75_00, Condition.atLeast(3_101_00)));
        assertThat(TableVerifier.verify(contribution(HitPolicy.UNIQUE, INCOME, rows)))
                .isEmpty();
    }

    @Test
    void an_allocation_per_adult_counts_for_the_whole_household() {
        var adults =
                new Column("adults", "Adultes", ColumnType.WHOLE, new Domain.Ordered(1, 10, 1), false, Basis.FIXED);
        var each = new Column(
                "allocation_per_adult",
                "Allocation par adulte",
                ColumnType.MONEY,
                new Domain.Ordered(0, 100_00, 1),
                false,
                new Basis.Per("adults"));
        var table = table(
                "allocation",
                HitPolicy.UNIQUE,
                List.of(adults),
                List.of(each),
                row("R1", 40_00, Condition.atMost(2)),
                row("R2", 30_00, new Condition.Between(3, 4)),
                row("R3", 20_00, Condition.atLeast(5)));

        assertThat(sentences(TableVerifier.verify(table)))
                .containsExactly("Quand « Adultes » passe de 4 à 5, l'allocation du foyer baisse, de 120 € (R2) à 100 €"
                        + " (R3)."
                        + " Corrigez les lignes, ou écartez ce contrôle en disant pourquoi.");
    }

    @Test
    void more_than_the_whole_price_is_told() {
        var table = table(
                "eligibility",
                HitPolicy.FIRST,
                List.of(FAMILY),
                List.of(COVERAGE),
                row("R1", 120_00, new Condition.OneOf(Set.of("fruits"))),
                row("R2", 100_00, Condition.ANY));

        assertThat(sentences(TableVerifier.verify(table)))
                .containsExactly("La ligne R1 prend en charge 120 % du prix, plus que le prix lui-même."
                        + " Écrivez 100 % au plus, ou écartez ce contrôle en disant pourquoi.");
    }

    @Test
    void a_table_too_intricate_to_be_checked_says_so_instead_of_passing() {
        var table = contribution(HitPolicy.UNIQUE, INCOME, joigny());

        var findings = TableVerifier.verify(table, List.of(), 5);

        assertThat(findings)
                .allMatch(finding -> finding.kind() == Kind.TOO_INTRICATE && finding.severity() == Severity.ERROR);
        assertThat(sentences(findings))
                .contains(
                        "Cette table est trop enchevêtrée pour être vérifiée entièrement : des cas sans réponse ont pu"
                                + " échapper au contrôle. Séparez-la en plusieurs tables, ou donnez à ses lignes des conditions"
                                + " plus simples.");
    }

    private static Column income(long step) {
        return new Column(
                "income",
                "Revenu mensuel net du foyer",
                ColumnType.MONEY,
                new Domain.Ordered(0, 10_000_00, step),
                false,
                Basis.FIXED);
    }

    private static List<Row> joigny() {
        var rows = new ArrayList<Row>();
        for (var i = 0; i < JOIGNY.length; i++) {
            var from = JOIGNY[i][0] * 100;
            var condition = i + 1 == JOIGNY.length
                    ? Condition.atLeast(from)
                    : new Condition.Between(from, (JOIGNY[i + 1][0] - 1) * 100);
            rows.add(row("R" + (i + 1), JOIGNY[i][1] * 100, condition));
        }
        return rows;
    }

    private static DecisionTable contribution(HitPolicy policy, Column column, List<Row> rows) {
        return RandomTables.of("contribution", policy, List.of(column), List.of(CONTRIBUTION), rows);
    }

    private static DecisionTable table(
            String id, HitPolicy policy, List<Column> conditions, List<Column> outcomes, Row... rows) {
        return RandomTables.of(id, policy, conditions, outcomes, List.of(rows));
    }

    private static Row row(String id, long answer, Condition... conditions) {
        return new Row(id, List.of(conditions), List.of(new Value.Quantity(answer)), "", "");
    }

    private static Object facts(Column column, Value value) {
        return contribution(HitPolicy.UNIQUE, column, List.of()).facts(asked -> value);
    }

    private static List<String> sentences(List<Finding> findings) {
        return findings.stream().map(TableVerifierTest::plain).toList();
    }

    private static String plain(Finding finding) {
        return finding.sentence().replace('\u00a0', ' ').replace('\u202f', ' ');
    }
}
