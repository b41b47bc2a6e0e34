package org.cabas.service.followup;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.cabas.service.access.FormFields;
import org.cabas.service.access.Visitor;
import org.cabas.service.casefile.CaseFile;
import org.cabas.service.casefile.TaskForm;
import org.cabas.service.page.Filling;
import org.cabas.workflows.followup.FollowUpProcess;
import org.jspecify.annotations.Nullable;

/** A check-up, filled in on a tablet with the person beside: what the protocol asks at that point, or that they did not come. */
@Singleton
class CheckUpForm implements TaskForm {
    static final List<String> YES_NO = List.of("yes", "no");
    static final int LONGEST_WORDS = 4_000;
    private static final int GRAM_DECIMALS = 3;

    private final Desk desk;
    private final FollowUps followUps;
    private final CheckUps checkUps;
    private final ProtocolTable protocol;
    private final HealthRecords records;

    CheckUpForm(Desk desk, FollowUps followUps, CheckUps checkUps, ProtocolTable protocol, HealthRecords records) {
        this.desk = desk;
        this.followUps = followUps;
        this.checkUps = checkUps;
        this.protocol = protocol;
        this.records = records;
    }

    @Override
    public String element() {
        return FollowUpProcess.CHECK_UP;
    }

    @Override
    public String view() {
        return "followup/forms :: check-up";
    }

    @Override
    public String verb() {
        return FollowUpWording.say("verb.check-up");
    }

    /** A question of the form: the name of its field, and what is asked. */
    public record Question(String field, String words) {}

    /** An answer that may be chosen. */
    public record Option(String value, String label) {}

    @Override
    public Map<String, @Nullable Object> model(Connection connection, CaseFile file) throws SQLException {
        var open = desk.open(connection, file);
        var month = planned(connection, file);
        var model = new HashMap<String, @Nullable Object>();
        model.put("today", open.today());
        model.put("label", CheckUp.label(month));
        model.put("appointment", Overview.appointment(open.followUp()));
        model.put("asks", protocol.measures(open.fund(), month));
        model.put(
                "fies",
                IntStream.rangeClosed(1, Fies.QUESTIONS)
                        .mapToObj(n -> new Question("hea_fies_" + n, FollowUpWording.say("fies." + n)))
                        .toList());
        model.put("fiesAnswers", options("fies.answer.", Fies.ANSWERS));
        model.put("health", options("health.", Answers.HEALTH));
        model.put("chronic", options("chronic.", Answers.CHRONIC));
        model.put("limitation", options("limitation.", Answers.LIMITATION));
        return model;
    }

    private static List<Option> options(String keys, List<String> codes) {
        return codes.stream()
                .map(code -> new Option(code, FollowUpWording.say(keys + code)))
                .toList();
    }

    /** For which month the check-up that is to be held is planned. */
    private int planned(Connection connection, CaseFile file) throws SQLException {
        return checkUps.lastKept(connection, file.id())
                .map(CheckUp::nextMonth)
                .map(Integer::intValue)
                .orElse(0);
    }

