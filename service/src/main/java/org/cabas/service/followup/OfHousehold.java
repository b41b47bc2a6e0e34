package org.cabas.service.followup;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.cabas.service.access.Right;
import org.cabas.service.access.Visitor;
import org.cabas.service.casefile.Beside;
import org.cabas.service.casefile.CaseFile;
import org.cabas.service.casefile.CaseFiles;
import org.cabas.service.casefile.CaseKind.Panel;
import org.cabas.service.casefile.Timeline;
import org.cabas.service.fund.FundRules;
import org.jspecify.annotations.Nullable;

/**
 * On the file of a household, for who receives it: to whom a follow-up was offered, and when a step was last done. Not which step, nor what
 * came of it, and of one that is over not why: whoever declined reads like whoever came to the end.
 */
@Singleton
class OfHousehold implements Beside {
    private final FollowUps followUps;
    private final ProtocolTable protocol;
    private final CaseFiles caseFiles;
    private final Timeline timeline;

    OfHousehold(FollowUps followUps, ProtocolTable protocol, CaseFiles caseFiles, Timeline timeline) {
        this.followUps = followUps;
        this.protocol = protocol;
        this.caseFiles = caseFiles;
        this.timeline = timeline;
    }

    /**
     * A member of the household.
     *
     * @param offer where a follow-up can be offered to them; null where they have one
     */
    public record Line(
            String name, String sentence, @Nullable String offer) {}

    @Override
    public Optional<Panel> beside(Connection connection, Visitor visitor, CaseFile file, String household)
            throws SQLException {
        var fund = FundRules.of(connection, file.fundId());
        if (!visitor.may(file.fundId(), Right.WORK_ON_ENROLLMENTS) || !protocol.isInForce(fund)) {
            return Optional.empty();
        }
        var lines = new ArrayList<Line>();
        try (var query = connection.prepareStatement(
                "select id, name from member where household_id = ? and status <> 'LEFT' order by id")) {
            query.setString(1, household);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    lines.add(line(connection, fund, file, rows.getString(1), rows.getString(2)));
                }
            }
        }
        var model = new HashMap<String, @Nullable Object>();
        model.put("lines", lines);
        return Optional.of(new Panel("followup/panel :: household", model));
    }

    private Line line(Connection connection, FundRules fund, CaseFile file, String member, String name)
            throws SQLException {
        var all = followUps.allOf(connection, member);
        var offer = OfferController.address(fund.fund()) + "?personne=" + member + "&dossier=" + file.id();
        if (all.isEmpty()) {
            return new Line(name, FollowUpWording.say("household.none"), offer);
        }
        var last = caseFiles.find(connection, all.getLast().caseFile()).orElseThrow();
        var closed = last.closedAt();
        if (closed != null) {
            return new Line(name, FollowUpWording.say("household.closed", date(fund, closed)), offer);
        }
        var done = steps(timeline.of(connection, last.id()));
        return new Line(
                name,
                done.isEmpty()
                        ? FollowUpWording.say("household.offered", date(fund, last.openedAt()))
                        : FollowUpWording.say("household.done", date(fund, done.getLast())),
                null);
    }

    /** When somebody of the follow-up's team did a step. */
    private static List<Instant> steps(List<Timeline.Event> events) {
        return events.stream()
                .filter(event -> event.personName() != null
                        && event.kind().startsWith("followup.")
                        && !event.kind().equals("followup.offered"))
                .map(Timeline.Event::at)
                .toList();
    }

    private static String date(FundRules fund, Instant at) {
        return FollowUpWording.FRENCH.date(fund.day(at));
    }
}
