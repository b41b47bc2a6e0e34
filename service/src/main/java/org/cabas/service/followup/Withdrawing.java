package org.cabas.service.followup;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import org.cabas.service.access.Visitor;
import org.cabas.service.audit.Action;
import org.cabas.service.audit.Audit;
import org.cabas.service.audit.Deed;
import org.cabas.service.casefile.CaseFile;
import org.cabas.service.casefile.CaseFiles;
import org.cabas.service.casefile.Timeline;
import org.cabas.service.engine.Outbox;
import org.cabas.workflows.followup.FollowUpProcess;

/**
 * Somebody takes their consent back, at any moment, after the end of a follow-up too. In one transaction their key is destroyed, all that it
 * sealed is deleted, and their follow-ups are closed with whatever was still to do; the engine is told after, whether it answers or not.
 * What else the fund does for their household is as it was.
 */
@Singleton
class Withdrawing {
    private final FollowUps followUps;
    private final HealthKeys keys;
    private final CaseFiles caseFiles;
    private final Timeline timeline;
    private final Outbox outbox;
    private final Audit audit;

    Withdrawing(
            FollowUps followUps, HealthKeys keys, CaseFiles caseFiles, Timeline timeline, Outbox outbox, Audit audit) {
        this.followUps = followUps;
        this.keys = keys;
        this.caseFiles = caseFiles;
        this.timeline = timeline;
        this.outbox = outbox;
        this.audit = audit;
    }

    /**
     * Notes that the person of a follow-up took their consent back.
     *
     * @param file locked
     * @return false where there was no consent to take back any more, and nothing changed
     */
    boolean withdraw(Connection connection, CaseFile file, Visitor visitor) throws SQLException {
        var followUp = followUps.of(connection, file.id());
        if (!followUp.hasConsent()) {
            return false;
        }
        keys.destroy(connection, followUp.member());
        for (var each : followUps.allOf(connection, followUp.member())) {
            if (each.hasConsent()) {
                forget(connection, caseFiles.locked(connection, each.caseFile()), visitor);
            }
        }
        return true;
    }

    private void forget(Connection connection, CaseFile file, Visitor visitor) throws SQLException {
        HealthRecords.forget(connection, file.id());
        CheckUps.forget(connection, file.id());
        caseFiles.empty(connection, file.id());
        followUps.withdraw(connection, file.id());
        caseFiles.close(connection, file.id(), Stage.WITHDRAWN.code());
        timeline.add(connection, file.id(), visitor.id(), "followup.withdrawn", "");
        audit.record(
                connection,
                Deed.of(Action.CONSENT_WITHDRAWN, FollowUpWording.say("file", file.number()))
                        .by(visitor)
                        .in(file.fundId()));
        if (file.isOpen()) {
            outbox.tell(connection, file.id(), FollowUpProcess.CONSENT_WITHDRAWN);
        }
    }
}
