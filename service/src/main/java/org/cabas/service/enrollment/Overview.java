package org.cabas.service.enrollment;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import org.cabas.rules.table.Wording;
import org.cabas.service.casefile.CaseFile;
import org.cabas.service.casefile.CaseKind.Panel;
import org.cabas.service.enrollment.Application.Told;
import org.cabas.service.fund.FundRules;
import org.cabas.service.member.Card;
import org.cabas.workflows.enrollment.EnrollmentSteps.Admission;
import org.jspecify.annotations.Nullable;

/** What the page of a file shows of an enrollment: what was told, what was decided and why, the card, and what may be done any time. */
@Singleton
class Overview {
    private final Applications applications;
    private final Standings standings;
    private final Decisions decisions;
    private final AdmissionTable table;
    private final HouseholdCards cards;
    private final Leaving leaving;

    Overview(
            Applications applications,
            Standings standings,
            Decisions decisions,
            AdmissionTable table,
            HouseholdCards cards,
            Leaving leaving) {
        this.applications = applications;
        this.standings = standings;
        this.decisions = decisions;
        this.table = table;
        this.cards = cards;
        this.leaving = leaving;
    }

    /** A fact by what people call it. */
    public record Line(String label, String text) {}

    Panel panel(Connection connection, CaseFile file) throws SQLException {
        var application = applications.of(connection, file.id());
        var standing = standings.of(connection, file.id());
        var decision = decisions.last(connection, file.id()).orElse(null);
        var card = cards.current(connection, standing).orElse(null);
        var model = new HashMap<String, @Nullable Object>();
        model.put("address", "/caisses/" + file.fundId() + "/dossiers/" + file.id());
        model.put("told", told(connection, file, application));
        model.put("earlier", application.earlier());
        model.put("sameAs", standing.sameAs());
        model.put("fund", file.fundId());
        model.put("decision", decision);
        model.put("verdict", decision == null ? "" : verdict(decision.admission()));
        model.put("refusal", refusal(file, decision));
        model.put("standing", standing);
        model.put("card", card);
        model.put("cardInWords", card(standing, card));
        model.put("mayLose", file.isOpen() && card != null && card.status() == Card.Status.ACTIVE);
        model.put("mayLeave", file.isOpen());
        model.put("mayPause", leaving.mayPause(connection, file));
        model.put("leaving", EnrollmentWording.say(standing.member() == null ? "leave.applicant" : "leave.member"));
        return new Panel("enrollment/panel :: panel", model);
    }

    private List<Line> told(Connection connection, CaseFile file, Application application) throws SQLException {
        var told = application.told();
        var lines = new ArrayList<Line>();
        lines.add(new Line(EnrollmentWording.say("told.reference"), application.reference()));
        lines.add(new Line(
                EnrollmentWording.say("told.channel"),
                EnrollmentWording.say("channel." + application.channel().name().toLowerCase(Locale.ROOT))));
        lines.add(new Line(EnrollmentWording.say("told.people"), Alike.people(told)));
        add(lines, "told.phone", told.phone());
        add(lines, "told.email", told.email());
        add(lines, "told.town", told.town());
        add(lines, "told.language", told.language());
        lines.add(
                new Line(EnrollmentWording.say("told.referral"), told.referral().label()));
        answers(lines, FundRules.of(connection, file.fundId()), told);
        return lines;
    }

    private void answers(List<Line> lines, FundRules fund, Told told) {
        for (var column : table.questions(fund)) {
            var answer = told.answers().get(column.id());
            lines.add(new Line(
                    column.label(),
                    answer == null
                            ? EnrollmentWording.say("told.not-yet")
                            : answer.equals(Wording.UNKNOWN) ? EnrollmentWording.say("told.unknown") : answer));
        }
    }

    private static void add(List<Line> lines, String key, String text) {
        if (!text.isEmpty()) {
            lines.add(new Line(EnrollmentWording.say(key), text));
        }
    }

    /** What a refused household is told, word by word; null for one that is not refused. */
    private static @Nullable String refusal(CaseFile file, @Nullable Decision decision) {
        return decision != null && file.stage().equals(Stage.REFUSED.code())
                ? EnrollmentWording.say("refusal", decision.reason())
                : null;
    }

    static String verdict(Admission admission) {
        return EnrollmentWording.say("verdict." + admission.code());
    }

    private static String card(Standing standing, @Nullable Card card) {
        if (standing.member() == null) {
            return EnrollmentWording.say("card.none");
        }
        if (card == null) {
            return EnrollmentWording.say("card.blocked");
        }
        if (standing.isPaused()) {
            return EnrollmentWording.say("card.paused");
        }
        return switch (card.status()) {
            case ISSUED -> EnrollmentWording.say("card.issued");
            case ACTIVE -> EnrollmentWording.say("card.active", EnrollmentWording.FRENCH.date(card.expiresOn()));
            case BLOCKED -> EnrollmentWording.say("card.blocked");
        };
    }
}
