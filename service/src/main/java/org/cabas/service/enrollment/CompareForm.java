package org.cabas.service.enrollment;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;
import org.cabas.service.access.FormFields;
import org.cabas.service.access.Visitor;
import org.cabas.service.casefile.CaseFile;
import org.cabas.service.casefile.TaskForm;
import org.cabas.workflows.enrollment.Enrollment;
import org.jspecify.annotations.Nullable;

/** Compares an application with other files that look like the same household. */
@Singleton
class CompareForm implements TaskForm {
    private final Alike alike;
    private final Standings standings;

    CompareForm(Alike alike, Standings standings) {
        this.alike = alike;
        this.standings = standings;
    }

    @Override
    public String element() {
        return Enrollment.SEE_DUPLICATES;
    }

    @Override
    public String view() {
        return "enrollment/forms :: compare";
    }

    @Override
    public String verb() {
        return EnrollmentWording.say("verb.compare");
    }

    /** What is chosen where none of the others is the same household. */
    static final String ANOTHER = "another";

    @Override
    public Map<String, @Nullable Object> model(Connection connection, CaseFile file) throws SQLException {
        return Map.of("others", alike.of(connection, file));
    }

    @Override
    public Filled fill(Connection connection, Visitor visitor, CaseFile file, FormFields fields) throws SQLException {
        var words =
                alike.of(connection, file).stream().map(Alike.Other::caseFile).collect(Collectors.toSet());
        words.add(ANOTHER);
        var filling = EnrollmentWording.filling(fields);
        var chosen = filling.choice("compare_same", words, "wrong.compare");
        if (!filling.isRight()) {
            return new Filled.Wrong(filling.problems());
        }
        var same = !chosen.equals(ANOTHER);
        if (same) {
            standings.duplicates(connection, file.id(), chosen);
        }
        return new Filled.Done(
                Enrollment.compared(same), same ? "enrollment.compared.same" : "enrollment.compared.other", "");
    }
}
