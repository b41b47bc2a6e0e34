package org.cabas.service.draft;

import java.time.Instant;
import org.cabas.rules.exchange.WrittenTable;
import org.cabas.service.fund.Adopted;
import org.jspecify.annotations.Nullable;

/**
 * A table that a committee is writing.
 *
 * @param id opaque
 * @param fundId the fund where it was begun
 * @param rulebook whose table it would replace
 * @param question the id of the table
 * @param name what tells it from other drafts of the same table, in the words of who began it
 * @param basedOn the version of the table that it was copied from; null for a table that the rulebook doesn't have yet
 * @param revision counts its changes
 * @param written the table as {@link WrittenTable#csv} keeps it
 * @param cases reference cases, as written
 * @param waivers checks that are switched off, as {@link org.cabas.rules.verify.Waiver#write} writes them
 * @param createdBy the id of the person who began it
 * @param changedBy the id of the person who changed it last
 */
public record Draft(
        String id,
        String fundId,
        String rulebook,
        String question,
        String name,
        @Nullable Integer basedOn,
        State state,
        int revision,
        String written,
        String cases,
        String waivers,
        String createdBy,
        Instant createdAt,
        String changedBy,
        Instant changedAt) {

    /** Longer names don't fit on a line of the list. */
    public static final int LONGEST_NAME = 120;

    /** Where a draft stands. */
    public enum State {
        /** Came from a file and was looked at; not accepted yet. */
        RECEIVED,
        /** Being written. */
        OPEN,
        /** Proposed: it stays as it is until the proposal is withdrawn or rejected. */
        FROZEN,
        /** Nobody wants it any more. */
        DISCARDED,
        /** It became a version of the table. */
        PUBLISHED
    }

    /** The table as people are writing it. */
    public WrittenTable table() {
        return WrittenTable.parse(written);
    }

    /** What the table says, or why it can't be read yet. */
    public WrittenTable.Read reading() {
        return table().read();
    }

    /**
     * What would be adopted, by that vote.
     *
     * @throws IllegalStateException for a draft that can't be read yet
     */
    public Adopted adopted(@Nullable String vote) {
        return switch (reading()) {
            case WrittenTable.Read.Whole(var table) -> new Adopted(table, cases, waivers, vote);
            case WrittenTable.Read.NotYet(var problems) -> throw new IllegalStateException(problems.toString());
        };
    }

    Draft changed(WrittenTable table, String by, Instant at) {
        return new Draft(
                id,
                fundId,
                rulebook,
                question,
                name,
                basedOn,
                state,
                revision + 1,
                table.csv(),
                cases,
                waivers,
                createdBy,
                createdAt,
                by,
                at);
    }

    Draft with(String name, String cases, String waivers, String by, Instant at) {
        return new Draft(
                id,
                fundId,
                rulebook,
                question,
                name,
                basedOn,
                state,
                revision + 1,
                written,
                cases,
                waivers,
                createdBy,
                createdAt,
                by,
                at);
    }
}
