package org.cabas.service.vote;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.cabas.service.audit.Action;
import org.cabas.service.audit.Audit;
import org.cabas.service.audit.Deed;
import org.jspecify.annotations.Nullable;

/**
 * What became of each proposal, in the transaction in which it happens: step by step for its timeline, and all of it in the audit
 * log. Of a secret vote the log has the opening and the result, and nothing of who voted when.
 */
@Singleton
class Minutes {
    private final Audit audit;

    Minutes(Audit audit) {
        this.audit = audit;
    }

    /** What can happen to a proposal. */
    public enum Step {
        PROPOSED(Action.PROPOSED),
        OPENED(Action.VOTE_OPENED),
        ADOPTED(Action.VOTE_CLOSED),
        REJECTED(Action.VOTE_CLOSED),
        PUBLISHED(Action.PUBLISHED),
        TOOK_EFFECT(Action.TOOK_EFFECT),
        WITHDRAWN(Action.PROPOSAL_WITHDRAWN),
        REVOKED(Action.PUBLICATION_WITHDRAWN),
        OUTDATED(Action.PROPOSAL_OUTDATED),
        REOPENED(Action.DRAFTS_REOPENED);

        private final Action action;

        Step(Action action) {
            this.action = action;
        }

        /** What happened, in French, to stand by itself. */
        String label() {
            return VoteWording.say("step." + name().toLowerCase(Locale.ROOT));
        }
    }

    /**
     * A step that was taken.
     *
     * @param by who took it, as they were called then; null where it happened by itself
     * @param details in French, possibly empty
     */
    public record Taken(Instant at, @Nullable String by, Step step, String details) {
        /** What happened, in French. */
        public String label() {
            return step.label();
        }
    }

    /** Notes a step. */
    void note(Connection connection, Proposal proposal, Instant at, @Nullable Participant by, Step step, String details)
            throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into proposal_step (proposal_id, taken_at, person_name, step, details) values (?, ?, ?, ?, ?)""")) {
            insert.setString(1, proposal.id());
            insert.setObject(2, Proposals.utc(at));
            insert.setString(3, by == null ? null : by.name());
            insert.setString(4, step.name());
            insert.setString(5, details);
            insert.executeUpdate();
        }
        record(connection, proposal, by, step.action, details.isEmpty() ? step.label() : details);
    }

    /** What people do about comments. */
    enum Remark {
        SAID,
        CORRECTED,
        REMOVED
    }

    /** Notes that something was said, not what: comments may be taken back. */
    void remarked(Connection connection, Proposal proposal, Participant by, Remark remark, Discussing.Place place)
            throws SQLException {
        var what = VoteWording.say("remark." + remark.name().toLowerCase(Locale.ROOT));
        var title = proposal.tables().stream()
                .filter(table -> table.question().equals(place.question()))
                .map(table -> table.table().title())
                .findFirst()
                .orElse("");
        var where = place.row() == null ? title : VoteWording.say("remark.row", title, place.row());
        record(connection, proposal, by, Action.COMMENTED, where.isEmpty() ? what : what + "\u00a0: " + where);
    }

    /** Notes a vote that everybody may see. */
    void voted(Connection connection, Proposal proposal, Participant by, Choice choice) throws SQLException {
        record(connection, proposal, by, Action.VOTED, choice.label());
    }

    private void record(
            Connection connection, Proposal proposal, @Nullable Participant by, Action action, String details)
            throws SQLException {
        var subject = VoteWording.say("proposal.called", proposal.number(), proposal.title());
        var deed = Deed.of(action, subject).of(proposal.rulebook()).with(details);
        audit.record(connection, by == null ? deed : deed.by(by.id(), by.name()));
    }

    /** Notes that a committee changed how it votes. */
    void rulesChanged(Connection connection, String rulebook, Participant by, String details) throws SQLException {
        audit.record(
                connection,
                Deed.of(Action.SETTINGS_CHANGED, VoteWording.say("rules.subject"))
                        .of(rulebook)
                        .by(by.id(), by.name())
                        .with(details));
    }

    /** The steps of a proposal, in order. */
    List<Taken> of(Connection connection, String proposal) throws SQLException {
        try (var query = connection.prepareStatement("""
                select taken_at, person_name, step, details from proposal_step where proposal_id = ? order by id""")) {
            query.setString(1, proposal);
            try (var rows = query.executeQuery()) {
                var steps = new ArrayList<Taken>();
                while (rows.next()) {
                    steps.add(new Taken(
                            rows.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                            rows.getString(2),
                            Step.valueOf(rows.getString(3)),
                            rows.getString(4)));
                }
                return steps;
            }
        }
    }
}
