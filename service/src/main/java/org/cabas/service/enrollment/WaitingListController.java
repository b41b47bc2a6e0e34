package org.cabas.service.enrollment;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cabas.service.access.FormFields;
import org.cabas.service.access.Right;
import org.cabas.service.access.Visitor;
import org.cabas.service.audit.Action;
import org.cabas.service.audit.Audit;
import org.cabas.service.audit.Deed;
import org.cabas.service.casefile.CaseFiles;
import org.cabas.service.database.Transactions;
import org.cabas.service.fund.FundRules;
import org.cabas.service.page.FieldError;
import org.cabas.service.page.Filling;
import org.cabas.service.page.Flash;
import org.cabas.service.page.Page;
import org.cabas.service.page.Pages;
import org.cabas.service.page.Section;
import org.cabas.service.problem.Problem.Kind;
import org.cabas.service.problem.ProblemFound;
import org.cabas.workflows.enrollment.Enrollment;

/** Who waits for a place, how many there are, and whose turn it is to pause. */
@Controller("/caisses/{fund}/liste-attente")
@ExecuteOn(TaskExecutors.BLOCKING)
class WaitingListController {
    private static final int MOST_PLACES = 10_000;
    private static final int MOST_AT_ONCE = 100;

    private final Standings standings;
    private final Places places;
    private final Placing placing;
    private final Leaving leaving;
    private final Rotation rotation;
    private final CaseFiles caseFiles;
    private final Audit audit;
    private final Transactions transactions;
    private final Pages pages;

    WaitingListController(
            Standings standings,
            Places places,
            Placing placing,
            Leaving leaving,
            Rotation rotation,
            CaseFiles caseFiles,
            Audit audit,
            Transactions transactions,
            Pages pages) {
        this.standings = standings;
        this.places = places;
        this.placing = placing;
        this.leaving = leaving;
        this.rotation = rotation;
        this.caseFiles = caseFiles;
        this.audit = audit;
        this.transactions = transactions;
        this.pages = pages;
    }

    /** Somebody who waits: since when, and whether for a return. */
    public record Waiting(String caseFile, String name, LocalDate since, int priority, boolean returns) {}

    @Get
    HttpResponse<?> list(Visitor visitor, @PathVariable String fund) {
        return pages.show(page(visitor, fund, new FormFields(List.of()), List.of()));
    }

    /** Says how many places there are; who waits goes on waiting until places are opened. */
    @Post("/places")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> limit(Visitor visitor, @PathVariable String fund, @Body Map<String, Object> form) {
        visitor.require(fund, Right.OPEN_PLACES);
        var typed = FormFields.of(form);
        var filling = EnrollmentWording.filling(typed);
        var unlimited = typed.text("places_limit").isEmpty();
        var limit = unlimited ? 0 : filling.number("places_limit", 0, MOST_PLACES, "wrong.places");
        if (!filling.isRight()) {
            return again(visitor, fund, typed, filling);
        }
        transactions.run(c -> {
            places.limit(c, fund, unlimited ? null : limit);
            audit.record(
                    c,
                    Deed.of(Action.SETTINGS_CHANGED, "la liste d’attente")
                            .in(fund)
                            .by(visitor)
                            .with(unlimited ? "aucune limite de places" : limit + " places"));
            return limit;
        });
        return pages.redirect(visitor, address(fund), Flash.done("Le nombre de places est enregistré."));
    }

    /** Has the first ones come in; where no place is free for them, there are so many more from now on. */
    @Post("/ouvrir")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> open(Visitor visitor, @PathVariable String fund, @Body Map<String, Object> form) {
        visitor.require(fund, Right.OPEN_PLACES);
        var typed = FormFields.of(form);
        var filling = EnrollmentWording.filling(typed);
        var many = filling.number("places_open", 1, MOST_AT_ONCE, "wrong.open");
        if (!filling.isRight()) {
            return again(visitor, fund, typed, filling);
        }
        var placed = transactions.run(c -> {
            var room = places.locked(c, fund);
            if (room.limit() != null && room.free() < many) {
                places.limit(c, fund, Math.min(MOST_PLACES, room.limit() + many - room.free()));
            }
            audit.record(
                    c,
                    Deed.of(Action.SETTINGS_CHANGED, "la liste d’attente")
                            .in(fund)
                            .by(visitor)
                            .with(many + " places ouvertes"));
            return placing.next(c, fund, many, "", visitor.id());
        });
        return pages.redirect(
                visitor,
                address(fund),
                Flash.done(EnrollmentWording.say(
                        placed == 0 ? "opened.none" : placed == 1 ? "opened.one" : "opened.more", placed)));
    }

    /** Confirms that a member pauses. */
    @Post("/roulement")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> pause(Visitor visitor, @PathVariable String fund, @Body Map<String, Object> form) {
        visitor.require(fund, Right.WORK_ON_ENROLLMENTS);
        var id = FormFields.of(form).text("file");
        var paused = transactions.run(c -> {
            var file = caseFiles
                    .lock(c, id)
                    .filter(each -> each.fundId().equals(fund) && each.process().equals(Enrollment.PROCESS))
                    .orElseThrow(() -> new ProblemFound(Kind.NOT_FOUND));
            return leaving.pause(c, file, visitor.id());
        });
        return pages.redirect(
                visitor,
                address(fund),
                paused
                        ? Flash.done("Le foyer est en pause\u00a0: sa carte ne paie plus jusqu’à son retour.")
                        : Flash.refused("Ce foyer ne peut pas être mis en pause maintenant."));
    }

    private HttpResponse<?> again(Visitor visitor, String fund, FormFields typed, Filling filling) {
        return pages.show(page(visitor, fund, typed, filling.problems()), HttpStatus.UNPROCESSABLE_ENTITY);
    }

    private static String address(String fund) {
        return Section.WAITING.address(fund);
    }

    private Page page(Visitor visitor, String fund, FormFields typed, List<FieldError> errors) {
        var seat = visitor.require(fund, Right.WORK_ON_ENROLLMENTS);
        return transactions.run(c -> {
            var rules = FundRules.of(c, fund);
            return Page.of("enrollment/waiting", "Liste d’attente", errors)
                    .by(visitor)
                    .in(seat, Section.WAITING)
                    .with("address", address(fund))
                    .with("files", "/caisses/" + fund + "/dossiers/")
                    .with("room", places.of(c, fund))
                    .with("waiting", waiting(c, rules))
                    .with("rotates", rotation.isUsed(rules))
                    .with("turns", rotation.turns(c, rules))
                    .with("typed", typed);
        });
    }

    private List<Waiting> waiting(Connection connection, FundRules fund) throws SQLException {
        var waiting = new ArrayList<Waiting>();
        for (var standing : standings.waiting(connection, fund.fund())) {
            var name = caseFiles
                    .find(connection, standing.caseFile())
                    .orElseThrow()
                    .title();
            waiting.add(new Waiting(
                    standing.caseFile(),
                    name,
                    fund.day(Objects.requireNonNull(standing.queuedAt())),
                    standing.priority(),
                    standing.isPaused()));
        }
        return waiting;
    }
}
