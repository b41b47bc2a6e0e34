package org.cabas.service.draft;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.f4b6a3.ulid.UlidCreator;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.cabas.rules.exchange.WrittenTable;
import org.cabas.rules.table.Spelling;
import org.cabas.rules.verify.SanityCheck;
import org.cabas.rules.verify.Waiver;
import org.cabas.service.database.Transactions;
import org.cabas.service.fund.Adopted;
import org.jspecify.annotations.Nullable;

/**
 * Writing drafts. What several people do at once is made one after the other: edits of different cells all come through; of two
 * edits of one cell the later is given back to who made it, with what stands there now, and nothing is lost.
 */
@Singleton
public class Editing {
    /** A table that people vote on has tens of rows; see {@link org.cabas.rules.exchange.CsvFormat#MOST_ROWS}. */
    static final int MOST_ROWS = 10_000;

    /** As many as a paste of a large block; more at once is a file. */
    static final int MOST_EDITS = 20_000;

    /** Whoever was not heard of for so long has left: their page tells every two seconds. */
    static final Duration PRESENT = Duration.ofSeconds(15);

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<Edit>> EDITS = new TypeReference<>() {};

    private final Transactions transactions;
    private final Drafts drafts;
    private final Clock clock;

    public Editing(Transactions transactions, Drafts drafts, Clock clock) {
        this.transactions = transactions;
        this.drafts = drafts;
        this.clock = clock;
    }

    /** What came of edits. */
    public sealed interface Edited {
        /**
         * @param revision where the draft is now
         * @param changes what was done since the revision that the edits were made on, by everybody, in order
         * @param givenBack edits that no longer fit, to be shown to who made them
         */
        record Done(int revision, List<Drafts.Change> changes, List<Edit> givenBack) implements Edited {}

        /** The draft is proposed, published or given up: nothing was changed. */
        record Closed(Draft.State state) implements Edited {}

        /** There is no such draft. */
        record Unknown() implements Edited {}

        /** @param reason what such an edit can't be, in French: nothing was changed */
        record Refused(String reason) implements Edited {}
    }

    /** Begins a draft from a table, or from one that was adopted. */
    public Draft begin(Connection connection, Begun begun, Adopted from, String person) throws SQLException {
        var now = clock.instant();
        var draft = new Draft(
                "dra_" + UlidCreator.getUlid().toString().toLowerCase(Locale.ROOT),
                begun.fund(),
                begun.rulebook(),
                from.table().id(),
                begun.name(),
                begun.basedOn(),
                begun.state(),
                0,
                WrittenTable.of(from.table()).csv(),
                from.cases(),
                from.waivers(),
                person,
                now,
                person,
                now);
        drafts.add(connection, draft);
        return draft;
    }

    /**
     * A draft that begins.
     *
     * @param basedOn the version of the table that it is copied from; null for a table that the rulebook doesn't have yet
     */
    public record Begun(
            String fund,
            String rulebook,
            String name,
            @Nullable Integer basedOn,
            Draft.State state) {}

    /** What was done to a draft since a revision; notes that the person has it open. */
    public Edited follow(String id, String person, int seen, String row) {
        return transactions.run(connection -> {
            var draft = drafts.find(connection, id);
            if (draft.isEmpty()) {
                return new Edited.Unknown();
            }
            drafts.seen(connection, id, person, row, clock.instant());
            return draft.get().state() == Draft.State.OPEN
                    ? done(connection, draft.get(), seen, List.of())
                    : new Edited.Closed(draft.get().state());
        });
    }

    /** Who else has a draft open. */
    public List<Drafts.Presence> others(String id, String person) {
        return transactions.run(
                connection -> drafts.present(connection, id, clock.instant().minus(PRESENT)).stream()
                        .filter(present -> !present.person().equals(person))
                        .toList());
    }

    /**
     * Makes edits, those that fit: once for each token, however often they are sent.
     *
     * @param seen the revision that was on the screen of who made them
     * @param token given by who made them, at most 40 ASCII characters
     */
    public Edited edit(String id, String person, int seen, String token, List<Edit> edits) {
        var refused = refusal(token, edits);
        if (refused.isPresent()) {
            return new Edited.Refused(refused.get());
        }
        return transactions.run(connection -> {
            var found = drafts.lock(connection, id);
            if (found.isEmpty()) {
                return new Edited.Unknown();
            }
            var draft = found.get();
            if (drafts.made(connection, id, token).isPresent()) {
                return done(connection, draft, seen, List.of());
            }
            if (draft.state() != Draft.State.OPEN) {
                return new Edited.Closed(draft.state());
            }
            var table = draft.table();
            var made = new ArrayList<Edit>();
            var givenBack = new ArrayList<Edit>();
            for (var sent : edits) {
                var edit = sent.tidied(table);
                var next = edit.on(table);
                (next.isPresent() ? made : givenBack).add(edit);
                table = next.orElse(table);
            }
            if (table.rows().size() > MOST_ROWS) {
                return new Edited.Refused("Une table a au plus 10\u202f000 lignes.");
            }
            var changed = draft;
            if (!made.isEmpty()) {
                changed = draft.changed(table, person, clock.instant());
                drafts.change(connection, changed, token, json(made));
            }
            return done(connection, changed, seen, givenBack);
        });
    }

