package org.cabas.service.enrollment;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.cabas.service.casefile.CaseFiles;
import org.cabas.service.fund.FundRules;

/** What a referrer learns of the households that they sent: that each arrived, and its outcome. */
@Singleton
class Referrals {
    private final Applications applications;
    private final CaseFiles caseFiles;

    Referrals(Applications applications, CaseFiles caseFiles) {
        this.applications = applications;
        this.caseFiles = caseFiles;
    }

    /**
     * A household that was sent.
     *
     * @param status a style of {@code page/parts :: status}
     * @param word how it stands, in French
     */
    public record Sent(String reference, String name, LocalDate on, String status, String word) {}

    List<Sent> of(Connection connection, String fund, String referrer) throws SQLException {
        var zone = FundRules.of(connection, fund);
        var sent = new ArrayList<Sent>();
        for (var application : applications.of(connection, fund, referrer)) {
            var file = caseFiles.find(connection, application.caseFile()).orElseThrow();
            var stage = Stage.of(file.stage());
            sent.add(new Sent(
                    application.reference(),
                    application.told().name(),
                    zone.day(file.openedAt()),
                    status(stage),
                    EnrollmentWording.say("referral." + word(stage))));
        }
        return sent;
    }

    private static String word(Stage stage) {
        return switch (stage) {
            case RECEIVED, INCOMPLETE, TO_COMPARE -> "arrived";
            case TO_DECIDE -> "under-way";
            case WAITING -> "waiting";
            case ADMITTED, CARD, WELCOME, ACTIVE, PAUSED, LEFT -> "admitted";
            case REFUSED -> "refused";
            case WITHDRAWN, LAPSED, DUPLICATE -> "closed";
        };
    }

    private static String status(Stage stage) {
        return switch (word(stage)) {
            case "admitted" -> "done";
            case "refused" -> "refused";
            case "waiting" -> "attention";
            default -> "";
        };
    }
}
