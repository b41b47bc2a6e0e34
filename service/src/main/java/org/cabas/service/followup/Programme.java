package org.cabas.service.followup;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cabas.service.casefile.CaseFiles;
import org.cabas.service.casefile.Timeline;
import org.cabas.service.followup.HealthKeys.Held;
import org.cabas.service.fund.FundRules;
import org.cabas.workflows.followup.FollowUpProcess;
import org.jspecify.annotations.Nullable;

/** A programme of follow-ups that is made up, for a demonstration: those that are over, and those that are offered now. All is marked. */
@Singleton
public class Programme {
    private final CaseFiles caseFiles;
    private final FollowUps followUps;
    private final CheckUps checkUps;
    private final HealthKeys keys;
    private final HealthRecords records;
    private final Offering offering;
    private final Timeline timeline;

    Programme(
            CaseFiles caseFiles,
            FollowUps followUps,
            CheckUps checkUps,
            HealthKeys keys,
            HealthRecords records,
            Offering offering,
            Timeline timeline) {
        this.caseFiles = caseFiles;
        this.followUps = followUps;
        this.checkUps = checkUps;
        this.keys = keys;
        this.records = records;
        this.offering = offering;
        this.timeline = timeline;
    }

    /** Somebody of a fund, by their id and name. */
    public record Member(String id, String name) {}

    /** Whether a fund may be given one: people's answers can be sealed, and it has no follow-up yet. */
    public boolean isToBegin(Connection connection, String fund) throws SQLException {
        try (var query = connection.prepareStatement("select 1 from follow_up where fund_id = ? limit 1")) {
            query.setString(1, fund);
            try (var rows = query.executeQuery()) {
                return keys.isSetUp() && !rows.next();
            }
        }
    }

    /**
     * Adds a follow-up that is over.
     *
     * @param byMonth what was answered at each check-up, the first at month 0, in their order
     */
    public void past(Connection connection, String fund, Member member, LocalDate start, Map<Integer, Answers> byMonth)
            throws SQLException {
        var months = byMonth.keySet().stream().sorted().toList();
        var zone = FundRules.of(connection, fund).zone();
        Instant opened = start.minusDays(7).atTime(10, 0).atZone(zone).toInstant();
        Instant closed = start.plusMonths(months.getLast())
                .plusDays(7)
                .atTime(10, 0)
                .atZone(zone)
                .toInstant();
        var file = caseFiles.past(
                connection, fund, FollowUpProcess.PROCESS, member.name(), Stage.CLOSED.code(), opened, closed);
        followUps.add(connection, file, fund, member.id());
        keys.make(connection, member.id());
        if (!(keys.of(connection, member.id()) instanceof Held.Own(var key))) {
            throw new IllegalStateException("a key that was just made can't be used");
        }
        followUps.consent(connection, file, start);
        var consent = new HashMap<String, Object>();
        consent.put("day", start.toString());
        consent.put("words", FollowUpWording.say("fictitious.consent"));
        records.add(connection, key, file, HealthRecords.Kind.CONSENT, null, null, consent);
        for (var i = 0; i < months.size(); i++) {
            var month = months.get(i);
            var next = i + 1 < months.size() ? months.get(i + 1) : null;
            var answers = byMonth.getOrDefault(month, Answers.read(Map.of()));
            var held = checkUps.add(connection, file, checkUp(start, month, next));
            var said = new ProtocolTable.Said(next, null, false, List.of(), "");
            records.add(
                    connection,
                    key,
                    file,
                    HealthRecords.Kind.CHECK_UP,
                    held.id(),
                    null,
                    CheckUpForm.record(answers, said, ""));
        }
        followUps.came(connection, file, start);
        followUps.close(connection, file);
        mark(connection, file);
    }

    private static CheckUp checkUp(LocalDate start, int month, @Nullable Integer next) {
        return new CheckUp(
                0, month, start.plusMonths(month), true, next, next == null ? null : start.plusMonths(next), false);
    }

    /** Offers a follow-up to somebody now: a nurse finds it among what she has to do. */
    public void offer(Connection connection, String fund, Member member) throws SQLException {
        var person = offering.member(connection, fund, member.id()).orElseThrow();
        mark(connection, offering.open(connection, fund, person, null));
    }

    private void mark(Connection connection, String file) throws SQLException {
        try (var update = connection.prepareStatement("update follow_up set fictitious = true where case_id = ?")) {
            update.setString(1, file);
            update.executeUpdate();
        }
        timeline.add(connection, file, null, "followup.fictitious", "");
    }
}
