package org.cabas.service.enrollment;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import org.cabas.service.casefile.CaseFiles;
import org.cabas.service.casefile.Reference;
import org.cabas.service.database.Transactions;
import org.cabas.service.enrollment.Application.Told;
import org.cabas.service.problem.Problem.Kind;
import org.cabas.service.problem.ProblemFound;
import org.cabas.workflows.enrollment.Enrollment;
import org.jspecify.annotations.Nullable;

/** Opens a file for a household that applies; a form that is sent twice opens one. */
@Singleton
public class Applying {
    private final Transactions transactions;
    private final CaseFiles caseFiles;
    private final Applications applications;
    private final Standings standings;

    Applying(Transactions transactions, CaseFiles caseFiles, Applications applications, Standings standings) {
        this.transactions = transactions;
        this.caseFiles = caseFiles;
        this.applications = applications;
        this.standings = standings;
    }

    /**
     * Opens a file, or finds the one that this form has opened already.
     *
     * @param by the id of who fills the form in; null for the household itself
     * @param formToken of the form, another one for each
     */
    public Application apply(String fund, Channel channel, Told told, @Nullable String by, String formToken) {
        var application = transactions.run(c -> {
            var before = applications.ofForm(c, formToken);
            if (before.isPresent()) {
                return before.get();
            }
            try {
                return open(c, fund, channel, told, by, formToken);
            } catch (SQLException e) {
                if (!Transactions.isDuplicate(e)) {
                    throw e;
                }
                c.rollback(); // the same form came twice at once, and the other one was first
                return applications.ofForm(c, formToken).orElseThrow(() -> e);
            }
        });
        if (!application.fund().equals(fund) || application.channel() != channel) {
            throw new ProblemFound(Kind.MALFORMED); // a form of another fund
        }
        return application;
    }

    /** The same in a transaction that the caller holds, with a form that was not sent before. */
    public Application open(
            Connection connection, String fund, Channel channel, Told told, @Nullable String by, String formToken)
            throws SQLException {
        var file = caseFiles.open(
                connection,
                fund,
                Enrollment.PROCESS,
                told.name(),
                Stage.RECEIVED.code(),
                by,
                "enrollment.applied." + channel.name().toLowerCase(Locale.ROOT));
        var referrer = channel == Channel.REFERRER ? by : null;
        var application = new Application(file, fund, Reference.draw(), channel, referrer, told, 0, null);
        var earlier = applications.alike(connection, application, false).stream()
                .map(Application::caseFile)
                .findFirst()
                .orElse(null);
        var known = new Application(file, fund, application.reference(), channel, referrer, told, 0, earlier);
        applications.add(connection, known, formToken);
        standings.add(connection, file, fund);
        return known;
    }
}
