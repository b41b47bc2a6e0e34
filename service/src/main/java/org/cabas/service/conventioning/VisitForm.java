package org.cabas.service.conventioning;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cabas.rules.table.Speech;
import org.cabas.rules.table.Value;
import org.cabas.rules.table.Wording;
import org.cabas.service.access.FormFields;
import org.cabas.service.access.Visitor;
import org.cabas.service.casefile.CaseFile;
import org.cabas.service.casefile.TaskForm;
import org.cabas.service.conventioning.Candidacy.Told;
import org.cabas.service.conventioning.Standings.Visit;
import org.cabas.service.fund.FundRules;
import org.cabas.service.page.Question;
import org.cabas.workflows.conventioning.ConventioningProcess;
import org.jspecify.annotations.Nullable;

/** Notes a visit: what was seen puts right what was told, and the committee reads the rest. */
@Singleton
class VisitForm implements TaskForm {
    private static final String NAME = "visit";
    private static final int LONGEST_WORDS = 4_000;
    private static final int LONGEST_CORRECTED = 1_000;

    private final Candidacies candidacies;
    private final Standings standings;
    private final Forms forms;
    private final Clock clock;

    VisitForm(Candidacies candidacies, Standings standings, Forms forms, Clock clock) {
        this.candidacies = candidacies;
        this.standings = standings;
        this.forms = forms;
        this.clock = clock;
    }

    @Override
    public String element() {
        return ConventioningProcess.VISIT;
    }

    @Override
    public String view() {
        return "conventioning/forms :: visit";
    }

    @Override
    public String verb() {
        return ConventioningWording.say("verb.visit");
    }

    @Override
    public Map<String, @Nullable Object> model(Connection connection, CaseFile file) throws SQLException {
        var told = candidacies.of(connection, file.id()).told();
        var questions = forms.questions(connection, file.fundId(), NAME);
        return Map.of(
                "today",
                FundRules.of(connection, file.fundId()).day(clock.instant()),
                "questions",
                questions,
                "known",
                new FormFields(Question.filledIn(questions, told.answers())));
    }

    @Override
    public Filled fill(Connection connection, Visitor visitor, CaseFile file, FormFields fields) throws SQLException {
        var fund = FundRules.of(connection, file.fundId());
        var filling = ConventioningWording.filling(fields);
        var day = filling.day("visit_day", fund.day(file.openedAt()), fund.day(clock.instant()));
        var questions = forms.questions(connection, file.fundId(), NAME);
        var answers = Question.answers(questions, true, fields, filling);
        var words = filling.text("visit_words", LONGEST_WORDS);
        if (!filling.isRight()) {
            return new Filled.Wrong(filling.problems());
        }
        var told = candidacies.of(connection, file.id()).told();
        var found = told.answering(answers);
        var corrected = corrected(questions, told, found);
        candidacies.tell(connection, file.id(), found);
        standings.visited(connection, file.id(), new Visit(day, words, corrected, visitor.name()), visitor.id());
        var detail = ConventioningWording.FRENCH.date(day);
        return new Filled.Done(
                Map.of(),
                "conventioning.visited",
                corrected.isEmpty() ? detail : ConventioningWording.say("detail.visit", detail, corrected));
    }

    /** What is otherwise than it was told: « Vente directe : non au lieu de oui ». */
    private static String corrected(List<Question> questions, Told told, Told found) {
        var changes = new ArrayList<String>();
        for (var question : questions) {
            var column = question.column();
            var before = ConventioningTables.value(column, told).orElse(Value.UNKNOWN);
            var after = ConventioningTables.value(column, found).orElse(Value.UNKNOWN);
            if (!before.equals(after)) {
                changes.add(ConventioningWording.say(
                        "corrected", column.label(), Wording.written(column, after), Wording.written(column, before)));
            }
        }
        var all = Speech.listed(changes, "et");
        return all.substring(0, Math.min(all.length(), LONGEST_CORRECTED));
    }
}
