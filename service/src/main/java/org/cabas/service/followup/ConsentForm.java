package org.cabas.service.followup;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import org.cabas.service.access.FormFields;
import org.cabas.service.access.Visitor;
import org.cabas.service.casefile.CaseFile;
import org.cabas.service.casefile.TaskForm;
import org.cabas.service.followup.HealthKeys.Held;
import org.cabas.service.page.Filling;
import org.cabas.workflows.followup.FollowUpProcess;
import org.jspecify.annotations.Nullable;

/** Writes down that somebody consents, when and in which words, or that they prefer to do without; before it nothing of health is asked. */
@Singleton
class ConsentForm implements TaskForm {
    static final int LONGEST_WORDS = 2_000;

    /** How long before the file was opened somebody may have signed on paper. */
    private static final int DAYS_ON_PAPER = 60;

    private final Desk desk;
    private final FollowUps followUps;
    private final HealthKeys keys;
    private final HealthRecords records;

    ConsentForm(Desk desk, FollowUps followUps, HealthKeys keys, HealthRecords records) {
        this.desk = desk;
        this.followUps = followUps;
        this.keys = keys;
        this.records = records;
    }

    @Override
    public String element() {
        return FollowUpProcess.CONSENT;
    }

    @Override
    public String view() {
        return "followup/forms :: consent";
    }

    @Override
    public String verb() {
        return FollowUpWording.say("verb.consent");
    }

    /** There is no key to seal it with before the person consents. */
    @Override
    public boolean keepsWhatIsTyped() {
        return false;
    }

    @Override
    public Map<String, @Nullable Object> model(Connection connection, CaseFile file) throws SQLException {
        return Map.of("today", desk.open(connection, file).today(), "isSetUp", keys.isSetUp());
    }

    @Override
    public Filled fill(Connection connection, Visitor visitor, CaseFile file, FormFields fields) throws SQLException {
        var open = desk.open(connection, file);
        var filling = FollowUpWording.filling(fields);
        var consents = filling.choice("hea_consents", CheckUpForm.YES_NO, "wrong.consents");
        if (consents.equals("no")) {
            return new Filled.Done(FollowUpProcess.answered(false), "followup.answered.no", "");
        }
        var earliest = open.fund().day(file.openedAt()).minusDays(DAYS_ON_PAPER);
        var day = filling.day("hea_consent_day", earliest, open.today());
        var words = filling.text("hea_consent_words", LONGEST_WORDS);
        if (words.isEmpty()) {
            filling.wrong("hea_consent_words", "wrong.consent.words");
        }
        if (!keys.isSetUp() && consents.equals("yes")) {
            filling.wrong("hea_consents", "key.none");
        }
        return filling.isRight()
                ? consent(connection, visitor, file, open, day, words, filling)
                : new Filled.Wrong(filling.problems());
    }

    private Filled consent(
            Connection connection,
            Visitor visitor,
            CaseFile file,
            Desk.Open open,
            LocalDate day,
            String words,
            Filling filling)
            throws SQLException {
        keys.make(connection, open.followUp().member());
        if (!(keys.of(connection, open.followUp().member()) instanceof Held.Own(var key))) {
            filling.wrong("hea_consents", "key.other");
            return new Filled.Wrong(filling.problems());
        }
        followUps.consent(connection, file.id(), day);
        records.add(
                connection,
                key,
                file.id(),
                HealthRecords.Kind.CONSENT,
                null,
                visitor.id(),
                Map.of("words", words, "day", day.toString()));
        return new Filled.Done(
                FollowUpProcess.answered(true), "followup.answered.yes", FollowUpWording.FRENCH.date(day));
    }
}
