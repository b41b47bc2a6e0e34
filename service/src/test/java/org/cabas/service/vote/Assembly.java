package org.cabas.service.vote;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.cabas.rules.exchange.CsvFormat;
import org.cabas.rules.funds.DemonstrationFunds;
import org.cabas.rules.table.DecisionTable;
import org.cabas.service.access.Role;
import org.cabas.service.access.Roles;
import org.cabas.service.database.Transactions;
import org.cabas.service.draft.Draft;
import org.cabas.service.draft.Drafts;
import org.cabas.service.draft.Editing;
import org.cabas.service.fund.Adopted;
import org.cabas.service.fund.Fund;
import org.cabas.service.fund.Funds;
import org.cabas.service.fund.History;
import org.cabas.service.fund.Publishing;
import org.cabas.service.vote.Outcome.Done;
import org.cabas.service.vote.Outcome.Refused;
import org.jspecify.annotations.Nullable;

/** A fund with Joigny's tables under a rulebook of its own, a facilitator, and a committee of so many. */
final class Assembly {
    private final ApplicationContext context;
    private final Fund fund;
    private final List<Participant> committee = new ArrayList<>();
    private final Participant facilitator;

    private Assembly(ApplicationContext context, String zone, int members) {
        this(context, founded(context, zone), members);
    }

    private Assembly(ApplicationContext context, Fund fund, int members) {
        this.context = context;
        this.fund = fund;
        this.facilitator = person(Role.FACILITATOR);
        for (var i = 0; i < members; i++) {
            committee.add(person(Role.COMMITTEE));
        }
    }

    private static Fund founded(ApplicationContext context, String zone) {
        var id = "c" + UUID.randomUUID().toString().substring(0, 8);
        var fund = new Fund(id, "Caisse " + id, "Ici", id, Fund.Status.OPEN, "EUR", zone, 7);
        context.getBean(Funds.class).save(fund);
        context.getBean(Publishing.class).publish(id, DemonstrationFunds.tables("joigny"), Instant.EPOCH);
        return fund;
    }

    /** The committee of a fund that is there. */
    static Assembly of(ApplicationContext context, Fund fund, int members) {
        return new Assembly(context, fund, members);
    }

    static Assembly of(ApplicationContext context, int members) {
        return new Assembly(context, "Europe/Paris", members);
    }

    static Assembly in(ApplicationContext context, String zone, int members) {
        return new Assembly(context, zone, members);
    }

    Fund fund() {
        return fund;
    }

    Participant facilitator() {
        return facilitator;
    }

