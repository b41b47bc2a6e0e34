package org.cabas.service.conventioning;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.cabas.service.access.FormFields;
import org.cabas.service.access.Right;
import org.cabas.service.access.Visitor;
import org.cabas.service.casefile.CaseFile;
import org.cabas.service.casefile.CaseFiles;
import org.cabas.service.database.Transactions;
import org.cabas.service.page.FieldError;
import org.cabas.service.page.Flash;
import org.cabas.service.page.Page;
import org.cabas.service.page.Pages;
import org.cabas.service.page.Section;
import org.cabas.service.problem.Problem.Kind;
import org.cabas.service.problem.ProblemFound;
import org.cabas.workflows.conventioning.ConventioningProcess;

/** Suspends a place, takes it up again, ends its convention with notice, or notes that it leaves. */
@Controller("/caisses/{fund}/dossiers/{id}/convention/{act}")
@ExecuteOn(TaskExecutors.BLOCKING)
class ActController {
    private final CaseFiles caseFiles;
    private final Keeping keeping;
    private final Standings standings;
    private final Signing signing;
    private final Transactions transactions;
    private final Pages pages;

    ActController(
            CaseFiles caseFiles,
            Keeping keeping,
            Standings standings,
            Signing signing,
            Transactions transactions,
            Pages pages) {
        this.caseFiles = caseFiles;
        this.keeping = keeping;
        this.standings = standings;
        this.signing = signing;
        this.transactions = transactions;
        this.pages = pages;
    }

    /** What became of an act. */
    private sealed interface Outcome {
        record Done(String said) implements Outcome {}

        record Wrong(List<FieldError> problems) implements Outcome {}

        record Impossible(String said) implements Outcome {}
    }

    @Get
    HttpResponse<?> form(
            Visitor visitor, @PathVariable String fund, @PathVariable String id, @PathVariable String act) {
        visitor.require(fund, Right.WORK_ON_CONVENTIONS);
        var chosen = act(act);
        var file = transactions.run(c -> locked(c, fund, id));
        if (!transactions.run(c -> chosen.isPossible(keeping, c, file))) {
            return pages.redirect(visitor, address(file), Flash.refused(impossible(file, chosen)));
        }
        return pages.show(page(visitor, file, chosen, new FormFields(List.of()), List.of()));
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> act(
            Visitor visitor,
            @PathVariable String fund,
            @PathVariable String id,
            @PathVariable String act,
            @Body Map<String, Object> form) {
        visitor.require(fund, Right.WORK_ON_CONVENTIONS);
        var chosen = act(act);
        var typed = FormFields.of(form);
        var file = transactions.run(c -> locked(c, fund, id));
        return switch (transactions.run(c -> act(c, visitor, fund, id, chosen, typed))) {
            case Outcome.Done(var said) -> pages.redirect(visitor, address(file), Flash.done(said));
            case Outcome.Impossible(var said) -> pages.redirect(visitor, address(file), Flash.refused(said));
            case Outcome.Wrong(var problems) ->
                pages.show(page(visitor, file, chosen, typed, problems), HttpStatus.UNPROCESSABLE_ENTITY);
        };
    }

    private Outcome act(Connection c, Visitor visitor, String fund, String id, Act act, FormFields typed)
            throws SQLException {
        var file = locked(c, fund, id);
        if (!act.isPossible(keeping, c, file)) {
            return new Outcome.Impossible(impossible(file, act));
        }
        var filling = ConventioningWording.filling(typed);
        var reason = act.wantsReason() ? filling.text("act_reason", Keeping.LONGEST_REASON) : "";
        if (act.wantsReason() && reason.isBlank()) {
            filling.wrong("act_reason", "wrong.reason");
        }
        var earliest = keeping.earliestEnd(c, file);
        var day = act == Act.END && !endsBefore(c, file, earliest)
                ? filling.day("act_day", earliest, earliest.plusYears(SignForm.MOST_YEARS))
                : earliest;
        if (!filling.isRight()) {
            return new Outcome.Wrong(filling.problems());
        }
        return new Outcome.Done(
                switch (act) {
                    case SUSPEND -> {
                        keeping.suspend(c, file, reason, visitor.id());
                        yield ConventioningWording.say("done.suspension");
                    }
                    case RESUME -> {
                        keeping.resume(c, file, visitor.id());
                        yield ConventioningWording.say("done.reprise");
                    }
                    case END -> {
                        var last = keeping.end(c, file, day, reason, visitor.id());
                        yield ConventioningWording.say("done.fin", ConventioningWording.FRENCH.date(last));
                    }
                    case WITHDRAW -> {
                        keeping.withdraw(c, file, visitor.id());
                        yield ConventioningWording.say("done.retrait");
                    }
                });
    }

    /** Whether the convention stops by itself before anybody could be given notice: then there is no day to choose. */
    private boolean endsBefore(Connection c, CaseFile file, LocalDate earliest) throws SQLException {
        return signing.last(c, file)
                .filter(last -> last.endsOn().isBefore(earliest))
                .isPresent();
    }

    private static String impossible(CaseFile file, Act act) {
        return ConventioningWording.say(file.isOpen() ? "impossible." + act.path() : "impossible.closed");
    }

    private Page page(Visitor visitor, CaseFile file, Act act, FormFields typed, List<FieldError> errors) {
        var seat = visitor.require(file.fundId(), Right.WORK_ON_CONVENTIONS);
        return transactions.run(c -> {
            var conventioned = standings.of(c, file.id()).merchant() != null;
            var heading = act.heading(conventioned);
            var earliest = keeping.earliestEnd(c, file);
            var last = signing.last(c, file).orElse(null);
            return Page.of("conventioning/act", heading, errors)
                    .by(visitor)
                    .in(seat, Section.FILES)
                    .with("act", act.path())
                    .with("conventioned", conventioned)
                    .with("heading", heading)
                    .with("verb", act.verb(conventioned))
                    .with("danger", act != Act.RESUME)
                    .with("reason", act.wantsReason())
                    .with("earliest", earliest)
                    .with("sooner", endsBefore(c, file, earliest))
                    .with("last", last == null ? null : last.endsOn())
                    .with("today", keeping.today(c, file))
                    .with("file", file)
                    .with("back", address(file))
                    .with("address", act.address(file))
                    .with("typed", typed);
        });
    }

    private static Act act(String path) {
        return Act.of(path).orElseThrow(() -> new ProblemFound(Kind.NOT_FOUND));
    }

    private CaseFile locked(Connection connection, String fund, String id) throws SQLException {
        return caseFiles
                .lock(connection, id)
                .filter(file -> file.fundId().equals(fund) && file.process().equals(ConventioningProcess.PROCESS))
                .orElseThrow(() -> new ProblemFound(Kind.NOT_FOUND));
    }

    private static String address(CaseFile file) {
        return "/caisses/" + file.fundId() + "/dossiers/" + file.id();
    }
}
