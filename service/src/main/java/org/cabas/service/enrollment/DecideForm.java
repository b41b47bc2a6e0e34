package org.cabas.service.enrollment;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.cabas.service.access.FormFields;
import org.cabas.service.access.Visitor;
import org.cabas.service.casefile.CaseFile;
import org.cabas.service.casefile.CaseFiles;
import org.cabas.service.casefile.TaskForm;
import org.cabas.workflows.enrollment.Enrollment;
import org.cabas.workflows.enrollment.EnrollmentSteps.Admission;
import org.jspecify.annotations.Nullable;

/** Decides about an admission that the table leaves to people. */
@Singleton
class DecideForm implements TaskForm {
    private final Decisions decisions;
    private final Places places;
    private final CaseFiles caseFiles;

    DecideForm(Decisions decisions, Places places, CaseFiles caseFiles) {
        this.decisions = decisions;
        this.places = places;
        this.caseFiles = caseFiles;
    }

    @Override
    public String element() {
        return Enrollment.DECIDE_ADMISSION;
    }

    @Override
    public String view() {
        return "enrollment/forms :: decide";
    }

    @Override
    public String verb() {
        return EnrollmentWording.say("verb.decide");
    }

    private static final int LONGEST_REASON = 1_000;

    @Override
    public Map<String, @Nullable Object> model(Connection connection, CaseFile file) throws SQLException {
        var model = new HashMap<String, @Nullable Object>();
        model.put("decision", decisions.last(connection, file.id()).orElse(null));
        model.put("room", places.of(connection, file.fundId()));
        return model;
    }

    @Override
    public Filled fill(Connection connection, Visitor visitor, CaseFile file, FormFields fields) throws SQLException {
        var filling = EnrollmentWording.filling(fields);
        var codes = Set.of(Admission.ADMITTED.code(), Admission.WAITING.code(), Admission.REFUSED.code());
        var chosen = filling.choice("decide_admission", codes, "wrong.decide");
        var reason = filling.text("decide_reason", LONGEST_REASON);
        var admitted = chosen.equals(Admission.ADMITTED.code());
        if (!admitted && reason.isBlank()) {
            filling.wrong("decide_reason", "wrong.reason");
        }
        if (filling.isRight() && admitted && !places.keep(connection, file.fundId(), file.id())) {
            filling.wrong("decide_admission", "wrong.full");
        }
        if (!filling.isRight()) {
            return new Filled.Wrong(filling.problems());
        }
        var admission = Admission.valueOf(chosen.toUpperCase(Locale.ROOT));
        decisions.add(connection, file.id(), admission, reason, visitor.id());
        var stage = admitted ? Stage.ADMITTED : Stage.TO_DECIDE; // the step that follows says the rest
        caseFiles.moved(connection, file.id(), stage.code(), null);
        return new Filled.Done(Enrollment.decided(admission), "enrollment.people." + chosen, reason);
    }
}
