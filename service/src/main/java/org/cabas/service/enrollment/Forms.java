package org.cabas.service.enrollment;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.cabas.service.casefile.CaseFile;
import org.cabas.service.fund.FundRules;
import org.cabas.service.page.Question;

/** The forms by which applications are made, with the questions of each fund's table in force. */
@Singleton
class Forms {
    private final AdmissionTable table;

    Forms(AdmissionTable table) {
        this.table = table;
    }

    /** The form of a fund. */
    ApplicationForm of(Connection connection, String fund, List<Referral> referrals) throws SQLException {
        return form(connection, fund, referrals, false);
    }

    /** The form by which a file is completed: every question wants an answer. */
    ApplicationForm whole(Connection connection, CaseFile file) throws SQLException {
        return form(connection, file.fundId(), List.of(Referral.values()), true);
    }

    private ApplicationForm form(Connection connection, String fund, List<Referral> referrals, boolean whole)
            throws SQLException {
        var questions = table.questions(FundRules.of(connection, fund)).stream()
                .map(column -> Question.of(column, "app"))
                .toList();
        return new ApplicationForm(questions, referrals, whole);
    }
}
