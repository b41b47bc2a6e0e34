package org.cabas.service.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.cabas.rules.funds.DemonstrationFunds;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Value;
import org.cabas.service.OnTestDatabase;
import org.cabas.service.access.Role;
import org.cabas.service.access.Someone;
import org.cabas.service.access.Visitor;
import org.cabas.service.authorization.Town;
import org.cabas.service.database.Transactions;
import org.cabas.service.draft.Draft;
import org.cabas.service.draft.Edit;
import org.cabas.service.draft.Editing;
import org.cabas.service.fund.Adopted;
import org.cabas.service.fund.Fund;
import org.cabas.service.fund.Funds;
import org.cabas.service.simulation.Simulating.Asked;
import org.cabas.service.simulation.Simulating.Started;
import org.cabas.service.simulation.Simulation.Source;
import org.cabas.service.simulation.Simulation.State;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Simulations as jobs: started, followed, cancelled, taken up again, and kept with the drafts as they were. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SimulatingTest implements OnTestDatabase {
    private static final String PERSON = "per_one";
    private static final Set<DayOfWeek> MARKETS = EnumSet.of(DayOfWeek.WEDNESDAY, DayOfWeek.SATURDAY);

    @Inject
    private ApplicationContext context;

    @Inject
    private Simulating simulating;

    @Inject
    private Simulations simulations;

    @Inject
    private Editing editing;

    @Inject
    private Transactions transactions;

    @BeforeAll
    void found() {
        Town.found(context, "joigny");
    }

    @Test
    void a_raised_bracket_of_joigny_is_simulated_over_a_demonstration_year_and_the_result_is_kept() {
        // Six people of this year are in the row R4, which is told together with R5 only.
        var draft = raised("20 €", "22 €");
        change(draft, new Edit.Cell("R5", "contribution", written("25 €"), written("27 €")));
        var simulation = finished(start(Source.YEAR, 800, draft));
        assertThat(simulation.state()).isEqualTo(State.DONE);
        var result = Objects.requireNonNull(simulation.result());
        assertThat(result.questions()).containsExactly("contribution");
        assertThat(result.size().households()).isEqualTo(800);
        assertThat(result.size().purchases()).isBetween(42_000L, 54_000L);
        var monthly = result.amounts().getFirst().monthly();
        assertThat(monthly).isNotNull();
        var told = new Told(simulation, result);
        assertThat(told.headline())
                .startsWith("Aucun des ")
                .contains("Les contributions rapporteraient ", " de plus par mois.");
        assertThat(told.rows())
                .singleElement()
                .satisfies(row -> assertThat(row.links().getFirst().address()).endsWith("#ligne-R4"));
    }

    @Test
    void the_same_seed_gives_the_same_result() {
        var one = start(Source.YEAR, 30, raised("20 €", "24 €"));
        var first = finished(one);
        var second = finished(start(Source.YEAR, 30, first.drafts().getFirst().draft()));
        assertThat(second.result()).isEqualTo(first.result());
    }

    @Test
    void a_draft_that_changed_since_makes_the_result_an_old_one() {
        var draft = raised("20 €", "23 €");
        var simulation = finished(start(Source.YEAR, 30, draft));
        assertThat(revisions(simulation))
                .containsEntry(draft, simulation.drafts().getFirst().revision());
        edit(draft, "23 €", "25 €");
        assertThat(revisions(simulation))
                .containsEntry(draft, simulation.drafts().getFirst().revision() + 1);
        assertThat(find(simulation.id())
                        .drafts()
                        .getFirst()
                        .table()
                        .rows()
                        .get(3)
                        .outcomes())
                .containsExactly(new Value.Quantity(23_00));
    }

    @Test
    void whoever_cancels_ends_it_and_nothing_is_kept() {
        var id = start(Source.YEAR, Simulating.MOST_HOUSEHOLDS, raised("20 €", "30 €"));
        await(id, Set.of(State.RUNNING));
        assertThat(simulating.cancel(find(id))).isTrue();
        assertThat(find(id).state()).isEqualTo(State.CANCELLED);
        assertThat(simulating.cancel(find(id))).as("a second time").isFalse();
        // The instance is free for the next one, which it would not be if it went on.
        var next = finished(start(Source.YEAR, 20, raised("20 €", "31 €")));
        assertThat(next.state()).isEqualTo(State.DONE);
        assertThat(find(id).state()).isEqualTo(State.CANCELLED);
        assertThat(find(id).result()).isNull();
    }

    @Test
    void what_a_dead_instance_left_is_taken_up_again() {
        var id = start(Source.YEAR, 20, raised("20 €", "27 €"));
        finished(id);
        leave(id, 1);
        var again = finished(id);
        assertThat(again.state()).isEqualTo(State.DONE);
        assertThat(again.runs()).isEqualTo(2);
    }

    @Test
    void what_stopped_its_instance_three_times_is_given_up_and_said_to_be() {
        var id = start(Source.YEAR, 20, raised("20 €", "28 €"));
        finished(id);
        leave(id, Simulations.MOST_RUNS);
        assertThat(finished(id).state()).isEqualTo(State.FAILED);
    }

    /** As if an instance had died while it worked on it. */
    private void leave(String id, int runs) {
        transactions.run(connection -> {
            try (var update = connection.prepareStatement("""
                    update simulation set state = 'RUNNING', result = null, runner = 'run_dead', runs = ?,
                        runs_until = sysdate(6) - interval 1 second where id = ?""")) {
                update.setInt(1, runs);
                update.setString(2, id);
                return update.executeUpdate();
            }
        });
    }

    @Test
    void what_can_not_be_simulated_is_refused_with_every_reason() {
        assertThat(simulating.start(visitor(), fund(), new Asked(List.of(), Source.PAST, 0, MARKETS, 1)))
                .isInstanceOfSatisfying(
                        Started.Refused.class,
                        refused -> assertThat(refused.errors())
                                .extracting(error -> error.field())
                                .containsExactlyInAnyOrder("drafts", "source"));
        var two = List.of(raised("20 €", "21 €"), raised("20 €", "22 €"));
        assertThat(simulating.start(visitor(), fund(), new Asked(two, Source.YEAR, -1, MARKETS, 1)))
                .isInstanceOfSatisfying(
                        Started.Refused.class,
                        refused -> assertThat(refused.errors())
                                .extracting(error -> error.field())
                                .containsExactlyInAnyOrder("drafts", "households"));
    }

    @Test
    void a_draft_with_a_gap_is_not_simulated_as_if_nobody_were_in_it() {
        var draft = raised("20 €", "21 €");
        change(draft, new Edit.Cell("R4", "income", written("1 401 € à 1 500 €"), written("1 411 € à 1 500 €")));
        assertThat(simulating.start(visitor(), fund(), new Asked(List.of(draft), Source.YEAR, 10, MARKETS, 1)))
                .isInstanceOfSatisfying(
                        Started.Refused.class,
                        refused ->
                                assertThat(refused.errors().getFirst().text()).contains("1\u202f4"));
    }

    private String start(Source source, int households, String draft) {
        var asked = new Asked(List.of(draft), source, households, MARKETS, 4711);
        return ((Started.Queued) simulating.start(visitor(), fund(), asked)).id();
    }

    private static Visitor visitor() {
        return Someone.in("joigny", "Une référente", Role.FACILITATOR);
    }

    private Fund fund() {
        return context.getBean(Funds.class).findById("joigny").orElseThrow();
    }

    private Simulation find(String id) {
        return transactions.run(connection -> simulations.find(connection, id)).orElseThrow();
    }

    private Map<String, Integer> revisions(Simulation simulation) {
        return transactions.run(connection -> simulations.revisionsNow(connection, simulation.id()));
    }

    private Simulation finished(String id) {
        return await(id, EnumSet.of(State.DONE, State.FAILED, State.CANCELLED));
    }

    private Simulation await(String id, Set<State> states) {
        var patience = Instant.now().plus(Duration.ofMinutes(3));
        for (var simulation = find(id); ; simulation = find(id)) {
            if (states.contains(simulation.state())) {
                return simulation;
            }
            assertThat(Instant.now()).as("still %s", simulation.state()).isBefore(patience);
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static DecisionTable guide() {
        return DemonstrationFunds.tables("joigny").stream()
                .filter(table -> table.id().equals("contribution"))
                .findFirst()
                .orElseThrow();
    }

    /** A draft of Joigny's guide in which the row R4 asks for another amount. */
    private String raised(String from, String to) {
        var begun = new Editing.Begun("joigny", "joigny", "Essai", 1, Draft.State.OPEN);
        var draft = transactions
                .run(connection -> editing.begin(connection, begun, Adopted.of(guide()), PERSON))
                .id();
        edit(draft, from, to);
        return draft;
    }

    private void edit(String draft, String from, String to) {
        change(draft, new Edit.Cell("R4", "contribution", written(from), written(to)));
    }

    private void change(String draft, Edit edit) {
        editing.edit(draft, PERSON, 0, UUID.randomUUID().toString(), List.of(edit));
    }

    private static String written(String amount) {
        return amount.replace("1 4", "1\u202f4").replace("1 5", "1\u202f5").replace(" €", "\u00a0€");
    }
}
