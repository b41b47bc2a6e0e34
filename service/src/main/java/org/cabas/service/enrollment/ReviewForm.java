package org.cabas.service.enrollment;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.cabas.service.access.FormFields;
import org.cabas.service.access.Visitor;
import org.cabas.service.casefile.CaseFile;
import org.cabas.service.casefile.TaskForm;
import org.cabas.service.fund.FundRules;
import org.cabas.workflows.enrollment.Enrollment;
import org.jspecify.annotations.Nullable;

/** Notes what a household and the fund said to each other after a year: it stays, or leaves. */
@Singleton
class ReviewForm implements TaskForm {
    private final Standings standings;
    private final Clock clock;

    ReviewForm(Standings standings, Clock clock) {
        this.standings = standings;
        this.clock = clock;
    }

    @Override
    public String element() {
        return Enrollment.REVIEW;
    }

    @Override
    public String view() {
        return "enrollment/forms :: review";
    }

    @Override
    public String verb() {
        return EnrollmentWording.say("verb.review");
    }

    @Override
    public Map<String, @Nullable Object> model(Connection connection, CaseFile file) throws SQLException {
        return Map.of("today", FundRules.of(connection, file.fundId()).day(clock.instant()));
    }

    @Override
    public Filled fill(Connection connection, Visitor visitor, CaseFile file, FormFields fields) throws SQLException {
        var fund = FundRules.of(connection, file.fundId());
        var filling = EnrollmentWording.filling(fields);
        var stays = filling.choice("review_stays", Set.of("yes", "no"), "wrong.review");
        var day = filling.day("review_day", fund.day(file.openedAt()), fund.day(clock.instant()));
        if (!filling.isRight()) {
            return new Filled.Wrong(filling.problems());
        }
        standings.reviewed(connection, file.id(), day);
        return new Filled.Done(
                Enrollment.reviewed(stays.equals("yes")),
                stays.equals("yes") ? "enrollment.reviewed.stays" : "enrollment.reviewed.leaves",
                EnrollmentWording.FRENCH.date(day));
    }
}
