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

/** Agrees on a contribution, in confidence: what the household lives on shows the line of the guide and is kept nowhere. */
@Singleton
class ContributionForm implements TaskForm {
    private final ContributionGuide guide;
    private final Applications applications;
    private final Standings standings;

    ContributionForm(ContributionGuide guide, Applications applications, Standings standings) {
        this.guide = guide;
        this.applications = applications;
        this.standings = standings;
    }

    @Override
    public String element() {
        return Enrollment.CONTRIBUTION;
    }

    @Override
    public String view() {
        return "enrollment/forms :: contribution";
    }

    @Override
    public String verb() {
        return EnrollmentWording.say("verb.contribution");
    }

    @Override
    public Map<String, @Nullable Object> model(Connection connection, CaseFile file) throws SQLException {
        var fund = FundRules.of(connection, file.fundId());
        return Map.of(
                "guide", guide.of(fund, applications.of(connection, file.id()).told()));
    }

    @Override
    public Filled fill(Connection connection, Visitor visitor, CaseFile file, FormFields fields) throws SQLException {
        var filling = EnrollmentWording.filling(fields);
        var amount = guide.amount(FundRules.of(connection, file.fundId()), "contribution_amount", fields, filling);
        if (amount.isEmpty()) {
            return new Filled.Wrong(filling.problems());
        }
        standings.agree(connection, file.id(), amount.get());
        return new Filled.Done(Map.of(), "enrollment.contribution", amount.get().inFrench());
    }

    /** Never: what the household lives on stands beside. */
    @Override
    public boolean keepsWhatIsTyped() {
        return false;
    }
}
