package org.cabas.service.followup;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cabas.service.access.FormFields;
import org.cabas.service.access.Visitor;
import org.cabas.service.casefile.CaseFile;
import org.cabas.service.casefile.CaseFiles;
import org.cabas.service.casefile.TaskForm;
import org.cabas.service.followup.HealthKeys.Held;
import org.cabas.workflows.followup.FollowUpProcess;
import org.jspecify.annotations.Nullable;

/** Writes down which prevention actions were done after a check-up. */
@Singleton
class ActionsForm implements TaskForm {
    private final Desk desk;
    private final CheckUps checkUps;
    private final HealthRecords records;
    private final CaseFiles caseFiles;

    ActionsForm(Desk desk, CheckUps checkUps, HealthRecords records, CaseFiles caseFiles) {
        this.desk = desk;
        this.checkUps = checkUps;
        this.records = records;
        this.caseFiles = caseFiles;
    }

    @Override
    public String element() {
        return FollowUpProcess.ACTIONS;
    }

    @Override
    public String view() {
        return "followup/forms :: actions";
    }

    @Override
    public String verb() {
        return FollowUpWording.say("verb.actions");
    }

    @Override
    public Map<String, @Nullable Object> model(Connection connection, CaseFile file) throws SQLException {
        var open = desk.open(connection, file);
        var model = new HashMap<String, @Nullable Object>();
        model.put("today", open.today());
        model.put("actions", actions(connection, file, open));
        return model;
    }

    /** What the protocol asked for at the last check-up. */
    private List<ProtocolTable.Action> actions(Connection connection, CaseFile file, Desk.Open open)
            throws SQLException {
        var last = checkUps.lastKept(connection, file.id()).map(CheckUp::id).orElse(-1L);
        if (!(open.held() instanceof Held.Own(var key))) {
            return List.of();
        }
        return records.of(connection, key, file.id()).stream()
                .filter(record -> record.kind() == HealthRecords.Kind.CHECK_UP && last.equals(record.checkUp()))
                .flatMap(record -> Overview.actions(record).stream())
                .toList();
    }

    @Override
    public Filled fill(Connection connection, Visitor visitor, CaseFile file, FormFields fields) throws SQLException {
        var open = desk.open(connection, file);
        var filling = FollowUpWording.filling(fields);
        var key = open.key(filling, "hea_actions_day");
        var last = checkUps.lastKept(connection, file.id());
        var day = filling.day("hea_actions_day", last.map(CheckUp::heldOn).orElse(open.since()), open.today());
        var asked = actions(connection, file, open);
        var done = filling.choices(
                "hea_actions", asked.stream().map(ProtocolTable.Action::code).toList());
        var words = filling.text("hea_actions_words", CheckUpForm.LONGEST_WORDS);
        if (done.size() < asked.size() && words.isEmpty() && filling.isRight()) {
            filling.wrong("hea_actions_words", "wrong.actions.words");
        }
        if (!filling.isRight() || key == null) {
            return new Filled.Wrong(filling.problems());
        }
        records.add(
                connection,
                key,
                file.id(),
                HealthRecords.Kind.ACTIONS,
                last.map(CheckUp::id).orElse(null),
                visitor.id(),
                Map.of("done", done, "words", words, "day", day.toString()));
        // Where another check-up comes the process waits for it now; otherwise it goes on to the evaluation at once.
        var waits = last.map(CheckUp::nextOn).isPresent() ? FollowUpProcess.UNTIL_NEXT : null;
        caseFiles.moved(connection, file.id(), Stage.FOLLOWED.code(), waits);
        return new Filled.Done(Map.of(), "followup.actions", FollowUpWording.FRENCH.date(day));
    }
}
