package org.cabas.service.conventioning;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.cabas.service.access.FormFields;
import org.cabas.service.access.Visitor;
import org.cabas.service.casefile.CaseFile;
import org.cabas.service.casefile.CaseFiles;
import org.cabas.service.casefile.TaskForm;
import org.cabas.service.conventioning.Standings.Vote;
import org.cabas.service.fund.FundRules;
import org.cabas.workflows.conventioning.ConventioningProcess;
import org.jspecify.annotations.Nullable;

/** Notes how the committee voted: it decides, whatever the tables say. */
@Singleton
class VoteForm implements TaskForm {
    static final int LONGEST_REASON = 1_000;

    /** More than any committee has. */
    private static final int MOST_VOTES = 1_000;

    private final Decisions decisions;
    private final Standings standings;
    private final CaseFiles caseFiles;
    private final Clock clock;

    VoteForm(Decisions decisions, Standings standings, CaseFiles caseFiles, Clock clock) {
        this.decisions = decisions;
        this.standings = standings;
        this.caseFiles = caseFiles;
        this.clock = clock;
    }

    @Override
    public String element() {
        return ConventioningProcess.VOTE;
    }

    @Override
    public String view() {
        return "conventioning/forms :: vote";
    }

    @Override
    public String verb() {
        return ConventioningWording.say("verb.vote");
    }

    @Override
    public Map<String, @Nullable Object> model(Connection connection, CaseFile file) throws SQLException {
        var model = new HashMap<String, @Nullable Object>();
        model.put("decision", decisions.last(connection, file.id()).orElse(null));
        model.put("visit", standings.visit(connection, file.id()).orElse(null));
        model.put("today", FundRules.of(connection, file.fundId()).day(clock.instant()));
        return model;
    }

    @Override
    public Filled fill(Connection connection, Visitor visitor, CaseFile file, FormFields fields) throws SQLException {
        var fund = FundRules.of(connection, file.fundId());
        var filling = ConventioningWording.filling(fields);
        var day = filling.day("vote_day", fund.day(file.openedAt()), fund.day(clock.instant()));
        var yes = filling.number("vote_yes", 0, MOST_VOTES, "wrong.votes");
        var no = filling.number("vote_no", 0, MOST_VOTES, "wrong.votes");
        var abstentions = fields.text("vote_abstentions").isEmpty()
                ? 0
                : filling.number("vote_abstentions", 0, MOST_VOTES, "wrong.votes");
        var adopted = filling.choice("vote_adopted", Set.of("yes", "no"), "wrong.vote")
                .equals("yes");
        if (filling.isRight() && yes + no == 0) {
            filling.wrong("vote_yes", "wrong.votes.none");
        } else if (filling.isRight() && adopted && yes < no) {
            filling.wrong("vote_adopted", "wrong.vote.against");
        }
        var reason = filling.text("vote_reason", LONGEST_REASON);
        if (fields.has("vote_adopted", "no") && reason.isBlank()) {
            filling.wrong("vote_reason", "wrong.reason");
        }
        if (!filling.isRight()) {
            return new Filled.Wrong(filling.problems());
        }
        standings.voted(connection, file.id(), new Vote(day, adopted, yes, no, abstentions, reason), visitor.id());
        caseFiles.moved(connection, file.id(), adopted ? Stage.TO_SIGN.code() : file.stage(), null);
        var count =
                ConventioningWording.say("detail.vote", ConventioningWording.FRENCH.date(day), yes, no, abstentions);
        return new Filled.Done(
                ConventioningProcess.voted(adopted),
                adopted ? "conventioning.voted.yes" : "conventioning.voted.no",
                reason.isBlank() ? count : count + " " + reason);
    }
}
