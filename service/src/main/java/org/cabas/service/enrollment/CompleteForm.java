package org.cabas.service.enrollment;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.cabas.service.access.FormFields;
import org.cabas.service.access.Visitor;
import org.cabas.service.casefile.CaseFile;
import org.cabas.service.casefile.TaskForm;
import org.cabas.service.fund.FundRules;
import org.cabas.workflows.enrollment.Enrollment;
import org.jspecify.annotations.Nullable;

/** Completes an application whose household had not told everything yet. */
@Singleton
class CompleteForm implements TaskForm {
    private final Applications applications;
    private final AdmissionTable table;
    private final Forms forms;

    CompleteForm(Applications applications, AdmissionTable table, Forms forms) {
        this.applications = applications;
        this.table = table;
        this.forms = forms;
    }

    @Override
    public String element() {
        return Enrollment.COMPLETE_APPLICATION;
    }

    @Override
    public String view() {
        return "enrollment/forms :: complete";
    }

    @Override
    public String verb() {
        return EnrollmentWording.say("verb.complete");
    }

    @Override
    public Map<String, @Nullable Object> model(Connection connection, CaseFile file) throws SQLException {
        var told = applications.of(connection, file.id()).told();
        var form = forms.whole(connection, file);
        return Map.of(
                "missing", table.missing(FundRules.of(connection, file.fundId()), told),
                "application", form,
                "known", form.filledIn(told));
    }

    @Override
    public Filled fill(Connection connection, Visitor visitor, CaseFile file, FormFields fields) throws SQLException {
        var filling = EnrollmentWording.filling(fields);
        var told = forms.whole(connection, file).read(fields, filling);
        if (told.isEmpty()) {
            return new Filled.Wrong(filling.problems());
        }
        applications.tell(connection, file.id(), told.get());
        return new Filled.Done(Map.of(), "enrollment.completed", "");
    }
}
