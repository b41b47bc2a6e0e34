package org.cabas.service.enrollment;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.cabas.service.access.FormFields;
import org.cabas.service.access.Visitor;
import org.cabas.service.casefile.CaseFile;
import org.cabas.service.casefile.CaseFiles;
import org.cabas.service.casefile.TaskForm;
import org.cabas.workflows.enrollment.Enrollment;
import org.jspecify.annotations.Nullable;

/** Hands the card over: from then on it pays. */
@Singleton
class HandOverForm implements TaskForm {
    private final HouseholdCards cards;
    private final Standings standings;
    private final CaseFiles caseFiles;

    HandOverForm(HouseholdCards cards, Standings standings, CaseFiles caseFiles) {
        this.cards = cards;
        this.standings = standings;
        this.caseFiles = caseFiles;
    }

    @Override
    public String element() {
        return Enrollment.HAND_OVER_CARD;
    }

    @Override
    public String view() {
        return "enrollment/forms :: card";
    }

    @Override
    public String verb() {
        return EnrollmentWording.say("verb.card");
    }

    @Override
    public Map<String, @Nullable Object> model(Connection connection, CaseFile file) throws SQLException {
        return cards.toHandOver(connection, standings.of(connection, file.id()));
    }

    @Override
    public Filled fill(Connection connection, Visitor visitor, CaseFile file, FormFields fields) throws SQLException {
        var filling = EnrollmentWording.filling(fields);
        if (!cards.handOver(connection, standings.of(connection, file.id()), fields, filling)) {
            return new Filled.Wrong(filling.problems());
        }
        var given = cards.firstMonth(connection, file);
        caseFiles.moved(connection, file.id(), Stage.WELCOME.code(), null);
        return new Filled.Done(
                Map.of(),
                "enrollment.card-handed",
                given.isPositive() ? EnrollmentWording.say("card.first-month", given.inFrench()) : "");
    }
}
