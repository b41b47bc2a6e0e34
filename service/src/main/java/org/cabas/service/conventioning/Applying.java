package org.cabas.service.conventioning;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.cabas.service.casefile.CaseFile;
import org.cabas.service.casefile.CaseFiles;
import org.cabas.service.casefile.Reference;
import org.cabas.service.conventioning.Candidacy.Told;
import org.cabas.service.merchant.Siret;
import org.cabas.service.problem.Problem.Kind;
import org.cabas.service.problem.ProblemFound;
import org.cabas.workflows.conventioning.ConventioningProcess;
import org.jspecify.annotations.Nullable;

/** Opens a file for a place that applies; a form that is sent twice opens one, and so do two forms of one SIRET. */
@Singleton
public class Applying {
    private final CaseFiles caseFiles;
    private final Candidacies candidacies;
    private final Standings standings;

    Applying(CaseFiles caseFiles, Candidacies candidacies, Standings standings) {
        this.caseFiles = caseFiles;
        this.candidacies = candidacies;
        this.standings = standings;
    }

    /** What became of a candidacy. */
    public sealed interface Outcome {

        /** A file is open, by this form. */
        record Opened(Candidacy candidacy) implements Outcome {}

        /** Another file of the fund, which is open, has the SIRET; nothing changed. */
        record Taken(Candidacy other) implements Outcome {}
    }

    /**
     * Opens a file, or finds the one that this form has opened already.
     *
     * @param by the id of who fills the form in; null for the merchant itself
     * @param formToken of the form, another one for each
     */
    public Outcome open(
            Connection connection, String fund, Channel channel, Told told, @Nullable String by, String formToken)
            throws SQLException {
        candidacies.lock(connection, fund);
        var before = candidacies.ofForm(connection, formToken);
        if (before.isPresent()) {
            if (!before.get().fund().equals(fund) || before.get().channel() != channel) {
                throw new ProblemFound(Kind.MALFORMED); // a form of another fund
            }
            return new Outcome.Opened(before.get());
        }
        var taken = told.siret().isEmpty()
                ? Optional.<Candidacy>empty()
                : candidacies.open(connection, fund, told.siret().get());
        if (taken.isPresent()) {
            return new Outcome.Taken(taken.get());
        }
        var file = caseFiles.open(
                connection,
                fund,
                ConventioningProcess.PROCESS,
                told.name(),
                Stage.RECEIVED.code(),
                by,
                "conventioning.applied." + channel.code());
        var candidacy = new Candidacy(file, fund, Reference.draw(), channel, told, 0);
        candidacies.add(connection, candidacy, formToken);
        standings.add(connection, file);
        return new Outcome.Opened(candidacy);
    }

    /** The other open file of the fund that has a SIRET, which nobody else takes until the transaction ends. */
    Optional<Candidacy> taken(Connection connection, CaseFile file, Siret siret) throws SQLException {
        candidacies.lock(connection, file.fundId());
        return candidacies
                .open(connection, file.fundId(), siret)
                .filter(other -> !other.caseFile().equals(file.id()));
    }

    /** What is said where a SIRET is taken: which file has it. */
    static String said(Candidacy other) {
        return ConventioningWording.say("wrong.siret.taken", CaseFile.number(other.caseFile()));
    }
}
