package org.cabas.service.conventioning;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.cabas.service.casefile.CaseFile;
import org.cabas.service.fund.FundRules;
import org.cabas.service.page.Question;

/** The forms by which candidacies are made, with the questions of each fund's tables in force. */
@Singleton
class Forms {
    private final ConventioningTables tables;

    Forms(ConventioningTables tables) {
        this.tables = tables;
    }

    /** The form of a fund. */
    CandidacyForm of(Connection connection, String fund) throws SQLException {
        return new CandidacyForm(questions(connection, fund, CandidacyForm.NAME), false);
    }

    /** The form by which a file is completed: every question wants an answer. */
    CandidacyForm whole(Connection connection, CaseFile file) throws SQLException {
        return new CandidacyForm(questions(connection, file.fundId(), CandidacyForm.NAME), true);
    }

    /** What the fund's tables ask, in a form of that name. */
    List<Question> questions(Connection connection, String fund, String form) throws SQLException {
        return tables.questions(FundRules.of(connection, fund)).stream()
                .map(column -> Question.of(column, form))
                .toList();
    }
}
