package org.cabas.service.followup;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.cabas.service.access.FormFields;
import org.cabas.service.access.Visitor;
import org.cabas.service.casefile.CaseFile;
import org.cabas.service.casefile.TaskForm;
import org.cabas.workflows.followup.FollowUpProcess;
import org.jspecify.annotations.Nullable;

/** Writes down what a person and the nurse make of the follow-up at its end. */
@Singleton
class EvaluateForm implements TaskForm {
    static final List<String> HELPED = List.of("much", "some", "no", Answers.UNANSWERED);

    private final Desk desk;
    private final CheckUps checkUps;
    private final HealthRecords records;

    EvaluateForm(Desk desk, CheckUps checkUps, HealthRecords records) {
        this.desk = desk;
        this.checkUps = checkUps;
        this.records = records;
    }

    @Override
    public String element() {
        return FollowUpProcess.EVALUATE;
    }

    @Override
    public String view() {
        return "followup/forms :: evaluate";
    }

    @Override
    public String verb() {
        return FollowUpWording.say("verb.evaluate");
    }

    @Override
    public Map<String, @Nullable Object> model(Connection connection, CaseFile file) throws SQLException {
        return Map.of(
                "today",
                desk.open(connection, file).today(),
                "helped",
                HELPED.stream()
                        .map(code -> new CheckUpForm.Option(code, FollowUpWording.say("helped." + code)))
                        .toList());
    }

    @Override
    public Filled fill(Connection connection, Visitor visitor, CaseFile file, FormFields fields) throws SQLException {
        var open = desk.open(connection, file);
        var filling = FollowUpWording.filling(fields);
        var helped = filling.choice("hea_helped", HELPED, "wrong.answer");
        var key = open.key(filling, "hea_helped");
        var since =
                checkUps.lastKept(connection, file.id()).map(CheckUp::heldOn).orElse(open.since());
        var day = filling.day("hea_evaluation_day", since, open.today());
        var theirs = filling.text("hea_evaluation_theirs", CheckUpForm.LONGEST_WORDS);
        var words = filling.text("hea_evaluation_words", CheckUpForm.LONGEST_WORDS);
        if (!filling.isRight() || key == null) {
            return new Filled.Wrong(filling.problems());
        }
        records.add(
                connection,
                key,
                file.id(),
                HealthRecords.Kind.EVALUATION,
                null,
                visitor.id(),
                Map.of("helped", helped, "theirs", theirs, "words", words, "day", day.toString()));
        return new Filled.Done(Map.of(), "followup.evaluated", FollowUpWording.FRENCH.date(day));
    }
}
