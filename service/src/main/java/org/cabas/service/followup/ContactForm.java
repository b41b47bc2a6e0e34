package org.cabas.service.followup;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.cabas.service.access.FormFields;
import org.cabas.service.access.Visitor;
import org.cabas.service.casefile.CaseFile;
import org.cabas.service.casefile.TaskForm;
import org.cabas.workflows.followup.FollowUpProcess;
import org.jspecify.annotations.Nullable;

/** Writes down what somebody who did not come wants: to go on, or to stop. */
@Singleton
class ContactForm implements TaskForm {
    private final Desk desk;
    private final FollowUps followUps;
    private final HealthRecords records;

    ContactForm(Desk desk, FollowUps followUps, HealthRecords records) {
        this.desk = desk;
        this.followUps = followUps;
        this.records = records;
    }

    @Override
    public String element() {
        return FollowUpProcess.CONTACT;
    }

    @Override
    public String view() {
        return "followup/forms :: contact";
    }

    @Override
    public String verb() {
        return FollowUpWording.say("verb.contact");
    }

    @Override
    public Map<String, @Nullable Object> model(Connection connection, CaseFile file) throws SQLException {
        var open = desk.open(connection, file);
        return Map.of(
                "today",
                open.today(),
                "absences",
                FollowUpWording.count("absences", open.followUp().absences()));
    }

    @Override
    public Filled fill(Connection connection, Visitor visitor, CaseFile file, FormFields fields) throws SQLException {
        var open = desk.open(connection, file);
        var filling = FollowUpWording.filling(fields);
        var goesOn = filling.choice("hea_contact_goes_on", CheckUpForm.YES_NO, "wrong.contact");
        var key = open.key(filling, "hea_contact_goes_on");
        var day = filling.day("hea_contact_day", open.since(), open.today());
        var words = filling.text("hea_contact_words", CheckUpForm.LONGEST_WORDS);
        if (!filling.isRight() || key == null) {
            return new Filled.Wrong(filling.problems());
        }
        records.add(
                connection,
                key,
                file.id(),
                HealthRecords.Kind.CONTACT,
                null,
                visitor.id(),
                Map.of("words", words, "day", day.toString()));
        followUps.goesOn(connection, file.id());
        return new Filled.Done(
                FollowUpProcess.contacted(goesOn.equals("yes")),
                "followup.contacted." + goesOn,
                FollowUpWording.FRENCH.date(day));
    }
}
