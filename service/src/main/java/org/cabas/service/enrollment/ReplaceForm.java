package org.cabas.service.enrollment;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.cabas.service.access.FormFields;
import org.cabas.service.access.Visitor;
import org.cabas.service.casefile.CaseFile;
import org.cabas.service.casefile.TaskForm;
import org.cabas.workflows.enrollment.Enrollment;
import org.jspecify.annotations.Nullable;

/** Hands a new card over in the place of a lost one. */
@Singleton
class ReplaceForm implements TaskForm {
    private final HouseholdCards cards;
    private final Standings standings;

    ReplaceForm(HouseholdCards cards, Standings standings) {
        this.cards = cards;
        this.standings = standings;
    }

    @Override
    public String element() {
        return Enrollment.REPLACE_CARD;
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
        return cards.handOver(connection, standings.of(connection, file.id()), fields, filling)
                ? new Filled.Done(Map.of(), "enrollment.card-replaced", "")
                : new Filled.Wrong(filling.problems());
    }
}
