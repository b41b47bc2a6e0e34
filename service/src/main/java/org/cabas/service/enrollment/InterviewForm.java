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

/** Notes an interview: the household goes on, or takes its application back. */
@Singleton
class InterviewForm implements TaskForm {
    private final Standings standings;
    private final Clock clock;

    InterviewForm(Standings standings, Clock clock) {
        this.standings = standings;
        this.clock = clock;
    }

    @Override
    public String element() {
        return Enrollment.INTERVIEW;
    }

    @Override
    public String view() {
        return "enrollment/forms :: interview";
    }

    @Override
    public String verb() {
        return EnrollmentWording.say("verb.interview");
    }

    @Override
    public Map<String, @Nullable Object> model(Connection connection, CaseFile file) throws SQLException {
        return Map.of("today", FundRules.of(connection, file.fundId()).day(clock.instant()));
    }

    @Override
    public Filled fill(Connection connection, Visitor visitor, CaseFile file, FormFields fields) throws SQLException {
        var fund = FundRules.of(connection, file.fundId());
        var filling = EnrollmentWording.filling(fields);
        var day = filling.day("interview_day", fund.day(file.openedAt()), fund.day(clock.instant()));
        var goesOn = filling.choice("interview_goes_on", Set.of("yes", "no"), "wrong.interview");
        if (!filling.isRight()) {
            return new Filled.Wrong(filling.problems());
        }
        standings.interviewed(connection, file.id(), day);
        return new Filled.Done(
                Enrollment.interviewed(goesOn.equals("yes")),
                goesOn.equals("yes") ? "enrollment.interviewed.goes-on" : "enrollment.interviewed.withdraws",
                EnrollmentWording.FRENCH.date(day));
    }
}
