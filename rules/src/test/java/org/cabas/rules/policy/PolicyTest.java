package org.cabas.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.cabas.rules.funds.DemonstrationFunds;
import org.cabas.rules.money.Money;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Value.Quantity;
import org.cabas.rules.table.Value.YesNo;
import org.cabas.rules.table.Vocabulary;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {
    private static final Policies POLICIES = new Policies();

    @Test
    void a_fund_without_a_table_for_a_question_says_so_and_covers_nothing() {
        var silent = Policy.compile(7, List.of());

        assertThat(silent.version()).isEqualTo(7);
        assertThat(silent.coverage(FactSheet.EMPTY)).isEmpty();
        assertThat(silent.coverages(List.of(FactSheet.EMPTY, FactSheet.EMPTY)))
                .containsExactly(Optional.empty(), Optional.empty());
        assertThat(silent.ceilings(FactSheet.EMPTY)).isEmpty();
        assertThat(silent.ceilingsOfEach(List.of(FactSheet.EMPTY))).containsExactly(List.of());
        assertThat(silent.decide("eligibility", FactSheet.EMPTY)).isEmpty();
        for (var answer : List.of(
                silent.contribution(FactSheet.EMPTY),
                silent.allocation(FactSheet.EMPTY),
                silent.basketPrice(FactSheet.EMPTY),
                silent.admission(FactSheet.EMPTY),
                silent.conventioning(FactSheet.EMPTY),
                silent.cofunding(Money.euroCents(1), FactSheet.EMPTY),
                silent.followUp(FactSheet.EMPTY))) {
            assertThat(answer).isEqualTo(new Answer.NotAnswered<>(Answer.Gap.NO_TABLE, List.of()));
        }
    }

    @Test
    void a_trace_carries_the_version_of_the_table_that_decided() {
        var policy = Policy.compile(9, List.of(Written.table("eligibility", """
                Colonne;organic;coverage
                Rôle;si;alors
                Type;oui/non;pourcentage
                À;;100 %
                De;;0 %
                Ligne;Bio;Prise en charge;Note
                bio;oui;70 %;Le bio.
                reste;sinon;0 %;Rien d'autre.
                """)));

        assertThat(policy.coverage(FactSheet.of(Map.of("organic", new YesNo(true)))))
                .contains(new Coverage(7_000, new Rule("eligibility", 3, "bio"), "Le bio."));
    }

    @Test
    void a_version_takes_over_the_tables_that_it_leaves_as_they_were_with_what_they_remember() {
        var table = Written.table("eligibility", """
                Colonne;organic;coverage
                Rôle;si;alors
                Type;oui/non;pourcentage
                À;;100 %
                De;;0 %
                Ligne;Bio;Prise en charge;Note
                bio;oui;70 %;Le bio.
                reste;sinon;0 %;Rien d'autre.
                """);
        var organic = FactSheet.of(Map.of("organic", new YesNo(true)));
        var before = Policy.compile(1, List.of(table));
        before.coverage(organic);
        var same = Policy.compile(2, List.of(table), List.of(before));
        var other = Policy.compile(3, List.of(table.withVersion(4)), List.of(before));

        assertThat(same.coverage(organic)).isEqualTo(before.coverage(organic));
        assertThat(same.memos().getFirst().hits()).isEqualTo(2);
        assertThat(other.memos().getFirst().hits()).isZero();
        assertThat(other.coverage(organic).orElseThrow().rule().version()).isEqualTo(4);
    }

    @Test
    void a_table_that_changes_has_decided_what_the_former_was_asked_before_anyone_asks_it() {
        var text = """
                Colonne;organic;coverage
                Rôle;si;alors
                Type;oui/non;pourcentage
                À;;100 %
                De;;0 %
                Ligne;Bio;Prise en charge;Note
                bio;oui;70 %;Le bio.
                reste;sinon;0 %;Rien d'autre.
                """;
        var organic = FactSheet.of(Map.of("organic", new YesNo(true)));
        var before = Policy.compile(1, List.of(Written.table("eligibility", text)));
        before.coverage(organic);

        var changed =
                Policy.compile(2, List.of(Written.table("eligibility", text.replace("70 %", "80 %"))), List.of(before));
        assertThat(changed.memos()).containsExactly(new Policy.Memo("eligibility", 0, 0, 1));
        assertThat(changed.coverage(organic).orElseThrow().hundredths()).isEqualTo(8_000);
        assertThat(changed.memos().getFirst().hits()).isEqualTo(1);

        var asksMore = text.replace("organic;", "organic;local;")
                .replace("si;", "si;si;")
                .replace("oui/non;", "oui/non;oui/non;")
                .replace(";;", ";;;")
                .replace("Bio;", "Bio;Local;")
                .replace("bio;oui;", "bio;oui;;")
                .replace("sinon;", "sinon;;");
        var other = Policy.compile(3, List.of(Written.table("eligibility", asksMore)), List.of(before));
        assertThat(other.memos().getFirst().remembered()).isZero();
    }

    @Test
    void a_case_that_no_row_fits_is_not_eligible_and_has_no_amount() {
        var policy = Policy.compile(
                1,
                List.of(
                        Written.table("eligibility", """
                        Colonne;organic;coverage
                        Rôle;si;alors
                        Type;oui/non;pourcentage
                        De;;0 %
                        À;;100 %
                        Ligne;Bio;Prise en charge
                        R1;oui;100 %
                        """),
                        Written.table("contribution", "une seule ligne convient", """
                        Colonne;income;contribution
                        Rôle;si;alors
                        Type;montant;montant
                        Ligne;Revenu;Contribution
                        R1;≤ 1 000 €;5 €
                        R2;500 € à 2 000 €;10 €
                        """)));

        assertThat(policy.coverage(FactSheet.EMPTY)).isEmpty();
        assertThat(policy.contribution(income(3_000))).isEqualTo(notAnswered(Answer.Gap.NO_ROW));
        assertThat(policy.contribution(income(700)))
                .as("two rows contradict")
                .isEqualTo(notAnswered(Answer.Gap.NO_ROW));
        assertThat(policy.contribution(income(300))).isInstanceOf(Answer.Given.class);
    }

    @Test
    void a_case_without_a_fact_that_must_be_known_never_slips_through_to_a_generous_row() {
        var policy = Policy.compile(1, List.of(Written.table("eligibility", """
                Colonne;merchant_kind;organic;coverage
                Rôle;si;si;alors
                Type;choix;oui/non;pourcentage
                De;;;0 %
                À;;;100 %
                Valeurs;@types de lieu;;
                Inconnu;non;oui;non
                Ligne;Lieu;Bio;Prise en charge
                R1;supermarché;;0 %
                R2;sinon;;100 %
                """)));
        var known = FactSheet.merchant("farmer", null, null, null, null, null, Map.of());
        var misspelled = FactSheet.merchant("hypermarket", null, null, null, null, null, Map.of());

        assertThat(policy.coverage(known)).isPresent();
        assertThat(policy.coverage(FactSheet.EMPTY)).isEmpty();
        assertThat(policy.coverage(misspelled)).isEmpty();
        assertThat(policy.coverages(List.of(FactSheet.EMPTY, known, misspelled, known)))
                .map(Optional::isPresent)
                .containsExactly(false, true, false, true);
    }

    @Test
    void a_fund_adds_criteria_of_its_own() {
        var policy = Policy.compile(1, List.of(Written.table("conventioning", """
                Colonne;hens_per_hectare;decision
                Rôle;si;alors
                Type;nombre entier;choix
                Valeurs;;admitted = oui merci | review = à voir
                Ligne;Poules par hectare;Décision;Note
                R1;≤ 4000;oui merci;Assez de place.
                R2;sinon;à voir;Trop serré ou inconnu.
                """)));
        var free = FactSheet.merchant(
                "farmer", null, null, null, null, null, Map.of("hens_per_hectare", new Quantity(900)));

        assertThat(policy.conventioning(free))
                .isEqualTo(new Answer.Given<>(
                        new Conventioning(Verdict.ADMITTED, 0, List.of()),
                        new Rule("conventioning", 3, "R1"),
                        "Assez de place."));
    }

    @Test
    void a_part_that_people_settle_leaves_the_whole_amount_to_them() {
        var policy = Policy.compile(1, List.of(Written.table("allocation", """
                Colonne;adults;allocation_per_adult;allocation_extra
                Rôle;si;alors;alors
                Type;nombre entier;montant;montant
                Inconnu;oui;non;oui
                Base;;par adults;
                Ligne;Adultes;Par adulte;En plus
                R1;≥ 3;10 €;inconnu
                R2;≥ 1;10 €;5 €
                R3;sinon;10 €;0 €
                """)));

        assertThat(policy.allocation(FactSheet.household(2, 5)))
                .isEqualTo(new Answer.Given<>(Money.euroCents(2_500), new Rule("allocation", 3, "R2"), ""));
        assertThat(policy.allocation(FactSheet.household(3, 0)))
                .isEqualTo(new Answer.LeftToPeople<>(new Rule("allocation", 3, "R1"), ""));
        assertThat(policy.allocation(FactSheet.EMPTY))
                .isEqualTo(new Answer.NotAnswered<>(Answer.Gap.MISSING_FACTS, List.of("adults")));
    }

    @Test
    void a_share_of_an_allocation_that_is_not_given_is_not_given_either() {
        var autunois = POLICIES.of("autunois");
        var noQuotient = FactSheet.of(Map.of("shares", new Quantity(2)));

        assertThat(autunois.contribution(noQuotient))
                .isInstanceOfSatisfying(
                        Answer.Given.class, given -> assertThat(given.value()).isEqualTo(Money.euroCents(5_000)));
        var gersLike = Policy.compile(1, List.of(Written.table("allocation", """
                        Colonne;adults;allocation
                        Rôle;si;alors
                        Type;nombre entier;montant
                        Inconnu;non;non
                        Ligne;Adultes;Allocation
                        R1;sinon;40 €
                        """), Written.table("contribution", """
                        Colonne;income;contribution
                        Rôle;si;alors
                        Type;montant;pourcentage
                        Base;;% de allocation
                        Ligne;Revenu;Contribution
                        R1;sinon;50 %
                        """)));
        assertThat(gersLike.contribution(FactSheet.EMPTY))
                .isEqualTo(new Answer.NotAnswered<>(Answer.Gap.MISSING_FACTS, List.of("adults")));
        assertThat(gersLike.contribution(FactSheet.household(1, 0)))
                .isEqualTo(new Answer.Given<>(Money.euroCents(2_000), new Rule("contribution", 3, "R1"), ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"joigny", "solicagnole", "autunois", "tournugeois", "gers"})
    void a_basket_is_answered_as_its_lines_are_one_by_one(String rulebook) {
        var policy = POLICIES.of(rulebook);
        var random = new Random(20_260_307);
        var lines = new ArrayList<FactSheet>();
        for (var i = 0; i < 2_000; i++) {
            lines.add(anyMerchant(random).and(anyProduct(random)));
        }

        assertThat(policy.coverages(lines))
                .isEqualTo(lines.stream().map(policy::coverage).toList());
        assertThat(policy.ceilingsOfEach(lines))
                .isEqualTo(lines.stream().map(policy::ceilings).toList());
        assertThat(policy.coverages(lines))
                .as("every known merchant's line is answered")
                .allMatch(Optional::isPresent);
    }

    @Test
    void the_demonstration_rulebooks_can_all_be_policies() {
        assertThat(DemonstrationFunds.rulebooks())
                .allSatisfy(rulebook -> assertThat(Policy.objections(DemonstrationFunds.tables(rulebook)))
                        .isEmpty());
    }

    @Test
    void the_same_product_at_the_same_merchant_is_decided_once() {
        var joigny = Policy.compile(1, DemonstrationFunds.tables("joigny"));
        var line = FactSheet.merchant("farmer", "certified", true, 8, 100, 100, Map.of())
                .and(FactSheet.product("vegetables", Set.of("en:eu-organic"), 1, "local", false));

        joigny.coverages(List.of(line, line));
        joigny.coverage(line);

        assertThat(joigny.memos())
                .filteredOn(memo -> memo.table().equals("eligibility"))
                .containsExactly(new Policy.Memo("eligibility", 1, 1, 1));
    }

    private static FactSheet anyMerchant(Random random) {
        return FactSheet.merchant(
                any(random, Vocabulary.MERCHANT_KINDS).orElse("farmer"),
                any(random, Vocabulary.CERTIFICATIONS).orElse(null),
                anyAnswer(random),
                random.nextInt(100),
                random.nextInt(101),
                random.nextInt(101),
                Map.of());
    }

    private static FactSheet anyProduct(Random random) {
        var labels = any(random, Vocabulary.LABELS).map(Set::of).orElse(Set.of());
        var nova = random.nextInt(5);
        return FactSheet.product(
                any(random, Vocabulary.PRODUCT_FAMILIES).orElse(null),
                random.nextInt(3) == 0 ? null : labels,
                nova == 0 ? null : nova,
                any(random, Vocabulary.ORIGINS).orElse(null),
                anyAnswer(random));
    }

    private static Optional<String> any(Random random, Domain.Closed list) {
        var index = random.nextInt(list.options().size() + 1);
        return index == 0
                ? Optional.empty()
                : Optional.of(list.options().get(index - 1).code());
    }

    private static @Nullable Boolean anyAnswer(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> true;
            case 1 -> false;
            default -> null;
        };
    }

    private static FactSheet income(long euros) {
        return FactSheet.means(Money.euroCents(100).times(euros), null, null);
    }

    private static Answer<Money> notAnswered(Answer.Gap gap) {
        return new Answer.NotAnswered<>(gap, List.of());
    }
}