    private Edited done(Connection connection, Draft draft, int seen, List<Edit> givenBack) throws SQLException {
        return new Edited.Done(draft.revision(), drafts.since(connection, draft.id(), seen), givenBack);
    }

    private static Optional<String> refusal(String token, List<Edit> edits) {
        if (!token.matches("[\\x21-\\x7e]{1,40}")) {
            return Optional.of("L’envoi n’a pas de numéro.");
        }
        if (edits.size() > MOST_EDITS) {
            return Optional.of("C’est trop en une fois\u00a0: importez plutôt un fichier.");
        }
        return edits.stream().flatMap(edit -> refusal(edit).stream()).findFirst();
    }

    private static Optional<String> refusal(Edit edit) {
        return switch (edit) {
            case Edit.Cell(var row, var column, var from, var to) -> tooLong(List.of(to));
            case Edit.Add(var row, var after, var cells, var note, var adoptedBy) ->
                Spelling.isRowId(row)
                        ? tooLong(cells).or(() -> tooLong(List.of(note, adoptedBy)))
                        : Optional.of("«\u00a0" + row + "\u00a0» ne peut pas nommer une ligne.");
            case Edit.Remove remove -> Optional.empty();
            case Edit.Move move -> Optional.empty();
            case Edit.Rewrite rewrite -> Optional.of("La table entière ne s’écrit pas ainsi.");
        };
    }

    private static Optional<String> tooLong(List<String> texts) {
        return texts.stream().anyMatch(text -> text.length() > Edit.LONGEST_TEXT)
                ? Optional.of("Un texte est trop long\u00a0: 4\u202f000 caractères au plus.")
                : Optional.empty();
    }

    /** Changes the columns or the head of a draft, on top of whatever others did; see {@link Edited}. */
    public Edited rewrite(String id, String person, UnaryOperator<WrittenTable> change) {
        return changed(id, person, draft -> {
            var table = change.apply(draft.table());
            return draft.changed(table, person, clock.instant());
        });
    }

    /** Gives a draft another name; see {@link Edited}. */
    public Edited named(String id, String person, String name) {
        return changed(id, person, draft -> draft.with(name, draft.cases(), draft.waivers(), person, clock.instant()));
    }

    /**
     * Switches a check off, or on again.
     *
     * @param check the name of a {@link SanityCheck}
     * @param reason why it is switched off, in the committee's words; blank to have it made again
     * @return nothing when there is no such check
     */
    public Optional<Edited> waived(String id, String person, String check, String reason) {
        return Arrays.stream(SanityCheck.values())
                .filter(known -> known.name().equals(check))
                .findFirst()
                .map(known -> changed(id, person, draft -> {
                    var waivers = new ArrayList<>(Waiver.read(draft.waivers()));
                    waivers.removeIf(waiver -> waiver.check() == known);
                    if (!reason.isBlank()) {
                        waivers.add(new Waiver(known, reason));
                    }
                    return draft.with(draft.name(), draft.cases(), Waiver.write(waivers), person, clock.instant());
                }));
    }

    /** Changes what stands beside the table of a draft: its name, its reference cases, the checks that are switched off. */
    public Edited changed(String id, String person, UnaryOperator<Draft> change) {
        return transactions.run(connection -> {
            var found = drafts.lock(connection, id);
            if (found.isEmpty()) {
                return new Edited.Unknown();
            }
            if (found.get().state() != Draft.State.OPEN) {
                return new Edited.Closed(found.get().state());
            }
            var changed = change.apply(found.get());
            var edits = changed.written().equals(found.get().written())
                    ? List.<Edit>of()
                    : List.<Edit>of(new Edit.Rewrite(changed.written()));
            drafts.change(connection, changed, UlidCreator.getUlid().toString(), json(edits));
            return new Edited.Done(changed.revision(), List.of(), List.of());
        });
    }

    /** Edits as the page and the list of changes hold them. */
    static String json(List<Edit> edits) {
        try {
            return JSON.writerFor(EDITS).writeValueAsString(edits);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