    @Override
    public Filled fill(Connection connection, Visitor visitor, CaseFile file, FormFields fields) throws SQLException {
        var open = desk.open(connection, file);
        var filling = FollowUpWording.filling(fields);
        var came = filling.choice("hea_came", YES_NO, "wrong.came");
        var key = open.key(filling, "hea_came");
        var last = checkUps.of(connection, file.id());
        var since = last.isEmpty() ? open.since() : last.getLast().heldOn();
        var day = filling.day("hea_day", since, open.today());
        var planned = planned(connection, file);
        if (came.equals("no") && filling.isRight()) {
            checkUps.add(connection, file.id(), new CheckUp(0, planned, day, false, null, null, false));
            followUps.wasAbsent(connection, file.id());
            return new Filled.Done(
                    FollowUpProcess.checkedUp(false), "followup.absent", FollowUpWording.FRENCH.date(day));
        }
        var asked = protocol.measures(open.fund(), planned);
        var answers = came.equals("no") ? null : answers(filling, asked);
        var words = filling.text("hea_words", LONGEST_WORDS);
        if (!filling.isRight() || key == null || answers == null) {
            return new Filled.Wrong(filling.problems());
        }
        var start = Objects.requireNonNullElse(open.followUp().startedOn(), day);
        var said = protocol.ask(open.fund(), planned, start, day, answers.score());
        var held = checkUps.add(
                connection,
                file.id(),
                new CheckUp(0, planned, day, true, said.nextMonth(), said.nextOn(), said.hasActions()));
        followUps.came(connection, file.id(), day);
        records.add(
                connection,
                key,
                file.id(),
                HealthRecords.Kind.CHECK_UP,
                held.id(),
                visitor.id(),
                record(answers, said, words));
        return new Filled.Done(
                FollowUpProcess.checkedUp(true),
                "followup.checked-up",
                FollowUpWording.say("check-up.detail", held.label(), FollowUpWording.FRENCH.date(day)));
    }

    /** What is sealed: the answers, what the protocol asks for because of them, and what the nurse noted. */
    static Map<String, Object> record(Answers answers, ProtocolTable.Said said, String words) {
        var record = new LinkedHashMap<>(answers.written());
        record.put(
                "actions",
                said.actions().stream()
                        .map(action -> Map.of("code", action.code(), "label", action.label()))
                        .toList());
        record.put("note", said.note());
        record.put("words", words);
        return record;
    }

    private static Answers answers(Filling filling, Set<String> asked) {
        var fies = new ArrayList<String>();
        if (asked.contains("fies")) {
            for (var n = 1; n <= Fies.QUESTIONS; n++) {
                fies.add(filling.choice("hea_fies_" + n, Fies.ANSWERS, "wrong.fies"));
            }
        }
        var mehm = asked.contains("mehm");
        var health = mehm ? filling.choice("hea_health", Answers.HEALTH, "wrong.answer") : "";
        var chronic = mehm ? filling.choice("hea_chronic", Answers.CHRONIC, "wrong.answer") : "";
        var limitation = mehm ? filling.choice("hea_limitation", Answers.LIMITATION, "wrong.answer") : "";
        var portions = asked.contains("portions")
                ? filling.numberIfKnown("hea_portions", 0, Answers.MOST_PORTIONS, 0, "wrong.portions")
                : null;
        var grams = asked.contains("weight")
                ? filling.numberIfKnown(
                        "hea_weight", Answers.LEAST_GRAMS, Answers.MOST_GRAMS, GRAM_DECIMALS, "wrong.weight")
                : null;
        var pressure = asked.contains("blood_pressure") ? pressure(filling) : new Integer[2];
        return new Answers(fies, health, chronic, limitation, portions, grams, pressure[0], pressure[1]);
    }

    /** Both figures or none, the first above the second. */
    private static @Nullable Integer[] pressure(Filling filling) {
        var before = filling.problems().size();
        var systolic = filling.numberIfKnown(
                "hea_systolic", Answers.LEAST_SYSTOLIC, Answers.MOST_SYSTOLIC, 0, "wrong.systolic");
        var diastolic = filling.numberIfKnown(
                "hea_diastolic", Answers.LEAST_DIASTOLIC, Answers.MOST_DIASTOLIC, 0, "wrong.diastolic");
        var readable = filling.problems().size() == before;
        if (readable && (systolic == null) != (diastolic == null)) {
            filling.wrong(systolic == null ? "hea_systolic" : "hea_diastolic", "wrong.pressure.both");
        } else if (systolic != null && diastolic != null && systolic <= diastolic) {
            filling.wrong("hea_diastolic", "wrong.pressure.order");
        }
        return new @Nullable Integer[] {systolic, diastolic};
    }
}
