package org.cabas.service.draft;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.cabas.rules.exchange.WrittenTable;
import org.cabas.rules.exchange.WrittenTable.WrittenRow;
import org.cabas.rules.funds.DemonstrationFunds;
import org.cabas.service.OnTestDatabase;
import org.cabas.service.authorization.Town;
import org.cabas.service.database.Transactions;
import org.cabas.service.draft.Editing.Edited;
import org.cabas.service.fund.Adopted;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Several people write one draft of Joigny's guide at once, and nobody loses anything. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EditingTest implements OnTestDatabase {
    private static final String ONE = "per_one";
    private static final String TWO = "per_two";

    @Inject
    private ApplicationContext context;

    @Inject
    private Editing editing;

    @Inject
    private Drafts drafts;

    @Inject
    private Transactions transactions;

    private String draft = "";

    @BeforeAll
    void found() {
        Town.found(context, "joigny");
    }

    @BeforeEach
    void begin() {
        var guide = DemonstrationFunds.tables("joigny").stream()
                .filter(table -> table.id().equals("contribution"))
                .findFirst()
                .orElseThrow();
        draft = transactions
                .run(connection -> editing.begin(
                        connection,
                        new Editing.Begun("joigny", "joigny", "Essai", 1, Draft.State.OPEN),
                        Adopted.of(guide),
                        ONE))
                .id();
    }

    @Test
    void edits_of_different_cells_all_come_through() {
        edit(ONE, 0, cell("R3", "15 €", "16 €"));
        var second = edit(TWO, 0, cell("R4", "20 €", "21 €"));

        assertThat(text("R3")).isEqualTo("16 €");
        assertThat(text("R4")).isEqualTo("21 €");
        assertThat(second.changes()).extracting(Drafts.Change::person).containsExactly(ONE, TWO);
        assertThat(second.givenBack()).isEmpty();
    }

    @Test
    void of_two_edits_of_one_cell_the_later_is_given_back_to_who_made_it() {
        edit(ONE, 0, cell("R4", "20 €", "21 €"));
        var second = edit(TWO, 0, cell("R4", "20 €", "25 €"), cell("R5", "25 €", "26 €"));

        assertThat(text("R4")).isEqualTo("21 €");
        assertThat(text("R5")).isEqualTo("26 €");
        assertThat(second.givenBack()).containsExactly(cell("R4", "20 €", "25 €"));
    }

    @Test
    void a_row_that_somebody_changed_meanwhile_is_not_removed_unseen() {
        edit(ONE, 0, cell("R4", "20 €", "21 €"));
        var row = guide().row("R4").orElseThrow();
        var removal = new Edit.Remove("R4", List.of(row.cells().getFirst(), written("20 €")), "");
        assertThat(edit(TWO, 0, removal).givenBack()).containsExactly(removal);
        assertThat(guide().row("R4")).isPresent();
    }

    @Test
    void what_is_sent_twice_is_made_once() {
        var token = UUID.randomUUID().toString();
        var row = new Edit.Add("R12", "R10", List.of("≥ 5 000 €", "80 €"), "", "");
        editing.edit(draft, ONE, 0, token, List.of(row));
        var again = (Edited.Done) editing.edit(draft, ONE, 0, token, List.of(row));

        assertThat(again.revision()).isEqualTo(1);
        assertThat(again.givenBack()).isEmpty();
        assertThat(guide().rows()).hasSize(12);
    }

    @Test
    void what_was_done_can_be_undone_by_the_opposite() {
        var before = guide();
        var removed = before.row("R4").orElseThrow();
        edit(ONE, 0, new Edit.Remove("R4", removed.cells(), removed.note()));
        edit(ONE, 1, new Edit.Add("R4", "R3", removed.cells(), removed.note(), removed.adoptedBy()));
        assertThat(guide()).isEqualTo(before);
    }

    @Test
    void ten_people_who_write_a_hundred_cells_at_once_find_them_all() throws Exception {
        try (var people = Executors.newFixedThreadPool(10)) {
            var sent = new ArrayList<Future<?>>();
            for (var person = 0; person < 10; person++) {
                var row = "R" + (person + 1);
                var who = "per_" + person;
                sent.add(people.submit(() -> {
                    var from = "";
                    for (var i = 0; i < 10; i++) {
                        edit(who, 0, new Edit.Cell(row, WrittenTable.NOTE, from, "note " + i));
                        from = "note " + i;
                    }
                    return row;
                }));
            }
            for (var one : sent) {
                one.get();
            }
        }
        assertThat(guide().rows().subList(0, 10)).extracting(WrittenRow::note).containsOnly("note 9");
        List<Drafts.Change> changes = transactions.run(connection -> drafts.since(connection, draft, 0));
        assertThat(changes)
                .extracting(Drafts.Change::revision)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 100).boxed().toList());
    }

    @Test
    void a_draft_that_is_proposed_takes_no_edit() {
        transactions.run(connection -> {
            drafts.setState(connection, draft, Draft.State.FROZEN);
            return draft;
        });
        assertThat(editing.edit(draft, ONE, 0, "t", List.of(cell("R4", "20 €", "21 €"))))
                .isEqualTo(new Edited.Closed(Draft.State.FROZEN));
        assertThat(text("R4")).isEqualTo("20 €");
    }

    @Test
    void nobody_rewrites_a_whole_table_as_if_it_were_a_cell() {
        assertThat(editing.edit(draft, ONE, 0, "t", List.of(new Edit.Rewrite("Table;contribution"))))
                .isInstanceOf(Edited.Refused.class);
        assertThat(editing.edit(draft, ONE, 0, "t", List.of(cell("R4", "20 €", "x".repeat(4_001)))))
                .isInstanceOf(Edited.Refused.class);
        assertThat(guide().rows()).hasSize(11);
    }

    @Test
    void who_else_has_the_draft_open_is_told_with_the_row_they_write_in() {
        editing.follow(draft, ONE, 0, "R4");
        editing.follow(draft, TWO, 0, "");
        assertThat(editing.others(draft, TWO)).containsExactly(new Drafts.Presence(ONE, "R4"));
    }

    private Edited.Done edit(String person, int seen, Edit... edits) {
        return (Edited.Done) editing.edit(draft, person, seen, UUID.randomUUID().toString(), List.of(edits));
    }

    private static Edit cell(String row, String from, String to) {
        return new Edit.Cell(row, "contribution", written(from), written(to));
    }

    /** A non-breaking space stands before the sign, as in what the grid shows. */
    private static String written(String amount) {
        return amount.replace(' ', '\u00a0');
    }

    private String text(String row) {
        return guide().cell(row, "contribution").orElseThrow().replace('\u00a0', ' ');
    }

    private WrittenTable guide() {
        return transactions.run(
                connection -> drafts.find(connection, draft).orElseThrow().table());
    }
}
