package org.cabas.service.followup;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cabas.service.Chance;
import org.cabas.service.OnTestDatabase;
import org.cabas.service.authorization.Town;
import org.cabas.service.followup.Programme.Member;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Figures of follow-ups are of eleven people or more, and none can be found by subtracting others. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // found() does
class HealthFiguresTest implements OnTestDatabase {
    @Inject
    ApplicationContext context;

    private Town town;

    @BeforeAll
    void found() {
        town = Town.found(context, "gers");
    }

    private static List<@Nullable Integer> told(Integer... counts) {
        return Suppression.of(List.of(counts));
    }

    @Test
    void what_is_of_fewer_than_eleven_is_left_out_with_another_that_would_tell_it() {
        assertThat(told(30, 20, 15)).containsExactly(30, 20, 15);
        assertThat(told(30, 20, 4))
                .as("a second one, or the total would tell the first")
                .containsExactly(30, null, null);
        assertThat(told(30, 20, 10, 9)).as("two that are eleven together").containsExactly(30, 20, null, null);
        assertThat(told(30, 20, 3, 2)).as("two that are not").containsExactly(30, null, null, null);
        assertThat(told(50, 5)).containsExactly(null, null);
        assertThat(told(60, 0)).as("that nobody does speaks of everybody").containsExactly(null, null);
        assertThat(told(11, 11)).containsExactly(11, 11);
        assertThat(told(40, 12, 0)).containsExactly(40, null, null);
        assertThat(told()).isEmpty();
    }

    @Test
    void no_figure_that_is_left_out_can_be_found_again_whatever_the_answers() {
        var random = Chance.of("figures of health");
        for (var round = 0; round < 20_000; round++) {
            var counts = new ArrayList<Integer>();
            for (var i = random.nextInt(2, 6); i > 0; i--) {
                counts.add(random.nextInt(3) == 0 ? random.nextInt(12) : random.nextInt(60));
            }
            var told = Suppression.of(counts);
            var hidden = 0;
            var people = 0;
            for (var i = 0; i < counts.size(); i++) {
                var shown = told.get(i);
                if (shown == null) {
                    hidden++;
                    people += counts.get(i);
                } else {
                    assertThat(shown)
                            .as(counts.toString())
                            .isEqualTo(counts.get(i))
                            .isGreaterThanOrEqualTo(11);
                }
            }
            var total = counts.stream().mapToInt(Integer::intValue).sum();
            if (hidden > 0 && people < total) {
                assertThat(hidden).as(counts.toString()).isGreaterThanOrEqualTo(2);
                assertThat(people).as(counts.toString()).isGreaterThanOrEqualTo(11);
            }
        }
    }

    private static Answers answers(int yes, String health, int portions) {
        var fies = new ArrayList<String>();
        for (var n = 1; n <= Fies.QUESTIONS; n++) {
            fies.add(n <= yes ? "yes" : "no");
        }
        return new Answers(fies, health, "no", "none", portions, null, null, null);
    }

    private HealthFigures.Told figures(Ward ward) {
        return ward.run(c -> ward.bean(HealthFigures.class).of(c, ward.fund));
    }

    /** So many people of a fund of their own, with check-ups at the first so many months. */
    private static void people(Ward ward, int count, int yes, int... months) {
        var start = LocalDate.now().minusMonths(16);
        for (var i = 0; i < count; i++) {
            var member = new Member(ward.member("Personne"), "Personne");
            var byMonth = new TreeMap<Integer, Answers>(Map.of(0, answers(yes, "fair", 2)));
            for (var month : months) {
                byMonth.put(month, answers(Math.max(0, yes - 3), "good", 5));
            }
            ward.run(c -> {
                ward.bean(Programme.class).past(c, ward.fund, member, start, byMonth);
                return true;
            });
        }
    }

    private Ward fund() {
        return new Ward(context, town.fund("gers", org.cabas.service.fund.Fund.Status.OPEN, "EUR"));
    }

    @Test
    void ten_people_are_nobody_and_eleven_are_shown() {
        var ward = fund();
        people(ward, 10, 5, 3);
        assertThat(figures(ward).comparisons()).isEmpty();
        assertThat(figures(ward).started()).isNull();
        people(ward, 1, 8, 3);
        var told = figures(ward);
        assertThat(told.started()).isEqualTo(11);
        var comparison = told.of(3).orElseThrow();
        assertThat(comparison.people()).isEqualTo(11);
        var fies = comparison.indicators().getFirst();
        assertThat(fies.lines()).as("ten and one: neither is told").allMatch(line -> line.before() == null);
        assertThat(fies.means()).isNotNull();
        assertThat(String.valueOf(fies.means())).contains("5.27", "2.27");
    }

    @Test
    void before_and_after_are_of_the_same_people() {
        var ward = fund();
        people(ward, 30, 5, 3);
        people(ward, 25, 8, 3, 6);
        people(ward, 20, 8);
        var three = figures(ward).of(3).orElseThrow();
        assertThat(three.people()).isEqualTo(55);
        var lines = three.indicators().getFirst().lines();
        assertThat(lines.get(1).before()).as("moderate, before").isEqualTo(30);
        assertThat(lines.get(2).before()).as("severe, before").isNull();
        assertThat(figures(ward).started()).isEqualTo(75);
        assertThat(figures(ward).of(6).orElseThrow().people()).isEqualTo(25);
    }

    @Test
    void groups_that_differ_by_a_few_people_are_not_both_shown() {
        var ward = fund();
        people(ward, 30, 5, 3, 6);
        people(ward, 4, 8, 3);
        assertThat(figures(ward).of(3)).isPresent();
        assertThat(figures(ward).of(6))
                .as("without it nobody subtracts the four")
                .isEmpty();
    }

    @Test
    void who_took_their_consent_back_is_not_in_it_and_the_month_is_not_over_until_it_is() {
        var ward = fund();
        people(ward, 12, 5, 3);
        var one = ward.all("select case_id from follow_up where fund_id = '" + ward.fund + "'");
        ward.withdraw(one.get(0));
        assertThat(figures(ward).of(3).orElseThrow().people()).isEqualTo(11);
        ward.withdraw(one.get(1));
        assertThat(figures(ward).comparisons()).isEmpty();
        var file = ward.consenting("Personne de ce mois", "Oui.");
        ward.done(file, org.cabas.workflows.followup.FollowUpProcess.CHECK_UP, ward.answers(2));
        assertThat(figures(ward).started()).as("ten, and one of this month").isNull();
        assertThat(figures(ward).until())
                .isEqualTo(ward.today().withDayOfMonth(1).minusDays(1));
    }

    @Test
    void the_file_for_spreadsheets_tells_what_the_page_tells_and_no_more() {
        var ward = fund();
        people(ward, 30, 5, 3);
        people(ward, 4, 8, 3);
        var csv = new String(FiguresCsv.write(figures(ward)), StandardCharsets.UTF_8);
        assertThat(csv)
                .contains("Modérée (4 à 6);non montré;non montré", "Score moyen;5,4;2,4")
                .contains("Chiffres fictifs")
                .doesNotContain(";4;");
        assertThat(csv.lines().toList()).allMatch(line -> !line.matches(".*;[1-9];.*"));
    }
}
