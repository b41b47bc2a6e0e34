package org.cabas.service.followup;

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
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cabas.service.access.FormFields;
import org.cabas.service.access.Right;
import org.cabas.service.access.Visitor;
import org.cabas.service.casefile.CaseFile;
import org.cabas.service.casefile.CaseFiles;
import org.cabas.service.casefile.Tasks;
import org.cabas.service.database.Transactions;
import org.cabas.service.page.FieldError;
import org.cabas.service.page.Filling;
import org.cabas.service.page.Flash;
import org.cabas.service.page.Page;
import org.cabas.service.page.Pages;
import org.cabas.service.page.Section;
import org.cabas.service.problem.Problem.Kind;
import org.cabas.service.problem.ProblemFound;
import org.cabas.workflows.followup.FollowUpProcess;
import org.jspecify.annotations.Nullable;

/** What may happen to a follow-up at any moment: an appointment is given, and the consent is taken back. */
@Controller("/caisses/{fund}/dossiers/{id}")
@ExecuteOn(TaskExecutors.BLOCKING)
class FollowUpController {
    /** Whoever gives one for later has the wrong year. */
    private static final int LATEST_MONTHS = 18;

    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm");

    private final CaseFiles caseFiles;
    private final Tasks tasks;
    private final FollowUps followUps;
    private final Desk desk;
    private final Overview overview;
    private final Withdrawing withdrawing;
    private final Transactions transactions;
    private final Pages pages;

    FollowUpController(
            CaseFiles caseFiles,
            Tasks tasks,
            FollowUps followUps,
            Desk desk,
            Overview overview,
            Withdrawing withdrawing,
            Transactions transactions,
            Pages pages) {
        this.caseFiles = caseFiles;
        this.tasks = tasks;
        this.followUps = followUps;
        this.desk = desk;
        this.overview = overview;
        this.withdrawing = withdrawing;
        this.transactions = transactions;
        this.pages = pages;
    }

    @Get("/rendez-vous")
    HttpResponse<?> appointment(Visitor visitor, @PathVariable String fund, @PathVariable String id) {
        return pages.show(transactions.run(c -> {
            var file = file(c, visitor, fund, id);
            var at = followUps.of(c, id).appointment();
            var typed = new HashMap<String, Object>();
            if (at != null) {
                typed.put("app_day", at.toLocalDate().toString());
                typed.put("app_time", HOUR.format(at));
            }
            return page(visitor, "followup/appointment", "Rendez-vous", file, List.of())
                    .with("typed", FormFields.of(typed))
                    .with("given", at != null)
                    .with("today", desk.open(c, file).today());
        }));
    }

    @Post("/rendez-vous")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> appoint(
            Visitor visitor, @PathVariable String fund, @PathVariable String id, @Body Map<String, Object> form) {
        var fields = FormFields.of(form);
        var filling = FollowUpWording.filling(fields);
        var wrong = transactions.run(c -> {
            var file = file(c, visitor, fund, id);
            var open = desk.open(c, file);
            if (!file.isOpen() || !open.followUp().hasConsent()) {
                filling.wrong("app_day", file.isOpen() ? "refusal.no-consent" : "wrong.closed");
                return Optional.of(file);
            }
            if (fields.has("app_none", "yes")) {
                followUps.appoint(c, id, null);
                return Optional.<CaseFile>empty();
            }
            var at = at(filling, open);
            if (at == null) {
                return Optional.of(file);
            }
            followUps.appoint(c, id, at);
            tasks.due(c, id, FollowUpProcess.CHECK_UP, at.toLocalDate());
            return Optional.<CaseFile>empty();
        });
        if (wrong.isEmpty()) {
            var said = fields.has("app_none", "yes") ? "appointed.none" : "appointed";
            return pages.redirect(visitor, address(fund, id), Flash.done(FollowUpWording.say(said)));
        }
        var again = transactions.run(c -> page(
                        visitor, "followup/appointment", "Rendez-vous", wrong.get(), filling.problems())
                .with("typed", fields)
                .with("given", followUps.of(c, id).appointment() != null)
                .with("today", desk.open(c, wrong.get()).today()));
        return pages.show(again, HttpStatus.UNPROCESSABLE_ENTITY);
    }

    private static @Nullable LocalDateTime at(Filling filling, Desk.Open open) {
        var day = filling.day("app_day", open.today(), open.today().plusMonths(LATEST_MONTHS));
        var time = filling.time("app_time");
        return time == null || !filling.isRight() ? null : day.atTime(time);
    }

    @Get("/retrait")
    HttpResponse<?> confirm(Visitor visitor, @PathVariable String fund, @PathVariable String id) {
        return pages.show(transactions.run(c -> withdrawal(c, visitor, file(c, visitor, fund, id), List.of())));
    }

    @Post("/retrait")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> withdraw(
            Visitor visitor, @PathVariable String fund, @PathVariable String id, @Body Map<String, Object> form) {
        if (!FormFields.of(form).has("wdr_sure", "yes")) {
            var problems = List.of(new FieldError("wdr_sure", FollowUpWording.say("wrong.sure")));
            return pages.show(
                    transactions.run(c -> withdrawal(c, visitor, file(c, visitor, fund, id), problems)),
                    HttpStatus.UNPROCESSABLE_ENTITY);
        }
        var withdrawn = transactions.run(c -> {
            file(c, visitor, fund, id);
            return withdrawing.withdraw(c, caseFiles.locked(c, id), visitor);
        });
        return pages.redirect(
                visitor,
                address(fund, id),
                withdrawn
                        ? Flash.done(FollowUpWording.say("withdrawn"))
                        : Flash.refused(FollowUpWording.say("withdrawn.already")));
    }

    private Page withdrawal(Connection connection, Visitor visitor, CaseFile file, List<FieldError> errors)
            throws SQLException {
        return page(visitor, "followup/withdrawal", "Retirer le consentement", file, errors)
                .with("erased", overview.erased(connection, file))
                .with("possible", followUps.of(connection, file.id()).hasConsent());
    }

    private static Page page(Visitor visitor, String view, String title, CaseFile file, List<FieldError> errors) {
        return Page.of(view, title, errors)
                .by(visitor)
                .in(visitor.require(file.fundId(), Right.FOLLOW_HEALTH), Section.FILES)
                .with("file", file)
                .with("address", address(file.fundId(), file.id()))
                .unkept();
    }

    /** The follow-up of that id, locked: to whoever doesn't follow health there is none. */
    private CaseFile file(Connection connection, Visitor visitor, String fund, String id) throws SQLException {
        return caseFiles
                .lock(connection, id)
                .filter(file -> visitor.may(fund, Right.FOLLOW_HEALTH)
                        && file.fundId().equals(fund)
                        && file.process().equals(FollowUpProcess.PROCESS))
                .orElseThrow(() -> new ProblemFound(Kind.NOT_FOUND));
    }

    private static String address(String fund, String id) {
        return Section.FILES.address(fund) + "/" + id;
    }
}
