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

/** Notes when the household came to the welcome workshop, or will come. */
@Singleton
class WorkshopForm implements TaskForm {
    private final Standings standings;
    private final Clock clock;

    WorkshopForm(Standings standings, Clock clock) {
        this.standings = standings;
        this.clock = clock;
    }

    @Override
    public String element() {
        return Enrollment.WORKSHOP;
    }

    @Override
    public String view() {
        return "enrollment/forms :: workshop";
    }

    @Override
    public String verb() {
        return EnrollmentWording.say("verb.workshop");
    }

    private static final String ATTENDED = "attended";

    /** A workshop that is put off further is none. */
    private static final int MOST_MONTHS_AHEAD = 12;

    @Override
    public Map<String, @Nullable Object> model(Connection connection, CaseFile file) throws SQLException {
        return Map.of("today", FundRules.of(connection, file.fundId()).day(clock.instant()));
    }

    @Override
    public Filled fill(Connection connection, Visitor visitor, CaseFile file, FormFields fields) throws SQLException {
        var fund = FundRules.of(connection, file.fundId());
        var today = fund.day(clock.instant());
        var filling = EnrollmentWording.filling(fields);
        var chosen = filling.choice("workshop_choice", Set.of(ATTENDED, "postponed"), "wrong.workshop");
        var attended = chosen.equals(ATTENDED);
        var day = attended
                ? filling.day("workshop_day", fund.day(file.openedAt()), today)
                : filling.day("workshop_day", today, today.plusMonths(MOST_MONTHS_AHEAD));
        if (!filling.isRight()) {
            return new Filled.Wrong(filling.problems());
        }
        standings.welcome(connection, file.id(), day, attended);
        return new Filled.Done(Map.of(), "enrollment.workshop." + chosen, EnrollmentWording.FRENCH.date(day));
    }
}
