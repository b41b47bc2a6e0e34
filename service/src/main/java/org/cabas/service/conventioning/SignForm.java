package org.cabas.service.conventioning;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.cabas.service.access.FormFields;
import org.cabas.service.access.Visitor;
import org.cabas.service.casefile.CaseFile;
import org.cabas.service.casefile.CaseFiles;
import org.cabas.service.casefile.TaskForm;
import org.cabas.service.fund.FundRules;
import org.cabas.workflows.conventioning.ConventioningProcess;
import org.jspecify.annotations.Nullable;

/** Notes that a convention is signed: from its first day on, purchases read it. */
@Singleton
class SignForm implements TaskForm {
    /** A convention that lasts longer would outlive what the committee knows of the place. */
    static final int MOST_YEARS = 3;

    private static final String FORM = "sign";

    private final Agreement agreement;
    private final Signing signing;
    private final CaseFiles caseFiles;
    private final Clock clock;

    SignForm(Agreement agreement, Signing signing, CaseFiles caseFiles, Clock clock) {
        this.agreement = agreement;
        this.signing = signing;
        this.caseFiles = caseFiles;
        this.clock = clock;
    }

    @Override
    public String element() {
        return ConventioningProcess.SIGN;
    }

    @Override
    public String view() {
        return "conventioning/forms :: sign";
    }

    @Override
    public String verb() {
        return ConventioningWording.say("verb.sign");
    }

    @Override
    public Map<String, @Nullable Object> model(Connection connection, CaseFile file) throws SQLException {
        var today = FundRules.of(connection, file.fundId()).day(clock.instant());
        var model = new HashMap<String, @Nullable Object>();
        model.put("today", today);
        model.put("until", today.plusYears(1).minusDays(1));
        model.put("proposal", agreement.proposal(connection, file));
        return model;
    }

    @Override
    public Filled fill(Connection connection, Visitor visitor, CaseFile file, FormFields fields) throws SQLException {
        var fund = FundRules.of(connection, file.fundId());
        var today = fund.day(clock.instant());
        var filling = ConventioningWording.filling(fields);
        var on = filling.day("sign_day", fund.day(file.openedAt()), today);
        // A first day that has passed would change what purchases were told.
        var from = filling.day("sign_from", today, today.plusYears(1));
        var earliest = filling.isRight("sign_from") ? from : today;
        var until = filling.day("sign_until", earliest, earliest.plusYears(MOST_YEARS));
        var goods = agreement.read(connection, file, FORM, fields, filling);
        if (!filling.isRight()) {
            return new Filled.Wrong(filling.problems());
        }
        signing.sign(connection, file, new Terms(from, until, goods.families(), goods.coverage()), on, visitor);
        caseFiles.moved(connection, file.id(), Stage.IN_FORCE.code(), null);
        return new Filled.Done(
                Map.of(),
                "conventioning.signed",
                ConventioningWording.terms(from, until, goods.families(), goods.coverage()));
    }
}