    Participant member(int index) {
        return committee.get(index);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** What runs in a transaction and gives nothing. */
    interface Work {
        void on(Connection connection) throws SQLException;
    }

    void transaction(Work work) {
        bean(Transactions.class).run(connection -> {
            work.on(connection);
            return true;
        });
    }

    /** Someone new with a role in the fund. */
    Participant person(Role role) {
        return person(fund.id(), role);
    }

    Participant person(String fund, Role role) {
        var id = "per_" + UUID.randomUUID().toString().substring(0, 18);
        transaction(connection -> {
            try (var insert = connection.prepareStatement("""
                    insert into person (id, email, name, password_hash, password_set_at, created_at)
                    values (?, ?, ?, '', ?, ?)""")) {
                insert.setString(1, id);
                insert.setString(2, id + "@exemple.fr");
                insert.setString(3, "Membre " + id.substring(4, 8));
                insert.setObject(4, LocalDateTime.now(ZoneOffset.UTC));
                insert.setObject(5, LocalDateTime.now(ZoneOffset.UTC));
                insert.executeUpdate();
            }
            bean(Roles.class).give(connection, id, fund, role);
        });
        return new Participant(id, "Membre " + id.substring(4, 8));
    }

    void leaves(Participant person) {
        transaction(connection -> bean(Roles.class).take(connection, person.id(), fund.id(), Role.COMMITTEE));
    }

    /** An open draft of a table that stands, with some text of it changed. */
    Draft draft(String question, String from, String to) {
        var basedOn = bean(History.class).of(fund.rulebook()).stream()
                .filter(version -> version.question().equals(question) && version.from() != null)
                .findFirst()
                .orElseThrow();
        var standing = bean(History.class)
                .adopted(fund.rulebook(), question, basedOn.version())
                .orElseThrow();
        return draft(changed(standing.table(), from, to), basedOn.version());
    }

    Draft draft(DecisionTable table, @Nullable Integer basedOn) {
        return bean(Transactions.class)
                .run(connection -> bean(Editing.class)
                        .begin(
                                connection,
                                new Editing.Begun(fund.id(), fund.rulebook(), "essai", basedOn, Draft.State.OPEN),
                                Adopted.of(table),
                                member(0).id()));
    }

    /** A contribution of so much for 1 401 € to 1 500 €. */
    Draft contribution(String amount) {
        var now = amountNow();
        return draft("contribution", "1 500 €;" + now, "1 500 €;" + amount);
    }

    private String amountNow() {
        var csv = standing("contribution");
        var at = csv.indexOf("1 500 €;") + 8;
        return csv.substring(at, csv.indexOf(';', at));
    }

    /** The last version of a table as a file, with plain spaces. */
    String standing(String question) {
        var version = bean(History.class).of(fund.rulebook()).stream()
                .filter(each -> each.question().equals(question) && each.from() != null)
                .findFirst()
                .orElseThrow();
        return plain(bean(History.class)
                .adopted(fund.rulebook(), question, version.version())
                .orElseThrow()
                .table());
    }

    static DecisionTable changed(DecisionTable table, String from, String to) {
        var written = plain(table);
        assertThat(written).contains(from);
        return CsvFormat.read(written.replace(from, to).getBytes(StandardCharsets.UTF_8))
                .expected();
    }

    private static String plain(DecisionTable table) {
        return CsvFormat.write(table).replace('\u00a0', ' ').replace('\u202f', ' ');
    }

    /** Writes something into a draft that can't be read. */
    void spoil(Draft draft) {
        bean(Editing.class).rewrite(draft.id(), member(0).id(), table -> {
            var row = table.rows().getFirst();
            return table.withCell(row.id(), table.columns().getFirst().id(), "beaucoup");
        });
    }

    Draft read(Draft draft) {
        return bean(Transactions.class)
                .run(connection -> bean(Drafts.class).find(connection, draft.id()))
                .orElseThrow();
    }

    Outcome propose(Draft... drafts) {
        return propose(
                "Aider un peu plus",
                Arrays.stream(drafts)
                        .map(draft -> new Proposing.Seen(draft.id(), draft.revision()))
                        .toList());
    }

    Outcome propose(String title, List<Proposing.Seen> seen) {
        return bean(Proposing.class).propose(fund, member(0), seen, title, "Parce que la vie est chère.");
    }

    /** A proposal under discussion. */
    String proposed(Draft... drafts) {
        return done(propose(drafts));
    }

    /** A proposal whose vote is open until the end of the next day. */
    String inVote(boolean secret, Draft... drafts) {
        var id = proposed(drafts);
        done(open(id, secret));
        return id;
    }

    Outcome open(String id, boolean secret) {
        return bean(Voting.class).open(id, facilitator, tomorrow().atTime(18, 0), secret);
    }

    /** A proposal that everybody voted for. */
    String adopted(Draft... drafts) {
        var id = inVote(true, drafts);
        committee.forEach(member -> done(cast(id, member, Choice.YES)));
        assertThat(proposal(id).state()).isEqualTo(Proposal.State.ADOPTED);
        return id;
    }

    Outcome cast(String id, Participant voter, Choice choice) {
        return cast(context, id, voter, choice);
    }

    /** On another instance. */
    Outcome cast(ApplicationContext instance, String id, Participant voter, Choice choice) {
        return instance.getBean(Voting.class)
                .cast(id, voter, choice, proposal(id).fingerprint());
    }

    Outcome publish(String id, LocalDate day) {
        return bean(Enacting.class).publish(id, facilitator, new Enacting.Effect.On(day));
    }

    LocalDate today() {
        return LocalDate.ofInstant(bean(java.time.Clock.class).instant(), fund.zone());
    }

    LocalDate tomorrow() {
        return today().plusDays(1);
    }

    Proposal proposal(String id) {
        return bean(Settling.class).settle(id).orElseThrow();
    }

    Tally tally(String id) {
        return Objects.requireNonNull(proposal(id).tally());
    }

    static String done(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Done.class);
        return ((Done) outcome).proposal();
    }

    /** What was refused, a sentence a reason. */
    static List<String> refused(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Refused.class);
        var sentences = ((Refused) outcome).sentences();
        assertThat(sentences)
                .allSatisfy(sentence -> assertThat(sentence)
                        .matches("(?s)\\p{Lu}.*[.!?]|«.*[.!?]|(?s)essai.*[.!?]")
                        .doesNotContain("%", "null")
                        .doesNotMatch(".*[A-Z]{2,}_[A-Z].*"));
        return sentences;
    }
}
